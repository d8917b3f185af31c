"""One reader per kind of cell: what the cell says, or why it cannot be known. Nothing is guessed, nothing coerced.

A reader takes one cell that is not empty and returns its value, or a Fault. `read_column` reads a whole column, each
distinct value once.
"""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sscb_pipeline.ingest.identifiers import is_nhs_number, is_upn
from sscb_pipeline.ingest.workbook import Cell
from sscb_pipeline.returns.declaration import (
    Clock,
    Code,
    Codes,
    Column,
    Day,
    Kind,
    Moment,
    NhsNumber,
    Number,
    Postcode,
    Text,
    Upn,
    Whole,
    YesNo,
)
from sscb_pipeline.vocabulary.codes import CodeList, code_list, spelling_key

Value = str | bool | int | float | dt.datetime | None


@dataclass(frozen=True)
class Fault:
    """Why a cell has no value: `rule` a short stable name, `says` completes 'C12: …' without the value."""

    rule: str
    says: str


_UNKNOWN_WORDS = frozenset({"nk", "n k", "not known", "tbc", "n a", "unknown", "none recorded"})
"""What people write for 'I do not know', as compared."""
_MARKS = frozenset("-.?/\u2013\u2014 ")
"""A cell of these alone is a dash for nothing; letters and digits of other scripts are not: those are faults."""

_FIRST_SERIAL, _LAST_SERIAL = 14_612, 73_415  # 1 January 1940 and 31 December 2100 as Excel counts days
_SERIAL_ZERO = dt.datetime(1899, 12, 30)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DMY = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-/]+([A-Za-z]{3,9})[ \-/,]+([0-9]{4}|[0-9]{2})")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:\.[0-9]+)?)?")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NOT_A_DATE = Fault("not_a_date", "is not a date we can read; write it as dd/mm/yyyy")
CODE_AMBIGUOUS = Fault("code_ambiguous", "could be two codes; write the code itself")
ORDER_UNCLEAR = Fault("date_order_unclear", "has no such month; if the dates are month first, send them as true Excel dates")


def read_column(column: Column, cells: Sequence[Cell]) -> tuple[list[Value], dict[int, Fault]]:
    """The values of a column, None where blank, and the faults by position (their value is None too)."""
    read_cell = _READERS[column.kind](column)
    instead = {spelling_key(word): word for word in column.instead}

    def read(cell: Cell) -> Value | Fault:
        if isinstance(cell, str):
            cell = cell.replace("\u00a0", " ").strip()
            if not cell:
                return None
            if instead and spelling_key(cell) in instead:
                return instead[spelling_key(cell)]
        return read_cell(cell)

    if bool in set(map(type, cells)):  # True and 1 are one key to a dictionary and two things in a cell
        found = [read(cell) for cell in cells]
    else:
        meaning = {cell: read(cell) for cell in set(cells)}
        found = [meaning[cell] for cell in cells]
        if not any(value.__class__ is Fault for value in meaning.values()):
            return found, {}  # type: ignore[return-value]
    faults = {position: value for position, value in enumerate(found) if isinstance(value, Fault)}
    return [None if isinstance(value, Fault) else value for value in found], faults


def _says_unknown(text: str) -> bool:
    return spelling_key(text) in _UNKNOWN_WORDS or _MARKS.issuperset(text)


def as_text(cell: Cell) -> str | Fault:
    """Text as sent. A whole number becomes its digits ('4' and 4 are alike); one that lost digits is a fault."""
    if isinstance(cell, str):
        if _INVISIBLE.search(cell):
            return Fault("invisible_character", "holds an invisible character; type it again")
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            return Fault("not_a_value", "is not a value a cell can have")
        if abs(cell) >= 1e15:
            return Fault(
                "digits_lost", "is a number so long that Excel dropped digits; format the column as text and type it again"
            )
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return Fault("not_text", "is a length of time where text is expected")


def _text(column: Column) -> Callable[[Cell], Value | Fault]:
    def read(cell: Cell) -> Value | Fault:
        text = as_text(cell)
        return text if isinstance(text, Fault) else (None if text in {"", "-", ".", "?"} else text)

    return read


