"""Reads which month a file is about from the words people write: '2016-11', 'Nov 16', 'Data as at 30/11/2016'."""

import datetime as dt
import re
from collections.abc import Iterable

from sscb_pipeline.ingest.workbook import Cell
from sscb_pipeline.vocabulary.calendar import month_of

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_WORD = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _NAMES) + "|sept"
_YEAR_MONTH = re.compile(r"(?<![0-9])(20[0-9]{2})[-_ .]?(0[1-9]|1[0-2])(?![0-9])(?:-(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))?")
_DAY = re.compile(r"(?<![0-9])(0?[1-9]|[12][0-9]|3[01])[-/.](0?[1-9]|1[0-2])[-/.](20[0-9]{2}|[0-9]{2})(?![0-9])")
_WORDS = re.compile(rf"(?<![a-z])({_MONTH_WORD})[-_ '.]*(20[0-9]{{2}}|[0-9]{{2}})(?![0-9])")
_STATED = re.compile(r"\b(as at|as of|month|period|reporting|snapshot|data to|month end|extract)\b")


def months_in(text: str) -> set[str]:
    """Every month a text names, as keys like 2016-11."""
    text = text.casefold()
    found = {f"{year}-{month}" for year, month in _YEAR_MONTH.findall(text)}
    found |= {f"{_full_year(year)}-{int(month):02d}" for _, month, year in _DAY.findall(text)}
    found |= {f"{_full_year(year)}-{_number(word):02d}" for word, year in _WORDS.findall(text)}
    return found


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


def _full_year(digits: str) -> str:
    return digits if len(digits) == 4 else f"20{digits}"


def _number(word: str) -> int:
    return next(number for number, name in enumerate(_NAMES, start=1) if name.startswith(word[:3]))
