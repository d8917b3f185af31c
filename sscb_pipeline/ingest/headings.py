"""Finds the table on a sheet: the heading row below titles and notes, and which column is which.

Headings are matched by the spellings their return declares, blind to case and punctuation; never by loose patterns
("First language" is not an age). What does not match is named and not loaded; what nearly matches is suggested, not used.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from itertools import islice

import numpy as np

from sscb_pipeline.ingest.grid import Cell, RawSheet
from sscb_pipeline.ingest.spellings import NO_SITE_SPELLINGS, SiteSpellings
from sscb_pipeline.returns.declaration import Column, Return, Sheet, SheetFacts
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary.codes import code_list, spelling_key

SEARCHED_ROWS = 40
"""The heading row is looked for among this many first rows that hold anything."""
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Table:
    """Where a declared sheet's table stands: `heading_row` is 0-based, `columns` maps column name to 0-based position.

    `two_lines`: the headings stand in two rows, of which `heading_row` is the lower. `headings`: as sent, by position.
    `unknown`: positions with a heading nobody declared. `unheaded`: positions without a text as heading. `repeated`:
    positions whose heading stood further left already. `missing`: required columns without a heading. `wide`: code ->
    position, where there is a column per code. `given`: what the sheet's name says of a column that is not there.
    """

    declared: Return
    sheet: type[Sheet]
    raw: RawSheet
    heading_row: int
    two_lines: bool
    headings: tuple[str, ...]
    columns: dict[str, int]
    unknown: tuple[int, ...]
    unheaded: tuple[int, ...]
    repeated: tuple[int, ...]
    missing: tuple[str, ...]
    name_agrees: bool
    wide: dict[str, int] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[bool, bool, int]:
        """How well it fits: complete first, then the sheet's name, then how many columns were found."""
        return not self.missing, self.name_agrees, len(self.columns) + len(self.wide)

    @property
    def name(self) -> str:
        """The sheet as people call it: its name, where that may be repeated, or in a text file the declared one."""
        return self.raw.called or self.sheet.facts().name

    def nearly(self, name: str, near: float) -> int | None:
        """The position of an unknown heading that is nearly (`near`: how alike at least) a spelling of the column's."""
        spellings = self.sheet.facts().columns[name].heading_keys()
        for position in self.unknown:
            if get_close_matches(spelling_key(self.headings[position]), spellings, n=1, cutoff=near):
                return position
        return None


def heading_key(cell: Cell) -> str:
    """A heading as compared; numbers and dates are no headings."""
    return spelling_key(cell) if isinstance(cell, str) else ""


def shown_heading(heading: str) -> str:
    """A heading as people are shown it: on one line, printable, not endless."""
    words = "".join(c if c.isprintable() else " " for c in " ".join(heading.split()))
    return words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1]}…"


def tables_on(raw: RawSheet, returns: tuple[Return, ...], site: SiteSpellings = NO_SITE_SPELLINGS) -> list[Table]:
    """Every declared sheet that could be the table on this sheet, best first; none when nothing resembles one.

    A declared sheet is a candidate when at least half of its required columns, and two columns at least, have their
    heading in one row (or in two rows read together); of several such rows the one with most of its headings counts.
    """
    known = _headings_of(returns) if not site.headings else _with_site(_headings_of(returns), returns, site)
    best: dict[tuple[str, str], Table] = {}
    for number in islice(np.flatnonzero(raw.filled), SEARCHED_ROWS):
        for two_lines in (False, True):
            headings = _two_lines(raw, int(number)) if two_lines else raw.row(int(number))
            if headings is None:
                continue
            keys = [heading_key(cell) for cell in headings]
            resembling = Counter(place for key in set(keys) for place in known.get(key, ()))
            for (declared, sheet), matched in resembling.items():
                place = declared.name, sheet.facts().name
                if matched >= 2 and (place not in best or matched > len(best[place].columns) + len(best[place].wide)):
                    names = {**site.headings_for(declared.name, sheet.facts().name), **sheet.facts().heading_names}
                    table = _table(raw, declared, sheet, int(number), headings, keys, names, two_lines)
                    if table and (place not in best or table.standing > best[place].standing):
                        best[place] = table
    return sorted(best.values(), key=lambda table: table.standing, reverse=True)


@cache
def _headings_of(returns: tuple[Return, ...]) -> dict[str, list[tuple[Return, type[Sheet]]]]:
    """Heading, as compared -> the declared sheets that have a column headed so."""
    known: dict[str, list[tuple[Return, type[Sheet]]]] = {}
    for declared in returns:
        for sheet in declared.sheets:
            for key in {*sheet.facts().heading_names, *_wide_headings(sheet.facts())}:
                known.setdefault(key, []).append((declared, sheet))
    return known


