"""MIS05: looked after children who went missing."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def cared(child: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "poc_start": start, "poc_end": end, "legal_status": "C2", "placement_start": start,
            "placement_type": "U6", **more}


def away(child: str, start: str, end: str | None, kind: str = "M") -> dict[str, Any]:
    return {"person_id": child, "type": kind, "mis_start": start, "mis_end": end}


def test_at_any_time_in_the_period(warehouse: Warehouse) -> None:
    for month in ("2017-01", "2017-02", "2017-03"):
        given(warehouse, "pol_missing", month)
    a, c = cared("A", "2016-05-01"), cared("C", "2016-05-01", placement_type="K2", placement_location="OUT")
    given(warehouse, "cs_lac", "2017-01", {"LAC": [
        a, cared("B", "2016-05-01", "2017-01-15"), c, cared("D", "2016-05-01", legal_status="V4"),
        cared("G", "2016-05-01", dob="1999-02-01")], "LA_Missing": [
        away("A", "2017-01-31", "2017-02-02"),              # touches January and February
        away("B", "2017-01-20", "2017-01-21"),              # no longer looked after, yet was in the month
        away("C", "2017-01-10", "2017-01-11", "A"),         # away, not missing
        away("D", "2017-01-10", "2017-01-11")]})            # short breaks
    given(warehouse, "cs_lac", "2017-02", {"LAC": [a, c, cared("E", "2017-02-28", uasc=True)]})
    given(warehouse, "cs_lac", "2017-03", {"LAC": [a, c, cared("E", "2017-02-28", uasc=True)], "LA_Missing": [
        away("E", "2017-03-31", None)]})                    # still missing
    build(warehouse, "MIS05")
    # January: A, B, C, G looked after, A and B missing. February (G is 18 on the 1st): A, C, E; A. March: A, C, E; E.
    assert [fraction(warehouse, "MIS05", month) for month in ("2017-01", "2017-02", "2017-03")] == [(2, 4), (1, 3), (1, 3)]
    # In the quarter A, B, C, E, G; A, B and E went missing, each once.
    assert fraction(warehouse, "MIS05", "2016-17 Q4") == (3, 5)
    assert value(warehouse, "MIS05", "2016-17 Q4") == 60.0
    assert fraction(warehouse, "MIS05", "2016-17 Q4", breakdown="variant", of="away") == (1, 5)
    assert fraction(warehouse, "MIS05", "2017-01", breakdown="placement_location", of="OUT") == (0, 1)
    assert fraction(warehouse, "MIS05", "2017-03", breakdown="uasc", of="YES") == (1, 1)


def test_by_the_police(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-01", {"LAC": [cared(child, "2016-05-01") for child in "ABC"]})
    given(warehouse, "pol_missing", "2017-01", {"Missing": [
        {"misper_ref": ref, "police_person_ref": child, "missing_from_at": "2017-01-31 23:00",
         "reported_at": "2017-01-31 23:30", "category": kind}
        for ref, child, kind in (("M1", "P1", "MISSING"), ("M2", "P2", "ABSENT"))]})
    given(warehouse, "cs_return_interviews", "2017-01", {"RHI": [
        {"person_id": child, "police_misper_ref": ref, "missing_from": "2017-01-31 23:00"}
        for child, ref in (("A", "M1"), ("B", "M2"))]})
    build(warehouse, "MIS05")
    # By the authority's record nobody. By the police A; B was absent; of C, whom no interview names, nobody can tell.
    assert fraction(warehouse, "MIS05", "2017-01") == (0, 3)
    assert fraction(warehouse, "MIS05", "2017-01", breakdown="variant", of="police") == (1, 3)
    found = row(warehouse, "MIS05", "2017-01", breakdown="variant", of="police")
    assert found is not None and (found["lower_bound"], found["upper_bound"]) == (33.3, 66.7)
