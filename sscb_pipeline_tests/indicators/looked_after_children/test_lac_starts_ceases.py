"""LAC02: children starting and ceasing to be looked after."""

from typing import Any

from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def child(person: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": start, "poc_end": end, "legal_status": "C2", **more}


def events(warehouse: Warehouse, period: str) -> tuple[float | None, float | None]:
    return (value(warehouse, "LAC02", period, breakdown="event", of="START"),
            value(warehouse, "LAC02", period, breakdown="event", of="CEASE"))


def test_periods_that_touch_are_one(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2018-03", {"LAC": [
        child("A", "2018-03-01"),
        child("B", "2016-01-01", "2018-03-10"), child("B", "2018-03-10", legal_status="C1"),  # goes on: neither end nor start
        child("C", "2016-01-01", "2018-03-10"), child("C", "2018-03-11"),                     # a day between: ends and starts
        child("D", "2016-01-01", "2018-03-31", dob="2004-02-29"),                             # ends on the last day, aged 14
        child("E", "2018-03-05", "2018-03-05", legal_status="L1"),                            # in and out on one day
        child("F", "2018-03-05", legal_status="V4"),                                          # short breaks
        child("G", "2015-01-01", "2018-03-20", legal_status="V4"), child("G", "2018-03-20"),  # short breaks turn into care
    ]})
    build(warehouse, "LAC01", "LAC02")
    # Starts: A, C, E, G. Ends: C, D, E.
    assert events(warehouse, "2018-03") == (4, 3)
    assert value(warehouse, "LAC02", "2018-03", breakdown="event_legal_status", of="START_L1") == 1
    assert value(warehouse, "LAC02", "2018-03", breakdown="event_age_band", of="CEASE_10_15") == 1
    # Standing on the day: A, B, C, G.
    assert value(warehouse, "LAC01", "2018-03") == 4
    assert row(warehouse, "LAC02", "2018-03") is None  # starts and ends together mean nothing
    # 4 starts in a month are 48 a year, of 257,025 children of mid-2017: 1.87 per 10,000.
    assert value(warehouse, "LAC02", "2018-03", breakdown="rate", of="START REBASED") == 1.9


def test_a_child_counts_once_a_year_in_the_national_count(warehouse: Warehouse) -> None:
    for month in months_between("2016-04", "2017-03"):
        given(warehouse, "cs_lac", month, {"LAC": [
            child("A", "2016-04-04", "2016-05-02"), child("A", "2016-06-06", "2017-03-01", uasc=True, duc="2016-06-06"),
        ] if month == "2017-03" else []})
    build(warehouse, "LAC02")
    assert events(warehouse, "2016-17") == (2, 2)
    assert [value(warehouse, "LAC02", "2016-17", breakdown="variant", of=of)
            for of in ("children_starting", "children_ceasing")] == [1, 1]
    assert value(warehouse, "LAC02", "2016-06", breakdown="variant", of="children_starting") == 1
    assert value(warehouse, "LAC02", "2016-17", breakdown="event_uasc", of="START_NO") == 2  # the status ceased on the day


def test_open_is_open_before_and_starts_and_less_ends(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2016-10", {"LAC": [
        child("A", "2016-01-01"), child("B", "2016-01-01"), child("C", "2016-09-30")]})
    given(warehouse, "cs_lac", "2016-11", {"LAC": [
        child("A", "2016-01-01", "2016-11-30"), child("B", "2016-01-01"),
        child("C", "2016-10-01"),   # the start put right: one start, of October
        child("D", "2016-10-31"),   # told late: a start of October
        child("E", "2016-11-01")]})
    build(warehouse, "LAC01", "LAC02")
    assert [events(warehouse, month) for month in ("2016-10", "2016-11")] == [(2, 0), (1, 1)]
    october, november = (value(warehouse, "LAC01", month) for month in ("2016-10", "2016-11"))
    assert (october, november) == (4, 4)  # A, B, C, D; then B, C, D, E: 4 + 1 - 1


def test_a_child_who_vanishes_has_not_ceased(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2016-10", {"LAC": [child("A", "2016-01-01")]})
    given(warehouse, "cs_lac", "2016-11")
    given(warehouse, "cs_lac", "2016-12", {"LAC": [child("A", "2016-12-05"), child("B", "2016-12-05", "2016-12-06")]})
    build(warehouse, "LAC02")
    assert [events(warehouse, month) for month in ("2016-10", "2016-11", "2016-12")] == [(0, 0), (0, 0), (2, 1)]
