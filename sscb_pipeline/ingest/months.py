"""Reads which month a file is about from the words people write: '2016-11', 'Nov 16', 'Data as at 30/11/2016'.

A return that may hold the year to date also says so: 'April to November 2016', 'YTD', 'cumulative'. Dates that tell when a
file was updated, sent or printed say nothing about the month.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.grid import Cell, RawSheet
from sscb_pipeline.ingest.headings import Table
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.settings import FIRST_MONTH
from sscb_pipeline.vocabulary.calendar import day_after_month, financial_year, financial_year_start, first_day, month_of

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH_WORD = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _NAMES) + "|sept"
_YEAR = r"(?:20[0-9]{2}|[0-9]{2})"
_YEAR_MONTH = re.compile(r"(?<![0-9])(20[0-9]{2})[-_ .]?(0[1-9]|1[0-2])(?![0-9])(?:-(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))?")
_COMPACT_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})(0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])")
_DAY = re.compile(r"(?<![0-9])(0?[1-9]|[12][0-9]|3[01])[-/.](0?[1-9]|1[0-2])[-/.](20[0-9]{2}|[0-9]{2})(?![0-9])")
_WORDS = re.compile(rf"(?<![a-z])({_MONTH_WORD})[-_ '.]*(20[0-9]{{2}}|[0-9]{{2}})(?![0-9]|st|nd|rd|th)")
_RANGE = re.compile(
    rf"(?<![a-z])({_MONTH_WORD})\s*(?:-|\u2013|to|until)\s*(?:[0-9]{{1,2}}\s+)?({_MONTH_WORD})[-_ '.]*({_YEAR})(?![0-9])"
)
_HANDLED = re.compile(
    r"\b(?:updated|update|sent|printed|run|created|received|saved|amended|checked|produced|exported|generated|resent)\b"
    r"[ \-_:]*(?:on|at)?[ \-_:]*(?:[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}|20[0-9]{2}-[0-9]{2}-[0-9]{2}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?[ \-]*(?:{_MONTH_WORD})[ \-']*{_YEAR}?)"
)
_STATED = re.compile(r"\b(as at|as of|month|period|reporting|snapshot|data to|month end|year to date|ytd|covering|extract)\b")
_VERSION = re.compile(r"(?<![A-Za-z0-9])[vV](?:ersion)?[ ._]?([0-9]{1,3})(?![0-9])")
_YEAR_TO_DATE = re.compile(r"\b(year to date|ytd|cumulative|year-to-date)\b")


@dataclass(frozen=True)
class Covered:
    """The months a file is about: `month` the one it is for, `first` the first one its rows replace."""

    first: str
    month: str


def months_in(text: str) -> set[str]:
    """Every month a text names, as keys like 2016-11."""
    text = _HANDLED.sub(" ", text.casefold().replace("_", " "))
    found = {f"{year}-{month}" for year, month in [*_YEAR_MONTH.findall(text), *_COMPACT_DAY.findall(text)]}
    found |= {f"{_full_year(year)}-{int(month):02d}" for _, month, year in _DAY.findall(text)}
    found |= {f"{_full_year(year)}-{_number(word):02d}" for word, year in _WORDS.findall(text)}
    for first, last, year in _RANGE.findall(text):
        before = int(_full_year(year)) - (1 if _number(first) > _number(last) else 0)
        found.add(f"{before}-{_number(first):02d}")
    return found


def version_in_name(name: str) -> int:
    """The version a file name says (`…_v2.xlsx`), 0 when it says none."""
    found = _VERSION.findall(PurePath(name).stem)
    return int(found[-1]) if found else 0


def covered_months(
    stem: str, declared: Return, tables: list[Table], others: Iterable[RawSheet], today: dt.date
) -> Covered:  # fmt: skip
    """The months a recognised file is about, from its name and its sheets. Raises FileRefused when they leave a doubt."""
    named, stated, year_to_date = months_in(stem), set[str](), _says_year_to_date(stem)
    for table in tables:
        stated |= months_stated(table.raw.rows(table.heading_row))
        year_to_date |= any(_says_year_to_date(cell) for row in table.raw.rows(table.heading_row) for cell in row)
    for sheet in others:
        stated |= months_stated(sheet.rows(40))
    found = _one_span(declared, named, stated, year_to_date)
    _judge_span(declared, found, today)
    return found


def _one_span(declared: Return, named: set[str], stated: set[str], year_to_date: bool) -> Covered:
    if not named and not stated:
        raise FileRefused(
            "month_unclear",
            f"{declared.title}: neither the file name nor the sheets say which month it is about.",
            f"Which month is it about? Call the file {declared.file_name('2016-11')} (with its month) and send it.",
        )
    if declared.year_to_date:
        spans = {(min(months), max(months)) for months in (named, stated) if months}
        lasts = {last for _, last in spans}
        firsts = {first for first, last in spans if first != last}
        if len(lasts) == 1 and len(firsts) <= 1:
            month = lasts.pop()
            start = month_of(financial_year_start(financial_year(first_day(month))))
            if not firsts:
                return Covered(start if year_to_date else month, month)
            if firsts == {start}:
                return Covered(start, month)
    elif len(named | stated) == 1:
        month = (named | stated).pop()
        return Covered(month, month)
    raise FileRefused(
        "month_unclear",
        f"{declared.title}: the file name and the sheets name different months ({', '.join(sorted(named | stated))}).",
        "Which month is it about? Correct the file and send it again.",
    )


def _judge_span(declared: Return, found: Covered, today: dt.date) -> None:
    if found.first < FIRST_MONTH:
        raise FileRefused(
            "month_too_early",
            f"{declared.title}: the file is about {found.first}; the months held begin with {FIRST_MONTH}.",
            "Which month is it about? If that one, ask the data team to let the months begin earlier.",
        )
    if first_day(found.month) > today:
        raise FileRefused(
            "month_not_begun",
            f"{declared.title}: the file is about {found.month}, a month that has not begun.",
            f"Which month is it about? It was received on {today:%d %B %Y}, before {day_after_month(found.month):%B %Y}.",
        )


def months_stated(rows: Iterable[list[Cell]]) -> set[str]:
    """The months stated in the rows above a table: a text that names one, or a date beside words like 'as at'."""
    found: set[str] = set()
    for row in rows:
        texts = [cell for cell in row if isinstance(cell, str) and cell]
        says_when = any(_STATED.search(text.casefold()) for text in texts)
        if says_when:
            for text in texts:
                found |= months_in(text)
            found |= {month_of(cell.date()) for cell in row if isinstance(cell, dt.datetime)}
    return found


def _says_year_to_date(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(_YEAR_TO_DATE.search(cell.casefold().replace("_", " ")))


def _full_year(digits: str) -> str:
    return digits if len(digits) == 4 else f"20{digits}"


def _number(word: str) -> int:
    return next(number for number, name in enumerate(_NAMES, start=1) if name.startswith(word[:3]))