def _codes_of(listed: CodeList, cell: Cell) -> str | None | Fault:
    text = as_text(cell)
    if isinstance(text, Fault):
        return text
    key = spelling_key(text)
    code = listed.spellings.get(key)
    if code is None and key in listed.ambiguous:
        return CODE_AMBIGUOUS
    if code is None and key not in listed.blank and not _says_unknown(text):
        return Fault("not_a_code", f"is not a code or word we know; the codes are: {', '.join(listed.meanings)}")
    return code


def _code(column: Column) -> Callable[[Cell], Value | Fault]:
    listed = code_list(column.codes or "")
    return lambda cell: _codes_of(listed, cell)


def _codes(column: Column) -> Callable[[Cell], Value | Fault]:
    listed = code_list(column.codes or "")

    def read(cell: Cell) -> Value | Fault:
        text = as_text(cell)
        if isinstance(text, Fault):
            return text
        found: set[str] = set()
        for piece in re.split(r"[,;/\n]|\band\b|&", text):
            code = _codes_of(listed, piece)
            if isinstance(code, Fault):
                return code
            if code:
                found.add(code)
        return ",".join(code for code in listed.meanings if code in found) or None

    return read


def _yes_no(column: Column) -> Callable[[Cell], Value | Fault]:
    listed = code_list("yes_no")

    def read(cell: Cell) -> Value | Fault:
        code = _codes_of(listed, cell)
        return code == "Y" if isinstance(code, str) else code

    return read


def _date_from(text: str) -> dt.datetime | Fault:
    iso, dmy, named = _ISO.fullmatch(text), _DMY.fullmatch(text), _NAMED.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif dmy:
        day, month, year = int(dmy[1]), int(dmy[2]), _year(dmy[3])
        if month > 12 and day <= 12:
            return ORDER_UNCLEAR
    elif named and named[2][:3].casefold() in _MONTHS:
        day, month, year = int(named[1]), _MONTHS.index(named[2][:3].casefold()) + 1, _year(named[3])
    else:
        return NOT_A_DATE
    try:
        found = dt.datetime(year, month, day)
    except ValueError:
        return Fault("no_such_day", "is a day the calendar does not have")
    return found if 1900 <= year <= 2100 else Fault("no_such_day", "lies outside the years 1900 to 2100")


def _year(digits: str) -> int:
    """Two digits: above 30 the last century (agreed with the agencies' exports), else this one."""
    return int(digits) if len(digits) == 4 else (1900 if int(digits) > 30 else 2000) + int(digits)


def as_moment(cell: Cell) -> dt.datetime | None | Fault:
    """Date and time of a true date, an Excel serial, or text; midnight when no time is given; 24:00 is the next day."""
    if isinstance(cell, dt.datetime):
        return cell if 1900 <= cell.year <= 2100 else Fault("no_such_day", "lies outside the years 1900 to 2100")
    if isinstance(cell, bool | dt.timedelta):
        return NOT_A_DATE
    if isinstance(cell, int | float):
        if not _FIRST_SERIAL <= cell <= _LAST_SERIAL:
            return NOT_A_DATE
        return _SERIAL_ZERO + dt.timedelta(seconds=round(cell * 86_400))
    if _says_unknown(cell):
        return None
    text = cell.replace("T", " ") if _ISO.match(cell) else cell
    text, _, clock = text.rpartition(" ") if _TIME.fullmatch(text.rpartition(" ")[2]) and " " in text else (text, "", "")
    day = _date_from(text.strip())
    if isinstance(day, Fault) or not clock:
        return day
    hours, minutes, seconds = (int(part or 0) for part in _TIME.fullmatch(clock).groups())  # type: ignore[union-attr]
    if (hours, minutes, seconds) == (24, 0, 0) or (hours < 24 and minutes < 60 and seconds < 60):
        return day + dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Fault("no_such_time", "has a time the clock does not have")


def as_day(cell: Cell) -> dt.datetime | None | Fault:
    """The day, at midnight; a time beside it is dropped."""
    moment = as_moment(cell)
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) if isinstance(moment, dt.datetime) else moment


