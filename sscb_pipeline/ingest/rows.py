"""Sorts the rows below a heading: data, blank, totals, the heading again. Every row is counted and has a name."""

from dataclasses import dataclass

from sscb_pipeline.ingest.headings import Table, heading_key
from sscb_pipeline.ingest.workbook import Cell
from sscb_pipeline.vocabulary.codes import spelling_key

_TOTAL_WORDS = frozenset({"total", "totals", "grand total", "sub total", "subtotal", "sum", "overall total"})


@dataclass(frozen=True)
class SortedRows:
    """`data`: (sheet row number, cells) of rows to read. `ignored`: (sheet row number, rule, words) of the others.
    Sheet row numbers are 1-based, as the sender sees them."""

    data: list[tuple[int, list[Cell]]]
    ignored: list[tuple[int, str, str]]

    @property
    def rows_read(self) -> int:
        return len(self.data) + len(self.ignored)


def sort_rows(table: Table) -> SortedRows:
    """Every row below the heading row down to the last one that holds anything."""
    rows = table.raw.rows
    last = len(rows)
    while last > table.heading_row + 1 and _is_blank(rows[last - 1]):
        last -= 1
    heading = [heading_key(cell) for cell in rows[table.heading_row]]
    positions = sorted(table.columns.values())
    data, ignored = [], []
    for number in range(table.heading_row + 1, last):
        row = rows[number]
        if _is_blank(row):
            ignored.append((number + 1, "blank_row", "The row is blank."))
        elif _is_total(row):
            ignored.append((number + 1, "total_row", "The row holds totals, not a record."))
        elif _repeats_heading(row, heading, positions):
            ignored.append((number + 1, "heading_again", "The row repeats the headings."))
        else:
            data.append((number + 1, row))
    return SortedRows(data, ignored)


def _is_blank(row: list[Cell]) -> bool:
    return row.count("") == len(row) or all(isinstance(cell, str) and not cell.strip() for cell in row)


def _is_total(row: list[Cell]) -> bool:
    first = next((cell for cell in row if cell != ""), "")
    return isinstance(first, str) and len(first) < 20 and spelling_key(first) in _TOTAL_WORDS


def _repeats_heading(row: list[Cell], heading: list[str], positions: list[int]) -> bool:
    first = positions[0]
    return heading_key(row[first]) == heading[first] and all(heading_key(row[p]) == heading[p] for p in positions)
