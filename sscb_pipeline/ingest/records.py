"""Where each record of a table stands: one per row, or, in a layout with a column per code, one per filled cell."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sscb_pipeline.ingest.grid import Cell, GridColumn
from sscb_pipeline.ingest.headings import Table
from sscb_pipeline.ingest.rows import SortedRows
from sscb_pipeline.vocabulary.codes import spelling_key

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Records:
    """`rows`: the 0-based sheet row of each record. `columns`: the 0-based column its own cell stands in, -1 where a record
    is a whole row. `labels`: what frames know each record by: its sheet row number, or a running number where several
    records share a row. `empty_rows`: rows of a wide layout in which no cell gives a record."""

    rows: Positions
    columns: Positions
    labels: list[int]
    empty_rows: Positions

    def __len__(self) -> int:
        return len(self.rows)


def records_of(table: Table, rows: SortedRows) -> Records:
    """The records of a table's data rows."""
    if not table.wide:
        return Records(rows.data, np.full(len(rows.data), -1, dtype=np.intp), (rows.data + 1).tolist(), rows.data[:0])
    wide = table.sheet.facts().wide
    nothing = {spelling_key(word) for word in wide.nothing} if wide else set()
    found_rows, found_columns = [], []
    for position in sorted(table.wide.values()):
        column = table.raw.columns[position]
        tells = np.array([_tells(value, nothing) for value in column.values], dtype=bool)[column.places[rows.data]]
        # A cell that holds an error reads as empty; it is a record that will be refused, not one that is not there.
        tells |= np.isin(rows.data, [row - 1 for row, place in table.raw.blind if place == position + 1])
        found_rows.append(rows.data[tells])
        found_columns.append(np.full(int(tells.sum()), position, dtype=np.intp))
    at, places = np.concatenate(found_rows), np.concatenate(found_columns)
    order = np.lexsort((places, at))
    at, places = at[order], places[order]
    return Records(at, places, list(range(1, len(at) + 1)), np.setdiff1d(rows.data, at))


def _tells(value: Cell, nothing: set[str]) -> bool:
    return not isinstance(value, str) or (bool(value.strip()) and spelling_key(value) not in nothing)


def cells_for(table: Table, name: str, records: Records) -> GridColumn | None:
    """The distinct values of a declared column and, per record, which of them stands there; None if it is not on the sheet."""
    wide = table.sheet.facts().wide if table.wide else None
    if wide and name == wide.value:
        return _one_column(table, records)
    if wide and name == wide.code:
        codes = {position: code for code, position in table.wide.items()}
        positions = sorted(codes)
        place_of = np.zeros(len(table.raw.columns), dtype=np.int32)
        place_of[positions] = np.arange(1, len(positions) + 1)
        return GridColumn(["", *(codes[position] for position in positions)], place_of[records.columns])
    always: dict[str, bool | str] = {**table.given, **(dict(wide.given) if wide else {})}
    if name in always:
        return GridColumn(["", always[name]], np.ones(len(records), dtype=np.int32))
    position = table.columns.get(name)
    if position is None:
        return None
    column = table.raw.columns[position]
    return GridColumn(column.values, column.places[records.rows], column.days)


def _one_column(table: Table, records: Records) -> GridColumn:
    """The cells of all code columns as one: what a wide layout spells in its own way is put into words first."""
    wide = table.sheet.facts().wide
    own = {spelling_key(word): code for word, code in wide.meaning} if wide else {}
    values: list[Cell] = [""]
    places = np.zeros(len(records), dtype=np.int32)
    for position in sorted(table.wide.values()):
        column = table.raw.columns[position]
        here = records.columns == position
        places[here] = column.places[records.rows[here]] + len(values)
        values += [own.get(spelling_key(v), v) if isinstance(v, str) else v for v in column.values]
    return GridColumn(values, places)