def most_headings_in(keys: Iterable[str]) -> int:
    """How many of these cells, as compared, are headings of the one declared sheet that has most of them."""
    known = _headings_of(all_returns())
    return max(Counter(place for key in set(keys) for place in known.get(key, ())).values(), default=0)


def _with_site(
    known: dict[str, list[tuple[Return, type[Sheet]]]], returns: tuple[Return, ...], site: SiteSpellings
) -> dict[str, list[tuple[Return, type[Sheet]]]]:
    """The same with the headings a site has accepted."""
    also = {key: list(places) for key, places in known.items()}
    for declared in returns:
        for sheet in declared.sheets:
            for key in site.headings_for(declared.name, sheet.facts().name):
                also.setdefault(key, []).append((declared, sheet))
    return also


def _wide_headings(facts: SheetFacts) -> dict[str, str]:
    """Headings of a layout with a column per code -> the code."""
    listed = facts.columns[facts.wide.code].codes if facts.wide else None
    return {key: code for key, code in code_list(listed).spellings.items() if key not in facts.heading_names} if listed else {}


def _two_lines(raw: RawSheet, number: int) -> list[Cell] | None:
    """The headings of two rows read together: 'Date of' above 'contact'. A group's heading reaches over its merged cells."""
    above = number - 1
    if above < 0 or raw.filled[above] < 2:
        return None
    upper, lower = raw.row(above), raw.row(number)
    for first_row, first, last_row, last in raw.merged:
        if first_row - 1 <= above <= last_row - 1:
            upper[first - 1 : last] = [raw.cell(first_row - 1, first - 1)] * len(upper[first - 1 : last])
    if not all(isinstance(cell, str) for cell in (*upper, *lower)):
        return None
    return [f"{over} {under}".strip() for over, under in zip(upper, lower, strict=True)]


def _table(
    raw: RawSheet,
    declared: Return,
    sheet: type[Sheet],
    number: int,
    cells: list[Cell],
    keys: list[str],
    names: Mapping[str, str],
    two_lines: bool,
) -> Table | None:
    """`names`: every spelling of a heading -> its column."""
    facts = sheet.facts()
    columns: dict[str, int] = {}
    wide: dict[str, int] = {}
    unknown: list[int] = []
    unheaded: list[int] = []
    repeated: list[int] = []
    codes = _wide_headings(facts)
    lower = [heading_key(cell) for cell in raw.row(number)] if two_lines else keys
    for position, (key, alone) in enumerate(zip(keys, lower, strict=True)):
        name = names.get(key) or names.get(alone)
        code = codes.get(key) or codes.get(alone)
        if name is None and code is None:
            (unknown if key else unheaded).append(position)
        elif (name or code) in (columns if name else wide):
            repeated.append(position)
        elif name:
            columns[name] = position
        elif code:
            wide[code] = position
    if facts.wide and (len(wide) < 2 or facts.wide.code in columns):
        unknown, wide = sorted([*unknown, *wide.values()]), {}
    given = _given_by_name(raw.name, facts) if facts.split_by and facts.split_by not in columns else {}
    elsewhere = {facts.wide.code, facts.wide.value, *(name for name, _ in facts.wide.given)} if facts.wide and wide else set()
    required = [c.name for c in facts.columns.values() if c.required and c.name not in elsewhere and c.name not in given]
    missing = tuple(name for name in required if name not in columns)
    if len(columns) < 2 or 2 * len(missing) > len(required) or (facts.told_by and columns.keys().isdisjoint(facts.told_by)):
        return None
    headings = tuple(shown_heading(cell) if isinstance(cell, str) else "" for cell in cells)
    name_agrees = spelling_key(raw.name) in facts.name_keys or bool(given)
    return Table(
        declared, sheet, raw, number, two_lines, headings, columns, tuple(unknown), tuple(unheaded), tuple(repeated), missing,
        name_agrees, wide, given,
    )  # fmt: skip


def _given_by_name(name: str, facts: SheetFacts) -> dict[str, str]:
    """What a sheet named after an area or hub says: {'hub': 'NE'} for 'NE', 'North East', 'Hub NE 2016'."""
    column: Column = facts.columns[facts.split_by or ""]
    spellings = code_list(column.codes or "").spellings
    words = f" {spelling_key(name)} "
    codes = {code for key, code in spellings.items() if f" {key} " in words}
    return {column.name: codes.pop()} if len(codes) == 1 else {}
