"""LAC03: unaccompanied asylum-seeking children looked after."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def child(person: str, uasc: bool, duc: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": "2016-01-01", "legal_status": "V2", "uasc": uasc, "duc": duc, **more}


def test_the_status_ends_on_its_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-03", {"LAC": [
        child("A", True),
        child("B", True, "2017-03-31", gender="F"),                   # ceased on the day: looked after, no longer UASC
        child("C", True, "2017-04-01", placement_location="OUT", dob="2000-03-31"),     # ceases the day after
        child("D", False),
        child("E", True, poc_end="2017-03-01"),                       # no longer looked after
        child("F", True, legal_status="V3"),                          # short breaks
    ]})
    build(warehouse, "LAC03")
    # Looked after: A, B, C, D = 4; of them UASC on the day: A and C.
    assert value(warehouse, "LAC03", "2017-03") == 2
    assert fraction(warehouse, "LAC03", "2017-03") == (2, 4)
    assert fraction(warehouse, "LAC03", "2017-03", breakdown="placement_location", of="OUT") == (1, 1)
    assert fraction(warehouse, "LAC03", "2017-03", breakdown="age_band", of="16_17") == (1, 1)
    assert fraction(warehouse, "LAC03", "2017-03", breakdown="sex", of="F") == (0, 1)
