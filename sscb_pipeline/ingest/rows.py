"""Sorts the rows below a heading: data, blank, totals, notes, the heading again. Every row is counted and has a name.

A row is taken for no data only where it can hardly be a record: half of its needed cells at least are blank, or it has next to
no cells. A child called Total, with a date and a category, is a child.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sscb_pipeline.ingest.grid import Cell, GridColumn, RawSheet, is_blank
from sscb_pipeline.ingest.headings import Table, heading_key
from sscb_pipeline.vocabulary.codes import spelling_key

_TOTAL_WORDS = frozenset({"total", "totals", "subtotal", "sum", "count", "average", "mean"})
_TOTALS_IN_FULL = frozenset({"grand total", "grand totals", "sub total", "sub totals", "overall total", "total count"})
_NOTE_WORDS = (
    "note", "notes", "source", "data ", "produced", "report", "extract", "prepared", "printed", "generated", "key", "page",
    "please", "for ", "n b", "official", "confidential", "contact ", "updated", "figures", "includes", "excludes", "end of",
)  # fmt: skip
_NIL_WORDS = frozenset(
    {"nil", "nil return", "no data", "none", "none this month", "nothing to report", "no records", "no cases"}
)
_WIDE_ENOUGH = 4
"""A table with so many columns has more than two cells in a record's row."""
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Ignored:
    """A run of rows that are no data: sheet row numbers, `rule`, and what a person is told."""

    first: int
    last: int
    rule: str
    words: str

    @property
    def count(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class SortedRows:
    """`data`: 0-based positions of the rows to read. `ignored`: the other rows below the heading. `nil`: the sheet says that
    there was nothing to report."""

    data: npt.NDArray[np.intp]
    ignored: tuple[Ignored, ...]
    nil: bool

    @property
    def ignored_count(self) -> int:
        return sum(run.count for run in self.ignored)

    @property
    def rows_read(self) -> int:
        return len(self.data) + self.ignored_count


def says_nil(cell: Cell) -> bool:
    """Whether a text declares that there was nothing to report."""
    if not isinstance(cell, str):
        return False
    words = spelling_key(cell)
    return words in _NIL_WORDS or words.startswith("nil return") or words.startswith("nothing to report")


def sort_rows(table: Table) -> SortedRows:
    """Every row below the heading row down to the last one that holds anything."""
    raw, begin = table.raw, table.heading_row + 1
    filled = raw.filled
    holding = np.flatnonzero(filled)
    end = int(holding[-1]) + 1 if len(holding) and holding[-1] >= begin else begin
    below = np.zeros(raw.height, dtype=bool)
    below[begin:end] = True
    blank = below & (filled == 0)
    present, needed = _needed_cells(table)
    weak = below & (filled > 0) & (present * 2 <= needed)
    width = len(table.columns) + len(table.wide)
    hardly = (filled <= 2) & (width >= _WIDE_ENOUGH)
    if needed <= 1:  # where an id is all that is needed, a word in its column is not yet a record
        weak |= below & (filled > 0) & hardly
    again = below & _heading_again(table)
    first = _first_filled(raw, np.flatnonzero(weak & ~again))
    no_record = (present < needed) | hardly | ((needed <= 1) & (filled * 2 <= width))
    total = {row for row, cell in first.items() if _is_total(cell)} | _totals_in_full(table, below, no_record)
    nil = {row for row, cell in first.items() if row not in total and raw.filled[row] <= 2 and says_nil(cell)}
    notes = _notes(raw, below & ~blank, weak, first, total | nil)
    named: dict[int, tuple[str, str]] = {}
    for row in np.flatnonzero(blank):
        named[int(row)] = ("blank_row", "blank")
    for row in np.flatnonzero(again):
        named[int(row)] = ("heading_again", "the headings again")
    named |= dict.fromkeys(total, ("total_row", "totals, not a record"))
    named |= dict.fromkeys(nil, ("nil_return", "the words that there was nothing to report"))
    named |= dict.fromkeys(notes, ("note_row", "a note, not a record"))
    keep = below.copy()
    keep[list(named)] = False
    above = any(says_nil(cell) for row in raw.rows(table.heading_row) for cell in row)
    return SortedRows(np.flatnonzero(keep), tuple(_runs(named)), bool(nil) or above)


def _needed_cells(table: Table) -> tuple[npt.NDArray[np.int32], int]:
    """(per row, how many of the needed columns hold something; how many needed columns there are)."""
    facts = table.sheet.facts()
    needed = [p for name, p in table.columns.items() if facts.columns[name].required] or list(table.columns.values())
    present = np.zeros(table.raw.height, dtype=np.int32)
    for position in needed:
        present += table.raw.columns[position].filled
    return present, len(needed)


def _totals_in_full(table: Table, below: Mask, no_record: Mask) -> set[int]:
    """Rows that begin with nothing but 'Total' and hold too little for a record, or with 'Grand total', wherever it stands."""
    found: set[int] = set()
    counts = table.sheet.facts().aggregate
    before = np.zeros(table.raw.height, dtype=bool)  # whether a cell further left holds something
    for column in table.raw.columns:
        words = [
            spelling_key(value) if isinstance(value, str) and len(value) < 40 and not value.isdigit() else ""
            for value in column.values
        ]
        always = np.array([w in _TOTALS_IN_FULL or (counts and w in _TOTAL_WORDS) for w in words], dtype=bool)
        alone = np.array([w in _TOTAL_WORDS for w in words], dtype=bool)
        if always.any() or alone.any():
            total = always[column.places] | (alone[column.places] & no_record)
            found |= set(np.flatnonzero(total & below & ~before).tolist())
        before |= column.filled
        if before[below].all():
            break
    return found


def _heading_again(table: Table) -> Mask:
    """Rows that hold the heading's own words in every column that is read."""
    alike = np.ones(table.raw.height, dtype=bool)
    read = [table.raw.columns[position] for position in {*table.columns.values(), *table.wide.values()}]
    for column in sorted(read, key=lambda column: len(column.values)):  # a column of few values tells most rows apart
        heading = column.values[column.places[table.heading_row]]
        if is_blank(heading):
            continue
        plain = _plain(str(heading))
        same = [isinstance(value, str) and _plain(value) == plain for value in column.values]
        alike &= np.array(same, dtype=bool)[column.places]
        if alike.sum() <= 1:  # the heading row itself
            break
    alike[: table.heading_row + 1] = False
    return alike


def _plain(text: str) -> str:
    return text.strip().casefold()


def _first_filled(raw: RawSheet, rows: npt.NDArray[np.intp]) -> dict[int, Cell]:
    """The first cell of each of these rows that holds anything."""
    found: dict[int, Cell] = {}
    waiting = set(rows.tolist())
    for column in raw.columns:
        if not waiting:
            break
        for row in sorted(waiting):
            cell = _at(column, row)
            if not is_blank(cell):
                found[row] = cell
                waiting.discard(row)
    return found


def _at(column: GridColumn, row: int) -> Cell:
    return column.values[int(column.places[row])]


def _is_total(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    words = spelling_key(cell).split()
    return bool(words) and len(words) <= 6 and bool(_TOTAL_WORDS & {words[0], words[-1], *words[1:2]})


def _notes(raw: RawSheet, rows: Mask, weak: Mask, first: dict[int, Cell], others: set[int]) -> set[int]:
    """Footnotes: below the last row that could be a record, or beginning as notes do; one or two cells, text alone."""
    records = np.flatnonzero(rows & ~weak)
    last_record = int(records[-1]) if len(records) else -1
    found = set()
    for row, cell in first.items():
        if row in others or raw.filled[row] > 2 or not isinstance(cell, str):
            continue
        key = heading_key(cell)
        begins_so = cell.lstrip()[:1] in "*†‡#(" or f"{key} ".startswith(_NOTE_WORDS)
        alone, after = raw.filled[row] == 1, row > last_record
        if (begins_so and (alone or after)) or (alone and after and len(key.split()) >= 4):
            found.add(row)
    return found


def _runs(named: dict[int, tuple[str, str]]) -> Iterator[Ignored]:
    """Neighbouring rows of one kind are told together: 'rows 45 to 544 are blank'."""
    run: list[int] = []
    for row in [*sorted(named), None]:
        if run and (row is None or row != run[-1] + 1 or named[row] != named[run[0]]):
            rule, what = named[run[0]]
            first, last = run[0] + 1, run[-1] + 1
            where = f"row {first} holds" if first == last else f"rows {first} to {last} hold"
            words = where.replace("holds", "is").replace("hold", "are") if rule == "blank_row" else where
            yield Ignored(first, last, rule, f"{words} {what}")
            run = []
        if row is not None:
            run.append(row)
