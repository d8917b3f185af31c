"""LAC13: looked after children with special educational needs."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def child(person: str, dob: str, send: str | None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": "2012-06-30", "legal_status": "C2", "dob": dob, "send_status": send, **more}


def test_of_school_age_with_known_needs(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-03", {"LAC": [
        child("A", "2012-08-31", "K", placement_location="OUT"),  # 4 on 31 August 2016: in reception
        child("B", "2012-09-01", "E"),                            # 3 that day: not yet at school
        child("C", "2000-09-01", "S"),                            # 15 that day, 16 since: in year 11
        child("D", "2000-08-31", "E"),                            # 16 that day: has left
        child("E", "2006-01-01", "N"),
        child("F", "2006-01-01", "NK"),                           # not known
        child("G", "2006-01-01", "NK", ehcp=True),                # not known, but has a plan
        child("H", "2006-01-01", "E", legal_status="V3"),         # short breaks
    ]})
    build(warehouse, "LAC13")
    # A, C, E, G; all but E have needs, C and G a statement or plan.
    assert fraction(warehouse, "LAC13", "2017-03") == (3, 4)
    assert fraction(warehouse, "LAC13", "2017-03", breakdown="variant", of="plan_or_statement") == (2, 4)
    assert fraction(warehouse, "LAC13", "2017-03", breakdown="send_status", of="E") == (1, 4)
    assert fraction(warehouse, "LAC13", "2017-03", breakdown="placement_location", of="OUT") == (1, 1)


def test_the_school_year_begins_in_september(warehouse: Warehouse) -> None:
    for month in ("2016-08", "2016-09"):
        given(warehouse, "cs_lac", month, {"LAC": [child("A", "2012-08-31", "K")]})
    build(warehouse, "LAC13")
    assert [fraction(warehouse, "LAC13", month) for month in ("2016-08", "2016-09")] == [(0, 0), (1, 1)]
