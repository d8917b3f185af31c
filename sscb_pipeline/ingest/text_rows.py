"""Judges how the rows of a text table are cut: longer than the headings, so shifted; and a last one broken off.

A comma in a text without quotation marks makes two cells of one, and every cell behind it stands under the wrong heading.
"""

import numpy as np

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.conform import Conformed
from sscb_pipeline.ingest.grid import Numbers, RawSheet
from sscb_pipeline.ingest.senders_words import in_sheet

_LONGER = "more_cells_than_headings"
_BLOCK = 16
"""Excel writes the empty cells at the end of rows in blocks of so many rows: to all of a block or to none."""


def refuse_longer_rows(conformed: Conformed) -> None:
    """Refuse records of rows with more cells than there are headings."""
    table, data = conformed.table, conformed.rows.data
    cells = _cells(table.raw)
    if cells is None or not len(data):
        return
    headings = int(cells[table.heading_row - table.two_lines : table.heading_row + 1].max())
    here = cells[data]
    if here.max() <= headings:
        return
    filled_to = np.zeros(table.raw.height, dtype=np.int32)
    for position, column in enumerate(table.raw.columns, 1):
        filled_to[column.filled] = position
    shared = max(0, min(int(here.min()) - headings, int((here - filled_to[data]).min())))
    longer = here - shared > headings
    longer &= ~(_alike_in_block(cells)[data] & (filled_to[data] <= headings))
    for row in data[longer].tolist():
        says = f"the row has {cells[row]} cells and the table {headings} headings, so its cells stand in the wrong columns"
        for at in np.flatnonzero(conformed.records.rows == row).tolist():
            conformed.refuse(conformed.records.labels[at], None, _LONGER, says)


def tell_longer_rows_alone(conformed: Conformed) -> None:
    """Of a longer row nothing else is told: what stands in its cells is not theirs."""
    for label, told in conformed.refused.items():
        if any(finding.rule == _LONGER for finding in told):
            conformed.refused[label] = [finding for finding in told if finding.rule == _LONGER]


def refuse_cut_off(conformed: Conformed) -> None:
    """Raises FileRefused when the last line has no end and fewer cells than any other."""
    raw, data = conformed.table.raw, conformed.rows.data
    cells = _cells(raw)
    if cells is None or not raw.ends_open or not len(data) or data[-1] != raw.height - 1:
        return
    others = cells[data[:-1]] if len(data) > 1 else cells[[conformed.table.heading_row]]
    if cells[-1] < others.min():
        raise FileRefused(
            "file_cut_off",
            f"{in_sheet(conformed.sheet_name)}: the last line, row {raw.height:,}, breaks off after {cells[-1]} of "
            f"{others.min()} cells; the rest of the file is missing.",
            "Was it still being copied or exported? Send it again, complete.",
        )


def _cells(raw: RawSheet) -> Numbers | None:
    """How many cells each row of a text table was cut into."""
    if not raw.widths:
        return None
    return np.concatenate([np.full(last - first + 1, cells, dtype=np.int32) for first, last, cells in raw.widths])


def _alike_in_block(cells: Numbers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Per row, whether its block has several rows, all of as many cells."""
    begins = np.arange(0, len(cells), _BLOCK)
    alike = np.minimum.reduceat(cells, begins) == np.maximum.reduceat(cells, begins)
    alike &= np.diff([*begins, len(cells)]) > 1
    return np.repeat(alike, _BLOCK)[: len(cells)]