def _day(column: Column) -> Callable[[Cell], Value | Fault]:
    blank = {dt.datetime.fromisoformat(day) for day in column.blank_days}

    def read(cell: Cell) -> Value | Fault:
        day = as_day(cell)
        return None if day in blank else day

    return read if blank else as_day


def as_clock(cell: Cell) -> str | None | Fault:
    """A time of day as HH:MM."""
    if isinstance(cell, dt.datetime):
        return f"{cell:%H:%M}"
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 0 <= cell < 1:
        cell = dt.timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, dt.timedelta):
        minutes = int(cell.total_seconds() // 60)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    if isinstance(cell, str):
        if _says_unknown(cell):
            return None
        found = _TIME.fullmatch(cell)
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return f"{int(found[1]):02d}:{found[2]}"
    return Fault("not_a_time", "is not a time of day; write it as HH:MM")


def as_number(cell: Cell) -> float | None | Fault:
    """A number; text of plain digits counts, words and marks do not."""
    if isinstance(cell, str):
        if _says_unknown(cell):
            return None
        if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", cell) or re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", cell):
            return float(cell.replace(",", ""))
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell and abs(cell) != float("inf"):
        return float(cell)
    return Fault("not_a_number", "is not a number")


def as_whole(cell: Cell) -> int | None | Fault:
    """A whole number within what a count can be."""
    number = as_number(cell)
    if not isinstance(number, float):
        return number
    return (
        int(number) if number == int(number) and abs(number) < 2**31 else Fault("not_a_whole_number", "is not a whole number")
    )


def as_nhs_number(cell: Cell) -> str | None | Fault:
    """Ten digits whose last one checks."""
    text = as_text(cell)
    if isinstance(text, Fault) or _says_unknown(text):
        return text if isinstance(text, Fault) else None
    digits = re.sub(r"[ \-]", "", text)
    return (
        digits if is_nhs_number(digits) else Fault("not_an_nhs_number", "is not a valid NHS number (ten digits, check digit)")
    )


def as_upn(cell: Cell) -> str | None | Fault:
    """A unique pupil number whose letter checks."""
    text = as_text(cell)
    if isinstance(text, Fault) or _says_unknown(text):
        return text if isinstance(text, Fault) else None
    upn = text.replace(" ", "").upper()
    return upn if is_upn(upn) else Fault("not_a_upn", "is not a valid unique pupil number (check letter)")


def _postcode(column: Column) -> Callable[[Cell], Value | Fault]:
    words = {spelling_key(word): word for word in column.instead}

    def read(cell: Cell) -> Value | Fault:
        text = as_text(cell)
        word = words.get(spelling_key(text)) if isinstance(text, str) else None
        return word or as_postcode(cell)

    return read


def as_postcode(cell: Cell) -> str | None | Fault:
    """A postcode as AA9 9AA; whether it exists is not asked here."""
    text = as_text(cell)
    if isinstance(text, Fault) or _says_unknown(text):
        return text if isinstance(text, Fault) else None
    found = _POSTCODE.fullmatch(re.sub(r"[ \-]", "", text.upper()))
    return f"{found[1]} {found[2]}" if found else Fault("not_a_postcode", "is not a UK postcode")


def _plain(reader: Callable[[Cell], Value | Fault]) -> Callable[[Column], Callable[[Cell], Value | Fault]]:
    return lambda column: reader


_READERS: dict[type[Kind], Callable[[Column], Callable[[Cell], Value | Fault]]] = {
    Text: _text,
    Code: _code,
    Codes: _codes,
    YesNo: _yes_no,
    Day: _day,
    Moment: _plain(as_moment),
    Clock: _plain(as_clock),
    Whole: _plain(as_whole),
    Number: _plain(as_number),
    NhsNumber: _plain(as_nhs_number),
    Upn: _plain(as_upn),
    Postcode: _postcode,
}

FAULT_REFUSES_ROW: frozenset[type[Kind]] = frozenset({Day, Moment, Whole, Number})
"""Kinds whose unreadable cell refuses the row even where blank is allowed: an end date taken as blank would be a wrong
fact. An unreadable optional word or identifier is loaded as blank and asked about."""
