"""LAC05: looked after children placed outside Surrey and more than 20 miles from home."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def child(person: str, location: str, miles: float | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": "2016-01-01", "legal_status": "C2", "placement_location": location,
            "placement_type": "U4", "distance_miles": miles, **more}


def test_far_and_outside(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-03", {"LAC": [
        child("A", "OUT", 20.1, placement_type="K2", dob="2007-03-31"),
        child("B", "OUT", 20.0),                                       # exactly 20 is not more
        child("C", "IN", 25.0),                                        # far, but in the county
        child("D", "OUT", 999.9),                                      # not known
        child("E", "OUT", None, uasc=True),                            # unaccompanied: no home to measure from
        child("F", "OUT", None, uasc=True, duc="2017-01-01"),          # formerly so
        child("G", "OUT", 80.0, legal_status="V4"),                    # short breaks
    ]})
    build(warehouse, "LAC05")
    assert fraction(warehouse, "LAC05", "2017-03") == (1, 6)
    assert fraction(warehouse, "LAC05", "2017-03", breakdown="placement_type", of="K2") == (1, 1)
    assert [fraction(warehouse, "LAC05", "2017-03", breakdown="age_band", of=of) for of in ("10_15", "UNKNOWN")] == [
        (1, 1), (0, 5)]
    assert fraction(warehouse, "LAC05", "2017-03", breakdown="variant", of="excl_uasc") == (1, 4)
    assert fraction(warehouse, "LAC05", "2017-03", breakdown="variant", of="known_distance") == (1, 3)  # A, B, C


def test_annex_a_tells_no_distance(warehouse: Warehouse) -> None:
    given(warehouse, "cs_annex_a", "2017-03", {"List_8": [{"person_id": "A", "poc_start": "2016-01-01", "legal_status": "C2"}]})
    build(warehouse, "LAC05")
    found = row(warehouse, "LAC05", "2017-03")
    assert found is not None and found["status"] == "awaiting"
