"""What has arrived, what a period waits for, and how that is said."""

import datetime as dt

from sscb_pipeline.indicators.headers import Indicator, indicator_of
from sscb_pipeline.indicators.received import PeriodStatus, period_statuses, received_so_far
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import given


def indicator(**words: object) -> Indicator:
    header = {"id": "XX01", "name": "a_count", "title": "A count", "meaning": "How many.", "numerator": "Them.",
              "unit": "children", "counting_unit": "child", "type": "flow", "counting": "items",
              "returns": ["cs_maecc"], "standard": "none",
              "polarity": "neutral", "disclosure": "partnership", **words}
    return indicator_of("a_count.sql", "a_count", "theme", header)


def statuses(warehouse: Warehouse, **words: object) -> dict[tuple[str, dt.date], PeriodStatus]:
    with warehouse.begin() as connection:
        found = period_statuses(connection, [indicator(**words)], received_so_far(connection))
        return {(s.period_type, s.period_start): s for s in found}


def test_a_return_in_parts_is_received_when_all_parts_are(warehouse: Warehouse) -> None:
    for part in ("NE", "NW", "SE"):
        given(warehouse, "cs_maecc", "2016-11", part=part)
    month = ("month", dt.date(2016, 11, 1))
    assert (statuses(warehouse)[month].status, statuses(warehouse)[month].awaiting) == ("awaiting", "cs_maecc 2016-11 (SW)")
    given(warehouse, "cs_maecc", "2016-11", part="SW")
    assert (statuses(warehouse)[month].status, statuses(warehouse)[month].awaiting) == ("final", "")


def test_a_return_in_one_file_needs_no_parts(warehouse: Warehouse) -> None:
    given(warehouse, "cs_maecc", "2016-11")
    assert statuses(warehouse)["month", dt.date(2016, 11, 1)].status == "final"


def test_months_in_a_row_are_shortened_and_returns_named_one_after_the_other(warehouse: Warehouse) -> None:
    for month in ("2016-03", "2016-06", "2016-07", "2017-03"):
        given(warehouse, "cs_maecc", month)
    year = statuses(warehouse, returns=["pol_missing", "cs_maecc"])["year", dt.date(2016, 4, 1)]
    assert year.awaiting == ("cs_maecc 2016-04, cs_maecc 2016-05, cs_maecc 2016-08 to 2017-02, pol_missing 2016-04 to 2017-03")


def test_a_snapshot_needs_the_month_of_its_day_alone(warehouse: Warehouse) -> None:
    given(warehouse, "cs_maecc", "2016-04")
    given(warehouse, "cs_maecc", "2017-03")
    found = statuses(warehouse, type="snapshot")
    assert {key for key, status in found.items() if status.status == "final"} == {
        ("month", dt.date(2016, 4, 1)), ("month", dt.date(2017, 3, 1)), ("quarter", dt.date(2017, 1, 1)),
        ("year", dt.date(2016, 4, 1))}
    assert {kind for kind, _ in found} == {"month", "quarter", "year"}


def test_a_month_looked_back_to_makes_it_provisional_for_its_return_alone(warehouse: Warehouse) -> None:
    given(warehouse, "cs_maecc", "2016-11")
    given(warehouse, "pol_missing", "2016-11")
    given(warehouse, "pol_missing", "2016-10")
    month = ("month", dt.date(2016, 11, 1))
    both = {"returns": ["cs_maecc", "pol_missing"]}
    assert statuses(warehouse, **both, lookback_months={"pol_missing": 1})[month].status == "final"
    assert statuses(warehouse, **both, lookback_months={"cs_maecc": 1})[month].status == "provisional"
    assert statuses(warehouse, **both, lookback_months=1)[month].awaiting == "cs_maecc 2016-10"


def test_a_cohort_is_provisional_until_the_months_it_is_followed_for_have_come(warehouse: Warehouse) -> None:
    for month in ("2016-11", "2016-12"):
        given(warehouse, "cs_maecc", month)
    given(warehouse, "pol_missing", "2016-11")
    followed = {"returns": ["cs_maecc"], "follow_up_months": 2}
    november = statuses(warehouse, **followed)["month", dt.date(2016, 11, 1)]
    assert (november.status, november.awaiting) == ("provisional", "cs_maecc 2017-01")
    december = statuses(warehouse, **followed)["month", dt.date(2016, 12, 1)]
    assert (december.status, december.awaiting) == ("provisional", "cs_maecc 2017-01, cs_maecc 2017-02")
    given(warehouse, "cs_maecc", "2017-01", loaded_at="2017-02-20 09:00+00")
    november = statuses(warehouse, **followed)["month", dt.date(2016, 11, 1)]
    assert (november.status, november.awaiting) == ("final", "")
    assert november.known_at == dt.datetime(2017, 2, 20, 9, tzinfo=dt.UTC), "what came of it was known with the last month"
    both = {"returns": ["cs_maecc", "pol_missing"], "follow_up_months": {"pol_missing": 1}}
    assert statuses(warehouse, **both)["month", dt.date(2016, 11, 1)].awaiting == "pol_missing 2016-12"
