"""Months, financial years, working days and ages: the one implementation of each.

SQL models get the same calendar as tables (`reference.day`, `reference.period`), built from these functions.
Working days and bank holidays: England and Wales, from data/reference/bank_holidays.csv.
"""

import csv
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.settings import REFERENCE

Days = npt.NDArray[np.datetime64]

LONDON = ZoneInfo("Europe/London")
"""The clock the county lives by."""

MONTH_KEY = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


def moment(words: str) -> dt.datetime:
    """`2017-04-10` (its end) or `2017-04-10T17:30` by the clock in London, or with an offset of its own. Raises WrongUsage."""
    try:
        found = dt.datetime.fromisoformat(words)
    except ValueError:
        raise WrongUsage("That is not a moment.", "Write it as 2017-04-10 or 2017-04-10T17:30.") from None
    if len(words) == len("2017-04-10"):
        found = dt.datetime.combine(found.date(), dt.time.max)
    return found if found.tzinfo else found.replace(tzinfo=LONDON)


def month_of(day: dt.date) -> str:
    """The reporting month a day lies in, as `2017-03`."""
    return f"{day.year:04d}-{day.month:02d}"


def first_day(month: str) -> dt.date:
    """First day of a reporting month. Raises WrongUsage when the key is not a month like 2017-03."""
    found = MONTH_KEY.fullmatch(month)
    if not found:
        raise WrongUsage("That is not a reporting month.", "Write it as year and month, for example 2017-03.")
    return dt.date(int(found[1]), int(found[2]), 1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` later; the month's last day where it has no such day (31 Aug + 6 = 28 Feb)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_year, next_month0 = divmod(year * 12 + month0 + 1, 12)
    last = (dt.date(next_year, next_month0 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month0 + 1, min(day.day, last))


def day_after_month(month: str) -> dt.date:
    """The first day that no longer belongs to the month: months are half-open, [first day, this day)."""
    return add_months(first_day(month), 1)


def last_day(month: str) -> dt.date:
    """The snapshot day of a month."""
    return day_after_month(month) - dt.timedelta(days=1)


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from `first` to `last`, both included."""
    day, end = first_day(first), first_day(last)
    while day <= end:
        yield month_of(day)
        day = add_months(day, 1)


def financial_year(day: dt.date) -> str:
    """The year from 1 April to 31 March a day lies in, as `2016-17`."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}-{(start + 1) % 100:02d}"


def financial_year_start(label: str) -> dt.date:
    """1 April of a financial year written `2016-17`. Raises WrongUsage when it is not one."""
    found = re.fullmatch(r"(20[0-9]{2})-([0-9]{2})", label)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        raise WrongUsage("That is not a financial year.", "Write it as 2016-17: the two years it begins and ends in.")
    return dt.date(int(found[1]), 4, 1)


@cache
def bank_holidays() -> frozenset[dt.date]:
    """Bank holidays of England and Wales, one-off ones included."""
    with (REFERENCE / "bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(dt.date.fromisoformat(row["date"]) for row in csv.DictReader(file))


@cache
def _working_days() -> list[dt.date]:
    holidays = bank_holidays()
    first, last = dt.date(min(holidays).year, 1, 1), dt.date(max(holidays).year, 12, 31)
    span = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in span if day.weekday() < 5 and day not in holidays]


def is_working_day(day: dt.date) -> bool:
    """Monday to Friday and no bank holiday. Christmas Eve and local closures are working days for statutory clocks."""
    return day.weekday() < 5 and day not in bank_holidays()


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Working days in (start, end]: the day after the start is day 1, the same day is 0, negative if end is earlier."""
    days = _working_days()
    if end < start:
        return -working_days_between(end, start)
    return bisect_right(days, end) - bisect_right(days, start)


def add_working_days(start: dt.date, count: int) -> dt.date:
    """The working day that is `count` working days after the start (19 Dec 2016 + 15 = 12 Jan 2017)."""
    days = _working_days()
    return days[bisect_right(days, start) + count - 1] if count > 0 else days[bisect_left(days, start) + count]


def nth_working_day(month: str, n: int) -> dt.date:
    """The n-th working day of a month (returns are due on the 5th of the next one)."""
    return add_working_days(first_day(month) - dt.timedelta(days=1), n)


def due_day(month: str, working_day: int = 5) -> dt.date:
    """The day a return about `month` is due: by default the fifth working day of the month after."""
    return nth_working_day(month_of(day_after_month(month)), working_day)


def ages_on(births: Days, days: Days) -> npt.NDArray[np.int64]:
    """Completed years by calendar, pair by pair. Someone born on 29 February comes of age on 1 March in common years."""
    (born_year, born_day), (year, day) = _year_and_day(births), _year_and_day(days)
    return year - born_year - (day < born_day)


def _year_and_day(days: Days) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """(year, a number that orders the days of any year by month and day)."""
    whole, months, years = days.astype("datetime64[D]"), days.astype("datetime64[M]"), days.astype("datetime64[Y]")
    return years.astype(np.int64), (months - years).astype(np.int64) * 31 + (whole - months).astype(np.int64)


def age_on(birth: dt.date, day: dt.date) -> int:
    """The same for one pair."""
    return int(ages_on(np.array([birth], dtype="datetime64[D]"), np.array([day], dtype="datetime64[D]"))[0])
