"""LAC09: looked after children visited in time."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def child(person: str, placed: str, visited: str | None, kind: str = "U6", **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": "2012-01-01", "legal_status": "C2", "placement_start": placed,
            "placement_type": kind, "last_visit": visited, "placement_location": "IN", **more}


def test_within_the_interval_that_applies(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-03", {"LAC": [
        child("A", "2016-06-01", "2017-02-17"),                             # 42 days before: in time
        child("B", "2016-06-01", "2017-02-16"),                             # 43 days
        child("C", "2016-03-31", "2016-12-31", "U4"),                       # long term for a year: 3 months, on the day
        child("D", "2016-04-01", "2016-12-31", "U4"),                       # a day less than a year: 6 weeks
        child("E", "2017-03-24", "2017-03-20"),                             # moved a week ago, not overdue: left out
        child("F", "2017-03-23", "2017-03-20", placement_location="OUT"),   # moved 8 days ago, not seen there
        child("G", "2017-03-30", "2017-03-31"),                             # moved and seen
        child("H", "2016-06-01", None),                                     # never seen
    ]})
    build(warehouse, "LAC09")
    # A, C, G of A, B, C, D, F, G, H.
    assert fraction(warehouse, "LAC09", "2017-03") == (3, 7)
    assert fraction(warehouse, "LAC09", "2017-03", breakdown="placement_location", of="OUT") == (0, 1)


def test_a_visit_told_late_counts_for_its_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-02", {"LAC": [child("A", "2016-06-01", "2016-12-01")]})
    given(warehouse, "cs_lac", "2017-03", {"LAC": [child("A", "2016-06-01", "2017-02-10")]})
    given(warehouse, "cs_lac", "2017-04", {"LAC": [child("A", "2016-06-01", "2017-04-03")]})
    build(warehouse, "LAC09")
    # In March's the visit of 10 February is 49 days old; that of April was not yet made.
    assert [fraction(warehouse, "LAC09", month) for month in ("2017-02", "2017-03", "2017-04")] == [(1, 1), (0, 1), (1, 1)]
