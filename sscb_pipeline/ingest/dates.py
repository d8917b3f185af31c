"""Reads dates and times: true ones, serials, and the ways people write them. Day before month, always; nothing is guessed."""

import datetime as dt
import re

from sscb_pipeline.ingest.answers import Doubt, Fault, Said, is_dash, what_is_said
from sscb_pipeline.ingest.grid import Cell
from sscb_pipeline.vocabulary.calendar import LONDON

FIRST_DAY, LAST_DAY = dt.datetime(1900, 1, 1), dt.datetime(2100, 12, 31)
"""Days outside these are told as no such day."""
_FIRST_SERIAL, _LAST_SERIAL = 14_612, 73_415  # 1 January 1940 and 31 December 2100 as Excel counts days
_SERIAL_ZERO = dt.datetime(1899, 12, 30)
DAYS_TO_1904 = 1_462
"""Workbooks from old Macs count days from 1904: the same serial is so many days later."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DMY = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? +)?"
    r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-/.]+([a-z]{3,9})[ \-/,.]+([0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:\.[0-9]+)?)?(?: ?([ap])\.?m\.?)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?<=:[0-9]{2})(?:\.[0-9]+)? ?(?:Z|([+-])([0-9]{2})(?::?([0-9]{2}))?)$", re.IGNORECASE)
_LARGEST_OFFSET = dt.timedelta(hours=14)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip

NOT_A_DATE = Fault("not_a_date", "is not a date we can read; write it as dd/mm/yyyy")
ORDER_UNCLEAR = Fault("date_order_unclear", "has no such month; if the dates are month first, send them as true Excel dates")
_NO_SUCH_TIME = Fault("no_such_time", "has a time the clock does not have")
_OUTSIDE = Fault("no_such_day", "lies outside the years 1900 to 2100")


def as_moment(cell: Cell, from_1904: bool = False) -> dt.datetime | None | Fault | Said:
    """Date and time of a true date, an Excel serial, or text; midnight when no time is given; 24:00 is the next day."""
    if isinstance(cell, dt.datetime):
        return cell if FIRST_DAY.year <= cell.year <= LAST_DAY.year else _OUTSIDE
    if isinstance(cell, bool | dt.timedelta):
        return NOT_A_DATE
    if isinstance(cell, int | float):
        serial = cell + DAYS_TO_1904 if from_1904 else cell
        if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
            return NOT_A_DATE
        return _SERIAL_ZERO + dt.timedelta(seconds=round(serial * 86_400))
    if is_dash(cell):
        return None
    if said := what_is_said(cell):
        return said
    return _moment_in(" ".join(cell.split()))


def _moment_in(text: str) -> dt.datetime | Fault:
    """What a text says, by the clock of Surrey: a time with Z or an offset is the same instant there."""
    offset = _OFFSET.search(text) if text[-1] in "Zz" or "+" in text[-6:] or "-" in text[-6:] else None
    if offset is None:
        return _moment_as_written(text)
    written = _moment_as_written(text[: offset.start()])
    if isinstance(written, Fault):
        return written
    sign, hours, minutes = offset.groups()
    ahead = dt.timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if ahead > _LARGEST_OFFSET:
        return _NO_SUCH_TIME
    instant = written.replace(tzinfo=dt.timezone(-ahead if sign == "-" else ahead))
    return instant.astimezone(LONDON).replace(tzinfo=None)


def _moment_as_written(text: str) -> dt.datetime | Fault:
    if _ISO.match(text):
        text = text.replace("T", " ").removesuffix("Z")
    clock = _clock_at_end(text)
    if clock is None:
        return _date_in(text)
    day = _date_in(text[: clock.start()].strip().rstrip(","))
    if isinstance(day, Fault):
        return _date_in(text) if _DMY.fullmatch(text) else day
    hours, minutes, seconds = _clock(clock)
    if (hours, minutes, seconds) == (24, 0, 0) or (hours < 24 and minutes < 60 and seconds < 60):
        return day + dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return _NO_SUCH_TIME


def says_a_time(text: str) -> bool:
    """Whether a text that is a moment gives a time beside the date, be it 00:00."""
    text = " ".join(text.split())
    return bool(_OFFSET.search(text) or _clock_at_end(text.replace("T", " ") if _ISO.match(text) else text))


def _clock_at_end(text: str) -> re.Match[str] | None:
    """The time a text ends with; 05.11 at its beginning is a day and a month."""
    ends = (found for found in _TIME.finditer(text) if found.end() == len(text)) if " " in text else iter(())
    clock = next(ends, None)
    return clock if clock and clock.start() and text[clock.start() - 1] == " " else None


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hours <= 12:
            return 99, 0, 0
        hours = hours % 12 + (12 if found[4].casefold() == "p" else 0)
    return hours, minutes, seconds


def _date_in(text: str) -> dt.datetime | Fault:
    iso, dmy, named = _ISO.fullmatch(text), _DMY.fullmatch(text), _NAMED.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif dmy:
        day, month, year = int(dmy[1]), int(dmy[2]), _year(dmy[3])
        if month > 12 and day <= 12:
            return ORDER_UNCLEAR
    elif named and (number := _month_called(named[2])):
        day, month, year = int(named[1]), number, _year(named[3])
    else:
        return NOT_A_DATE
    try:
        found = dt.datetime(year, month, day)
    except ValueError:
        return Fault("no_such_day", "is a day the calendar does not have")
    return found if FIRST_DAY.year <= year <= LAST_DAY.year else _OUTSIDE


def _month_called(word: str) -> int:
    """1 for Jan, January; 0 for what is no month ('Mayor')."""
    word = word.casefold()
    return next((n for n, name in enumerate(_MONTHS, 1) if word in (name, name[:3]) or (n == 9 and word == "sept")), 0)


def _year(digits: str) -> int:
    """Two digits: above 30 the last century (agreed with the agencies' exports), else this one."""
    return int(digits) if len(digits) == 4 else (1900 if int(digits) > 30 else 2000) + int(digits)


def as_local_moment(cell: Cell, from_1904: bool = False) -> dt.datetime | None | Fault | Said | Doubt:
    """The same, where the clock of Surrey must have shown it: 01:30 on the last Sunday of March never was. The day is right
    all the same, so the row loads and the sender is asked."""
    moment = as_moment(cell, from_1904)
    if isinstance(moment, dt.datetime) and moment.month == 3 and moment.hour == 1:
        there = moment.replace(tzinfo=LONDON)
        if there.astimezone(dt.UTC).astimezone(LONDON).replace(tzinfo=None) != moment:
            return Doubt(moment, _NO_SUCH_TIME.rule, _NO_SUCH_TIME.says)
    return moment


def as_day(cell: Cell, from_1904: bool = False) -> dt.datetime | None | Fault | Said | Doubt:
    """The day, at midnight; a time beside it is dropped, and said."""
    moment = as_moment(cell, from_1904)
    if not isinstance(moment, dt.datetime):
        return moment
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day if day == moment else Doubt(day, "time_dropped", "a time stands beside the date; the date was loaded", "warn")


def as_clock(cell: Cell) -> str | None | Fault | Said:
    """A time of day as HH:MM."""
    if isinstance(cell, dt.datetime):
        return f"{cell:%H:%M}"
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        cell = dt.timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, dt.timedelta):
        minutes = int(cell.total_seconds() // 60)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    if isinstance(cell, str):
        if is_dash(cell):
            return None
        if said := what_is_said(cell):
            return said
        found = _TIME.fullmatch(cell)
        if found:
            hours, minutes, _ = _clock(found)
            if hours < 24 and minutes < 60:
                return f"{hours:02d}:{minutes:02d}"
            if (hours, minutes) == (24, 0):
                return "00:00"
    return Fault("not_a_time", "is not a time of day; write it as HH:MM")
