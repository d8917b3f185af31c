"""Finds the table on a sheet: the heading row below titles and notes, and which column is which.

Headings are matched by the spellings their return declares, blind to case and punctuation; never by loose patterns
("First language" is not an age). What does not match is named by its column letter and not loaded.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import islice

from sscb_pipeline.ingest.workbook import Cell, RawSheet
from sscb_pipeline.returns.declaration import Return, Sheet
from sscb_pipeline.vocabulary.codes import spelling_key

SEARCHED_ROWS = 40
"""The heading row is looked for among this many first rows that hold anything."""


@dataclass(frozen=True)
class Table:
    """Where a declared sheet's table stands: `heading_row` is 0-based, `columns` maps column name to 0-based position.

    `unknown`: positions with a heading nobody declared. `repeated`: positions whose heading stood further left already.
    `missing`: required columns without a heading.
    """

    declared: Return
    sheet: type[Sheet]
    raw: RawSheet
    heading_row: int
    columns: dict[str, int]
    unknown: tuple[int, ...]
    repeated: tuple[int, ...]
    missing: tuple[str, ...]
    name_agrees: bool

    @property
    def standing(self) -> tuple[bool, bool, int]:
        """How well it fits: complete first, then the sheet's name, then how many columns were found."""
        return not self.missing, self.name_agrees, len(self.columns)


def heading_key(cell: Cell) -> str:
    """A heading as compared; numbers and dates are no headings."""
    return spelling_key(cell) if isinstance(cell, str) else ""


def tables_on(raw: RawSheet, returns: tuple[Return, ...]) -> list[Table]:
    """Every declared sheet that could be the table on this sheet, best first; none when nothing resembles one.

    A declared sheet is a candidate when at least half of its required columns, and two columns at least, have their
    heading in one row; of several such rows the one with most of its headings counts.
    """
    known = _headings_of(returns)
    best: dict[tuple[str, str], Table] = {}
    filled = (number for number, row in enumerate(raw.rows[: 20 * SEARCHED_ROWS]) if row.count("") < len(row))
    for number in islice(filled, SEARCHED_ROWS):
        keys = [heading_key(cell) for cell in raw.rows[number]]
        resembling = Counter(place for key in set(keys) for place in known.get(key, ()))
        for (declared, sheet), matched in resembling.items():
            place = declared.name, sheet.facts().name
            if matched >= 2 and (place not in best or matched > len(best[place].columns)):
                table = _table(raw, declared, sheet, number, keys)
                if table:
                    best[place] = table
    return sorted(best.values(), key=lambda table: table.standing, reverse=True)


@cache
def _headings_of(returns: tuple[Return, ...]) -> dict[str, list[tuple[Return, type[Sheet]]]]:
    """Heading, as compared -> the declared sheets that have a column headed so."""
    known: dict[str, list[tuple[Return, type[Sheet]]]] = {}
    for declared in returns:
        for sheet in declared.sheets:
            for key in sheet.facts().heading_names:
                known.setdefault(key, []).append((declared, sheet))
    return known


def _table(raw: RawSheet, declared: Return, sheet: type[Sheet], number: int, keys: list[str]) -> Table | None:
    facts = sheet.facts()
    required = [column.name for column in facts.columns.values() if column.required]
    columns: dict[str, int] = {}
    unknown, repeated = [], []
    for position, key in enumerate(keys):
        name = facts.heading_names.get(key)
        if name is None:
            if key:
                unknown.append(position)
        elif name in columns:
            repeated.append(position)
        else:
            columns[name] = position
    missing = tuple(name for name in required if name not in columns)
    if len(columns) < 2 or 2 * len(missing) > len(required) or (facts.told_by and columns.keys().isdisjoint(facts.told_by)):
        return None
    name_agrees = spelling_key(raw.name) in facts.name_keys
    return Table(declared, sheet, raw, number, columns, tuple(unknown), tuple(repeated), missing, name_agrees)
