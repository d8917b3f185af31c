"""Dates by the thousand: the calendar of `vocabulary.calendar` for arrays of datetime64[D]."""

from typing import Any

import numpy as np

from sscb_pipeline.example_data.chance import Array, Stream
from sscb_pipeline.vocabulary.calendar import ages_on, bank_holidays

FIRST_DAY = np.datetime64("2015-04-01")
"""The first day the county's returns cover."""
END = np.datetime64("2017-04-01")
"""The day after the last: the county's history stops here, open episodes stay open."""
YEAR_STARTS = tuple(np.datetime64(f"{year}-04-01") for year in (2015, 2016, 2017))
FAR = np.datetime64("2099-01-01")
MONTHS = [str(month) for month in np.arange("2015-04", "2017-04", dtype="M8[M]")]
_CALENDAR = np.busdaycalendar(holidays=sorted(bank_holidays()))


def day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")


def month_end(month: str) -> np.datetime64:
    """Last day of a month."""
    return np.datetime64((np.datetime64(month, "M") + 1).astype("M8[D]") - 1, "D")


def in_month(days: Array, month: str) -> Array:
    """Which of the days or moments lie in the month."""
    return np.asarray(days.astype("M8[M]") == np.datetime64(month, "M"))


def working(days: Any) -> Array:
    """Each day, moved on to the next working day where it is none."""
    return np.asarray(np.busday_offset(days, 0, roll="forward", busdaycal=_CALENDAR))


def working_back(days: Any) -> Array:
    """Each day, moved back to the last working day where it is none."""
    return np.asarray(np.busday_offset(days, 0, roll="backward", busdaycal=_CALENDAR))


def working_day(day: np.datetime64) -> np.datetime64:
    """A single day, moved on to the next working day where it is none."""
    return np.datetime64(working(day).item(), "D")


def plus_working(days: Any, count: Any) -> Array:
    """The count-th working day after each day (the day after the start is day 1)."""
    return np.asarray(np.busday_offset(days, count, roll="backward", busdaycal=_CALENDAR))


def years_on(days: Any, years: int) -> Array:
    """The same calendar day, `years` later; 29 February becomes 1 March in common years."""
    days = np.asarray(days, dtype="M8[D]")
    months = days.astype("M8[M]")
    return np.asarray((months + 12 * years).astype("M8[D]") + (days - months.astype("M8[D]")))


def age_on(dob: Array, days: Any) -> Array:
    """Completed years by calendar; negative for a child not yet born."""
    return np.asarray(ages_on(dob, np.asarray(days, dtype="M8[D]")))


def between(rng: Stream, first: Any, last: Any, count: int) -> Array:
    """`count` days in [first, last]; the bounds may be one day or one for each."""
    first, last = np.asarray(first, dtype="M8[D]"), np.asarray(last, dtype="M8[D]")
    width = (last - first).astype(int) + 1
    return np.asarray(first + np.floor(rng.random(count) * np.maximum(width, 1)).astype(int))


def at_time(rng: Stream, days: Array, busy_from: int = 8, busy_to: int = 23) -> Array:
    """Moments on these days, between two hours."""
    return np.asarray(days.astype("M8[m]") + rng.integers(busy_from * 60, busy_to * 60, len(days)))
