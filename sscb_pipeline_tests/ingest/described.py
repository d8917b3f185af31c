"""Any row a declaration can describe: for every kind of cell a value, and one of the ways people write it."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from sscb_pipeline.ingest.answers import Said, is_dash, said_for_an_id, what_is_said
from sscb_pipeline.ingest.cells import _MOJIBAKE
from sscb_pipeline.ingest.dates import DAYS_TO_1904, as_local_moment
from sscb_pipeline.ingest.identifiers import _UPN_LETTERS, is_nhs_number
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
    SheetFacts,
    Text,
    Upn,
    Whole,
    YesNo,
)
from sscb_pipeline.vocabulary.codes import code_list, spelling_key

_NO_ID = re.compile(r"^(true|false)$|[0-9][-/][0-9]+[-/][0-9]|[0-9]E\+|\.[0-9]+E", re.IGNORECASE)
"""Texts that could be a truth, a date or a number shown in short: no ids, as tests of their own show."""

assert DAYS_TO_1904 == 1462  # workbooks here count from 1900; the other system has tests of its own


@dataclass(frozen=True)
class Written:
    """One cell: what stands there, the value it means, and what the sender says instead of one."""

    cell: Any
    value: Any
    said: str | None = None

    @property
    def in_text(self) -> Any:
        """What stands in a text table: as Excel writes it, where a bare serial would be no date any more."""
        if isinstance(self.value, dt.datetime) and isinstance(self.cell, int | float):
            return f"{self.value:%d/%m/%Y %H:%M}"
        if not isinstance(self.cell, int | float | str | None | dt.date | dt.time):
            return self.cell
        return int(self.cell) if isinstance(self.cell, float) and self.cell.is_integer() else self.cell


Row = dict[str, Written]
Cells = st.SearchStrategy[Written]
_FAR = dt.datetime(1899, 12, 30)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 '-.,/()&+=@éüßÅ’"
_UNKNOWN = ["Not known", "NK", "n/k", "TBC", "unknown", "?", "Not recorded", "not stated", "N/A"]
_SEVERAL = [",", ", ", ";", " ; ", "/", "\n", " and ", " & "]


def _texts(column: Column, _: SheetFacts) -> Cells:
    def honest(text: str) -> bool:
        plain = " ".join(text.split())
        if not plain or is_dash(plain) or plain == "?" or not plain.isprintable() or set(plain) == {"#"}:
            return False
        if column.is_identifier and (said_for_an_id(plain) or _NO_ID.search(plain)):
            return False
        return plain.casefold() not in ("nan", "inf", "-inf") and not _MOJIBAKE.search(plain)

    def ways(text: str) -> Cells:
        plain = " ".join(text.split())
        cells: list[Any] = [text, plain, f" {plain}\u00a0", plain.replace(" ", "  ")]
        if plain.isdecimal() and plain.isascii() and plain[0] != "0" and len(plain) < 15:
            cells += [int(plain), float(plain)]
        return st.sampled_from([Written(cell, plain) for cell in cells])

    odd = st.sampled_from(["00123", "123", "None", "Null", "NaN Li", "O\u2019Neil"]) | st.integers(1, 10**9).map(str)
    return (st.text(_LETTERS, min_size=1, max_size=14) | odd).filter(honest).flatmap(ways)


def _spelt(listed: str, means: Callable[[str], Any]) -> list[Written]:
    """Every spelling of every code of a list."""
    found = []
    for key, code in code_list(listed).spellings.items():
        if key:
            found += [Written(cell, means(code)) for cell in (key, key.upper(), f" {key.title()}.")]
            if key.isdecimal() and key.isascii() and (key == "0" or key[0] != "0"):
                found += [Written(int(key), means(code)), Written(float(key), means(code))]
    return found


def _codes_of(column: Column, _: SheetFacts) -> Cells:
    return st.sampled_from([*_spelt(column.codes or "", str), *(Written(c, c) for c in code_list(column.codes or "").meanings)])


def _several(column: Column, _: SheetFacts) -> Cells:
    codes = list(code_list(column.codes or "").meanings)

    def join(chosen: list[str], mark: str) -> Written:
        return Written(mark.join(chosen), ",".join(code for code in codes if code in chosen))

    return st.builds(join, st.lists(st.sampled_from(codes), min_size=1, max_size=4, unique=True), st.sampled_from(_SEVERAL))


def _yes_or_no(_: Column, __: SheetFacts) -> Cells:
    return st.sampled_from([*_spelt("yes_no", lambda code: code == "Y"), Written(True, True), Written(False, False)])


def _ways_of_a_day(day: dt.date) -> list[Any]:
    ways: list[Any] = [
        day, dt.datetime(day.year, day.month, day.day), day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}",
        f"{day:%d-%m-%Y}", f"{day.day} {day:%b} {day.year}", f"{day:%A} {day.day}th {day:%B} {day.year}", f"{day:%d-%b-%Y}",
        f"{day:%d/%m/%Y} 00:00", f"{day.isoformat()}T00:00:00",
    ]  # fmt: skip
    if dt.date(1940, 1, 1) <= day:
        ways += [(day - _FAR.date()).days, float((day - _FAR.date()).days)]
    if 1931 <= day.year <= 2030:
        ways += [f"{day:%d/%m/%y}", f"{day.day}-{day.month}-{day:%y}", f"{day.day} {day:%b} {day:%y}"]
    return ways


def _days(column: Column, _: SheetFacts) -> Cells:
    blank = {dt.date.fromisoformat(day) for day in column.blank_days}

    def ways(day: dt.date) -> Cells:
        return st.sampled_from(_ways_of_a_day(day)).map(lambda cell: Written(cell, dt.datetime(day.year, day.month, day.day)))

    lately = st.dates(dt.date(1998, 1, 1), dt.date(2019, 12, 31))
    return (lately | st.dates(dt.date(1905, 1, 1), dt.date(2100, 12, 30))).filter(lambda day: day not in blank).flatmap(ways)


def _moments(_: Column, __: SheetFacts) -> Cells:
    def ways(at: dt.datetime) -> Cells:
        cells: list[Any] = [
            at, at.isoformat(), at.isoformat(" ", "minutes"), f"{at:%d/%m/%Y %H:%M}", f"{at:%d/%m/%Y %H:%M:%S}",
            f"{at.day} {at:%b} {at.year} {at:%I:%M %p}", f"{at:%d-%m-%Y} {at.hour}.{at:%M}", (at - _FAR) / dt.timedelta(days=1),
        ]  # fmt: skip
        if (at.hour, at.minute) == (0, 0):
            cells += [f"{at - dt.timedelta(days=1):%d/%m/%Y} 24:00", f"{at:%d/%m/%Y}"]
        return st.sampled_from(cells).map(lambda cell: Written(cell, at))

    some = st.datetimes(dt.datetime(1998, 1, 1), dt.datetime(2030, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
    midnight = some.map(lambda at: at.replace(hour=0, minute=0))
    return (some | midnight).filter(lambda at: as_local_moment(at) == at).flatmap(ways)


def _clocks(_: Column, __: SheetFacts) -> Cells:
    def ways(at: dt.time) -> Cells:
        cells: list[Any] = [
            at, f"{at:%H:%M}", f"{at:%H:%M:%S}", f"{at.hour}.{at:%M}", f"{at:%I:%M%p}", f"{at:%I.%M} {at:%p}".lower(),
        ]  # fmt: skip
        if at == dt.time():
            cells.append("24:00")
        return st.sampled_from(cells).map(lambda cell: Written(cell, f"{at:%H:%M}"))

    return st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)).flatmap(ways)


def _wholes(column: Column, facts: SheetFacts) -> Cells:
    least, most = int(column.smallest or 0), int(column.largest if column.largest is not None else 5_000)

    def ways(number: int) -> Cells:
        cells: list[Any] = [number, float(number), str(number), f" {number} "]
        if number >= 1000:
            cells.append(f"{number:,}")
        return st.sampled_from([Written(cell, number) for cell in cells])

    counted = st.integers(least, most).flatmap(ways)
    if not facts.aggregate:
        return counted
    marks = ("*", "<5", "< 5", "c", "[c]", "x")
    return counted | st.sampled_from([Written(mark, None, Said.SUPPRESSED.value) for mark in marks])


def _numbers(column: Column, _: SheetFacts) -> Cells:
    least = int(1000 * (column.smallest or 0))
    most = int(1000 * (column.largest if column.largest is not None else 900))
    some = st.integers(least, most).map(lambda thousandths: thousandths / 1000)
    return some.flatmap(lambda number: st.sampled_from([Written(number, number), Written(str(number), number)]))


def _nhs_numbers(_: Column, __: SheetFacts) -> Cells:
    def complete(nine: int) -> str | None:
        return next((f"{nine}{check}" for check in range(10) if is_nhs_number(f"{nine}{check}")), None)

    def ways(number: str) -> Cells:
        cells = [number, f"{number[:3]} {number[3:6]} {number[6:]}", f"{number[:3]}-{number[3:6]}-{number[6:]}", int(number)]
        return st.sampled_from([Written(cell, number) for cell in cells])

    return st.integers(400_000_000, 999_999_999).map(complete).filter(bool).flatmap(ways)


def _upns(_: Column, __: SheetFacts) -> Cells:
    def complete(digits: int, last: str) -> str:
        values = [int(digit) for digit in f"{digits:011d}"] + [int(last) if last.isdigit() else _UPN_LETTERS.index(last)]
        return _UPN_LETTERS[sum(v * weight for weight, v in enumerate(values, start=2)) % 23] + f"{digits:011d}{last}"

    upn = st.builds(complete, st.integers(0, 10**11 - 1), st.sampled_from("0123456789ABT"))
    return upn.flatmap(lambda u: st.sampled_from([Written(u, u), Written(u.lower(), u), Written(f"{u[:4]} {u[4:]}", u)]))


def _postcodes(_: Column, __: SheetFacts) -> Cells:
    def ways(outward: str, inward: str) -> Cells:
        cells = (f"{outward} {inward}", f"{outward}{inward}", f"{outward} {inward}".lower(), f"{outward}-{inward}")
        return st.sampled_from([Written(cell, f"{outward} {inward}") for cell in cells])

    outward, inward = st.from_regex(r"\A[A-Z]{1,2}[0-9][A-Z0-9]?\Z"), st.from_regex(r"\A[0-9][A-Z]{2}\Z")
    return st.tuples(outward, inward).flatmap(lambda both: ways(*both))


_BY_KIND: dict[type[Kind], Callable[[Column, SheetFacts], Cells]] = {
    Text: _texts,
    Code: _codes_of,
    Codes: _several,
    YesNo: _yes_or_no,
    Day: _days,
    Moment: _moments,
    Clock: _clocks,
    Whole: _wholes,
    Number: _numbers,
    NhsNumber: _nhs_numbers,
    Upn: _upns,
    Postcode: _postcodes,
}


def cells_of(column: Column, facts: SheetFacts) -> Cells:
    """Any cell of a column that can be read: a value in any spelling, a blank, or words that say why there is none."""
    given = _BY_KIND[column.kind](column, facts)
    if column.instead:
        given |= st.sampled_from([Written(cell, word) for word in column.instead for cell in (word, word.lower())])
    if column.required:
        return given
    blank = st.sampled_from([Written(cell, None) for cell in (None, "", " ", "-", "\u00a0")])
    return given | blank | st.sampled_from(_words_for_none(column))


def _words_for_none(column: Column) -> list[Written]:
    """Words that say in this column why there is no value; in text they are text."""
    if column.kind is Text:
        return [Written("?", None, Said.UNKNOWN.value)]
    taken = code_list(column.codes or "yes_no") if column.kind in (Code, Codes, YesNo) else None
    words = [w for w in _UNKNOWN if taken is None or spelling_key(w) not in {*taken.spellings, *taken.ambiguous, *taken.blank}]
    return [Written(word, None, said.value) for word in words if (said := what_is_said(word))]


def rows_of(facts: SheetFacts, most: int) -> st.SearchStrategy[list[Row]]:
    """Rows of a sheet, no two with one key."""
    row = st.fixed_dictionaries({column.name: cells_of(column, facts) for column in facts.columns.values()})
    key = facts.key
    unique = (lambda row: tuple(row[name].value for name in key)) if key else None
    return st.lists(row, max_size=most, unique_by=unique)
