"""MIS06: missing episodes of looked after children that one of the two records lacks."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def episode(ref: str, child: str, began: str, category: str = "MISSING") -> dict[str, Any]:
    return {"misper_ref": ref, "police_person_ref": child, "missing_from_at": began, "reported_at": began, "category": category}


def away(child: str, start: str, kind: str = "M") -> dict[str, Any]:
    return {"person_id": child, "type": kind, "mis_start": start, "mis_end": start}


def test_within_a_day_of_each_other(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-01", {"Missing": [
        episode("M1", "P1", "2017-01-10 23:59"),             # recorded the day after
        episode("M2", "P1", "2017-01-20 00:01"),             # two days before the record's
        episode("M3", "P1", "2017-01-15 12:00", "ABSENT"),
        episode("M4", "P2", "2017-01-10 12:00"),             # after care ended on the day
        episode("M5", "P3", "2017-01-10 12:00"),             # nobody's: no interview
        episode("M6", "P1", "2017-01-31 12:00")]})           # recorded as away
    given(warehouse, "cs_return_interviews", "2017-01", {"RHI": [
        {"person_id": "A", "police_misper_ref": "M1", "missing_from": "2017-01-10 23:59"},
        {"person_id": "B", "police_misper_ref": "M4", "missing_from": "2017-01-10 12:00"}]})
    given(warehouse, "cs_lac", "2017-01", {
        "LAC": [{"person_id": "A", "poc_start": "2016-05-01", "legal_status": "C2", "placement_provider": "PR1",
                 "la_of_placement": "936", "placement_start": "2016-05-01"},
                {"person_id": "B", "poc_start": "2016-05-01", "poc_end": "2017-01-10", "legal_status": "C2"}],
        "LA_Missing": [away("A", "2017-01-11"), away("A", "2017-01-22"), away("A", "2017-01-31", "A"),
                       away("C", "2017-01-10")]})
    build(warehouse, "MIS06")
    # Of A's M1, M2 and M6 the record lacks M2. The record's own, M: the 11th and the 22nd, of which the police lack the 22nd;
    # C's is not compared.
    assert fraction(warehouse, "MIS06", "2017-01") == (1, 3)
    assert fraction(warehouse, "MIS06", "2017-01", breakdown="placement_provider", of="PR1") == (1, 3)
    assert fraction(warehouse, "MIS06", "2017-01", breakdown="la_of_placement", of="936") == (1, 3)
    assert fraction(warehouse, "MIS06", "2017-01", breakdown="variant", of="authority_only") == (1, 2)
