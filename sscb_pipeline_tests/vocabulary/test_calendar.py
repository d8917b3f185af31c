"""Working days, months, years and ages against days worked out by hand."""

import datetime as dt

import pytest

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.warehouse.server import Warehouse


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# Start, working days, target. 26 and 27 December 2016 and 2 January 2017 are no working days; nor are 14 and 17 April
# 2017 and 29 August 2016. 24 December 2016 is a Saturday: the clock starts with the next working day.
TARGETS = [
    ("2016-12-19", 15, "2017-01-12"),
    ("2016-12-19", 20, "2017-01-19"),
    ("2016-12-19", 45, "2017-02-23"),
    ("2016-12-19", 10, "2017-01-05"),
    ("2017-04-03", 15, "2017-04-26"),
    ("2016-08-22", 15, "2016-09-13"),
    ("2016-12-24", 1, "2016-12-28"),
    ("2016-12-24", 15, "2017-01-18"),
]

HOLIDAYS = {
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
}


@pytest.mark.parametrize(("start", "count", "target"), TARGETS)
def test_targets_in_working_days(start: str, count: int, target: str) -> None:
    assert calendar.add_working_days(day(start), count) == day(target)
    assert calendar.working_days_between(day(start), day(target)) == count


@pytest.mark.parametrize(("start", "count", "target"), TARGETS)
def test_sql_counts_working_days_alike(warehouse: Warehouse, start: str, count: int, target: str) -> None:
    counted = warehouse.read(
        "select b.working_day_number - a.working_day_number as n from reference.day a, reference.day b "
        "where a.day = :start and b.day = :target",
        start=day(start),
        target=day(target),
    )
    assert counted["n"].tolist() == [count]


def test_the_same_day_is_no_working_day_later_and_backwards_is_negative() -> None:
    assert calendar.working_days_between(day("2016-12-19"), day("2016-12-19")) == 0
    assert calendar.working_days_between(day("2016-12-20"), day("2016-12-19")) == -1
    assert calendar.working_days_between(day("2016-12-23"), day("2016-12-27")) == 0


@pytest.mark.parametrize("year", HOLIDAYS)
def test_bank_holidays_of_england(year: int) -> None:
    listed = sorted(holiday for holiday in calendar.bank_holidays() if holiday.year == year)
    assert [holiday.strftime("%m-%d") for holiday in listed] == HOLIDAYS[year].split()


def test_one_off_and_moved_bank_holidays() -> None:
    assert not calendar.is_working_day(day("2020-05-08"))
    assert calendar.is_working_day(day("2020-05-04"))
    assert not calendar.is_working_day(day("2022-09-19"))


def test_christmas_eve_is_a_working_day() -> None:
    assert calendar.is_working_day(day("2015-12-24"))


@pytest.mark.parametrize(
    ("year", "days"), [("2014-15", 253), ("2015-16", 252), ("2016-17", 255), ("2017-18", 251), ("2018-19", 253)]
)
def test_working_days_of_a_financial_year(year: str, days: int) -> None:
    start = calendar.financial_year_start(year)
    before, last = start - dt.timedelta(days=1), calendar.add_months(start, 12) - dt.timedelta(days=1)
    assert calendar.working_days_between(before, last) == days


def test_working_days_of_each_month_of_2016_17() -> None:
    counted = [
        calendar.working_days_between(calendar.first_day(month) - dt.timedelta(days=1), calendar.last_day(month))
        for month in calendar.months_between("2016-04", "2017-03")
    ]
    assert counted == [21, 20, 22, 21, 22, 22, 21, 22, 20, 21, 20, 23]


@pytest.mark.parametrize(("month", "due"), [("2016-11", "2016-12-07"), ("2016-12", "2017-01-09"), ("2017-03", "2017-04-07")])
def test_returns_are_due_on_the_fifth_working_day_of_the_next_month(month: str, due: str) -> None:
    assert calendar.due_day(month) == day(due)


