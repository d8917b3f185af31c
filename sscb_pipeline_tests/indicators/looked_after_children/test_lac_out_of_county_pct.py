"""LAC04: looked after children placed outside Surrey."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def child(person: str, location: str, miles: float | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": "2016-01-01", "legal_status": "C2", "placement_location": location,
            "placement_type": "U4", "distance_miles": miles, **more}


def test_outside_is_not_far(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-03", {"LAC": [
        child("A", "IN", 25.0),                          # far from home, in the county
        child("B", "OUT", 20.0),                         # outside, 20 miles: within
        child("C", "OUT", 20.1, uasc=True, send_status="E"),
        child("D", "OUT", 999.9),                        # distance not known
        child("E", "OUT", 5.0, placement_type="P1"),     # with parents: out of the variant
        child("F", "OUT", 50.0, legal_status="V4"),      # short breaks
    ]})
    build(warehouse, "LAC04")
    # A to E = 5; outside B, C, D, E = 4: 80.0. Without E: 3 of 4 = 75.0.
    assert fraction(warehouse, "LAC04", "2017-03") == (4, 5)
    assert value(warehouse, "LAC04", "2017-03") == 80.0
    assert fraction(warehouse, "LAC04", "2017-03", breakdown="variant", of="excl_adoption_and_parents") == (3, 4)
    assert [fraction(warehouse, "LAC04", "2017-03", breakdown=name, of=of) for name, of in (
        ("uasc", "YES"), ("uasc", "NO"), ("send_status", "E"))] == [(1, 1), (3, 4), (1, 1)]
    assert [fraction(warehouse, "LAC04", "2017-03", breakdown="placed", of=of) for of in (
        "IN_SURREY", "OUTSIDE_WITHIN_20_MILES", "OUTSIDE_OVER_20_MILES", "OUTSIDE_DISTANCE_UNKNOWN")
    ] == [(1, 5), (2, 5), (1, 5), (1, 5)]


def test_a_move_does_not_change_the_months_before(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-02", {"LAC": [child("A", "IN")]})
    given(warehouse, "cs_lac", "2017-03", {"LAC": [child("A", "OUT")]})
    build(warehouse, "LAC04")
    assert [value(warehouse, "LAC04", month) for month in ("2017-02", "2017-03")] == [0.0, 100.0]


def test_by_risk_of_exploitation_where_it_is_told(warehouse: Warehouse) -> None:
    for month in ("2017-02", "2017-03"):
        given(warehouse, "cs_lac", month, {"LAC": [child("A", "OUT"), child("B", "IN"), child("C", "OUT")]})
    given(warehouse, "cs_cse_risk", "2017-03", {"CSE_Assessments": [
        {"person_id": "A", "assessment_id": "1", "assessed_on": "2017-01-10", "level": "HIGH"},
        {"person_id": "A", "assessment_id": "2", "assessed_on": "2017-03-31", "level": "MEDIUM"},
        {"person_id": "B", "assessment_id": "1", "assessed_on": "2017-01-10", "level": "HIGH", "closed_on": "2017-03-31"}]})
    build(warehouse, "LAC04")
    # A's level changes on the day; B's case is closed on it.
    assert [fraction(warehouse, "LAC04", "2017-03", breakdown="cse_level", of=of) for of in ("MEDIUM", "NOT_ASSESSED")
            ] == [(1, 1), (1, 2)]
    assert fraction(warehouse, "LAC04", "2017-02", breakdown="cse_level", of="UNKNOWN") == (2, 3)
