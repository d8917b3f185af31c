"""Days, ages and working days, counted the long way: step by step, from the committed list of bank holidays alone."""

import csv
import datetime as dt
from functools import cache

from sscb_pipeline.settings import REFERENCE

ONE = dt.timedelta(days=1)


@cache
def holidays() -> frozenset[str]:
    """Bank holidays of England and Wales, as written."""
    with (REFERENCE / "bank_holidays.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["date"] for row in csv.DictReader(file))


@cache
def works(day: dt.date) -> bool:
    return day.isoweekday() not in (6, 7) and day.isoformat() not in holidays()


def working_days(start: dt.date, end: dt.date) -> int:
    """Working days after `start` up to `end`: the same day is 0; below zero when `end` comes first."""
    if end < start:
        return -1
    count = 0
    while start < end:
        start += ONE
        count += works(start)
    return count


def working_day(start: dt.date, count: int) -> dt.date:
    """The day on which so many working days have passed."""
    while count > 0:
        start += ONE
        count -= works(start)
    return start


def age(born: dt.date, day: dt.date) -> int:
    """Birthdays passed. Somebody born on 29 February has theirs on 1 March where there is no such day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later (or earlier) month, else the last day that month has."""
    count = day.year * 12 + (day.month - 1) + months
    number = day.day
    while True:
        try:
            return dt.date(count // 12, count % 12 + 1, number)
        except ValueError:
            number -= 1


def day_of(moment: dt.datetime | dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def month_of(moment: dt.datetime | dt.date) -> str:
    return moment.isoformat()[:7]


def last_day(month: str) -> dt.date:
    return months_later(dt.date.fromisoformat(f"{month}-01"), 1) - ONE