@pytest.mark.parametrize(
    ("born", "at", "years"),
    [
        ("2000-06-15", "2018-06-14", 17),
        ("2000-06-15", "2018-06-15", 18),
        ("2016-11-30", "2016-11-30", 0),
        ("2000-02-29", "2018-02-28", 17),  # born on 29 February: of age on 1 March in common years
        ("2000-02-29", "2018-03-01", 18),
        ("2000-02-29", "2016-02-28", 15),
        ("2000-02-29", "2016-02-29", 16),
        ("1999-03-31", "2017-03-31", 18),
        ("1999-04-01", "2017-03-31", 17),
    ],
)
def test_age_in_completed_years(born: str, at: str, years: int) -> None:
    assert calendar.age_on(day(born), day(at)) == years


@pytest.mark.parametrize(
    ("month", "first", "last", "after"),
    [
        ("2017-02", "2017-02-01", "2017-02-28", "2017-03-01"),
        ("2016-02", "2016-02-01", "2016-02-29", "2016-03-01"),
        ("2016-12", "2016-12-01", "2016-12-31", "2017-01-01"),
    ],
)
def test_months_are_half_open(month: str, first: str, last: str, after: str) -> None:
    assert (calendar.first_day(month), calendar.last_day(month), calendar.day_after_month(month)) == (
        day(first),
        day(last),
        day(after),
    )
    assert calendar.month_of(day(first)) == calendar.month_of(day(last)) == month
    assert calendar.month_of(day(after)) != month


@pytest.mark.parametrize("key", ["2017-13", "2017-3", "17-03", "2017-03 ", "1999-03", ""])
def test_what_is_no_month_is_refused(key: str) -> None:
    with pytest.raises(WrongUsage):
        calendar.first_day(key)


def test_months_between_include_both_ends_over_a_new_year() -> None:
    assert list(calendar.months_between("2016-11", "2017-02")) == ["2016-11", "2016-12", "2017-01", "2017-02"]
    assert list(calendar.months_between("2017-02", "2016-11")) == []


@pytest.mark.parametrize(
    ("start", "months", "target"),
    [
        ("2016-08-31", 6, "2017-02-28"),
        ("2015-08-31", 6, "2016-02-29"),
        ("2017-01-31", -12, "2016-01-31"),
        ("2016-12-15", 1, "2017-01-15"),
    ],
)
def test_months_later_stay_within_the_month(start: str, months: int, target: str) -> None:
    assert calendar.add_months(day(start), months) == day(target)


@pytest.mark.parametrize(("at", "label"), [("2017-03-31", "2016-17"), ("2017-04-01", "2017-18"), ("2000-03-31", "1999-00")])
def test_financial_years_run_from_april_to_march(at: str, label: str) -> None:
    assert calendar.financial_year(day(at)) == label


@pytest.mark.parametrize("label", ["2016-18", "2016", "2016-2017", "16-17"])
def test_what_is_no_financial_year_is_refused(label: str) -> None:
    with pytest.raises(WrongUsage):
        calendar.financial_year_start(label)


def test_quarters_of_a_financial_year_in_the_warehouse(warehouse: Warehouse) -> None:
    quarters = warehouse.read(
        "select label, period_start, period_after from reference.period where period_type = 'quarter' "
        "and period_start >= date '2016-04-01' and period_after <= date '2017-04-01' order by 2"
    )
    assert quarters.to_dict("split")["data"] == [
        ["2016-17 Q1", day("2016-04-01"), day("2016-07-01")],
        ["2016-17 Q2", day("2016-07-01"), day("2016-10-01")],
        ["2016-17 Q3", day("2016-10-01"), day("2017-01-01")],
        ["2016-17 Q4", day("2017-01-01"), day("2017-04-01")],
    ]


def test_periods_that_end_with_march_2017(warehouse: Warehouse) -> None:
    ending = warehouse.read(
        "select period_type, period_start, label from reference.period where period_after = date '2017-04-01'"
    )
    assert {kind: (start, label) for kind, start, label in ending.itertuples(index=False)} == {
        "month": (day("2017-03-01"), "2017-03"),
        "quarter": (day("2017-01-01"), "2016-17 Q4"),
        "rolling_12m": (day("2016-04-01"), "12 months to 2017-03"),
        "year_to_date": (day("2016-04-01"), "2016-17 to 2017-03"),
        "year": (day("2016-04-01"), "2016-17"),
    }
