"""Sorts the rows below a heading: data, blank, totals, the heading again. Every row is counted and has a name."""

from dataclasses import dataclass

from sscb_pipeline.ingest.headings import Table
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
    while last > table.heading_row + 1 and _first_filled(rows[last - 1]) is None:
        last -= 1
    heading = rows[table.heading_row]
    positions = sorted(table.columns.values())
    data, ignored = [], []
    for number in range(table.heading_row + 1, last):
        row = rows[number]
        first = _first_filled(row)
        if first is None:
            ignored.append((number + 1, "blank_row", "The row is blank."))
        elif _is_total(first):
            ignored.append((number + 1, "total_row", "The row holds totals, not a record."))
        elif _repeats_heading(row, heading, positions):
            ignored.append((number + 1, "heading_again", "The row repeats the headings."))
        else:
            data.append((number + 1, row))
    return SortedRows(data, ignored)


def _first_filled(row: list[Cell]) -> Cell | None:
    """The first cell that holds more than spaces; None in a blank row."""
    for cell in row:
        if cell != "" and not (isinstance(cell, str) and not cell.strip()):
            return cell
    return None


def _is_total(first: Cell) -> bool:
    begins = isinstance(first, str) and first.lstrip().casefold().startswith(("total", "grand", "sub", "sum", "overall"))
    return begins and spelling_key(str(first)) in _TOTAL_WORDS


def _repeats_heading(row: list[Cell], heading: list[Cell], positions: list[int]) -> bool:
    first = positions[0]
    return (
        row[first].__class__ is str
        and _plain(row[first]) == _plain(heading[first])
        and all(_plain(row[p]) == _plain(heading[p]) for p in positions)
    )


def _plain(cell: Cell) -> str:
    return cell.strip().casefold() if isinstance(cell, str) else ""
