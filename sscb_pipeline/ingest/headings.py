"""Finds the table on a sheet: the heading row below titles and notes, and which column is which.

Headings are matched by the spellings their return declares, blind to case and punctuation; never by loose patterns
("First language" is not an age). What does not match is named by its column letter and not loaded.
"""

from dataclasses import dataclass

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

    A declared sheet is a candidate when at least half of its required columns, and two at least, have their heading in
    one row.
    """
    filled = [(number, row) for number, row in enumerate(raw.rows[: 20 * SEARCHED_ROWS]) if row.count("") < len(row)]
    rows = [(number, [heading_key(cell) for cell in row]) for number, row in filled[:SEARCHED_ROWS]]
    found = []
    for declared in returns:
        for sheet in declared.sheets:
            table = _best_row(raw, declared, sheet, rows)
            if table:
                found.append(table)
    return sorted(found, key=lambda table: table.standing, reverse=True)


def _best_row(raw: RawSheet, declared: Return, sheet: type[Sheet], rows: list[tuple[int, list[str]]]) -> Table | None:
    facts = sheet.facts()
    names = {key: column.name for column in facts.columns.values() for key in column.heading_keys()}
    required = [column.name for column in facts.columns.values() if column.required]
    best: Table | None = None
    for number, keys in rows:
        columns: dict[str, int] = {}
        unknown, repeated = [], []
        for position, key in enumerate(keys):
            name = names.get(key)
            if name is None:
                if key:
                    unknown.append(position)
            elif name in columns:
                repeated.append(position)
            else:
                columns[name] = position
        missing = tuple(name for name in required if name not in columns)
        if len(columns) < 2 or 2 * len(missing) > len(required):
            continue
        table = Table(
            declared,
            sheet,
            raw,
            number,
            columns,
            tuple(unknown),
            tuple(repeated),
            missing,
            spelling_key(raw.name) == spelling_key(facts.name),
        )
        if best is None or len(columns) > len(best.columns):
            best = table
    return best
