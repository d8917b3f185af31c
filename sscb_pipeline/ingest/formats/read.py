"""The shape every format is read into: cells as they stand, and what stands around them that a reader does not say."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

RawCell = str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta


@dataclass
class SheetRead:
    """One sheet: `rows[0]` is sheet row 1, `rows[0][0]` cell A1, `''` an empty cell. Row and column numbers are 1-based.

    `visibility`: visible, hidden or very_hidden.
    `blind`: (row, column) of cells whose value cannot be known, with the rule that says why.
    `merged`: (first row, first column, last row, last column) of merged ranges.
    `hidden_rows`: (first, last) of runs of rows that are hidden or filtered out.
    `notes`: codes of what else was seen on the sheet (`comments`, `filtered` …).
    `no_such_day`: the day the reader gives for cells that show one no calendar has; they are packed as blind.
    `widths`: (first, last, cells) of runs of rows with as many cells, in a text table. `ends_open`: its last line has no end.
    """

    name: str
    visibility: str
    rows: list[list[RawCell]]
    blind: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    no_such_day: dt.date | None = None
    widths: list[tuple[int, int, int]] = field(default_factory=list)
    ends_open: bool = False


@dataclass
class FileRead:
    """A whole file. `kind`: xlsx, xlsm, xlsb, xls, ods or csv. `sheets`: gone through once, for they may be read only as they
    are asked for, and the file may turn out then to be one that is refused. `notes`: codes of what was seen about the file as
    a whole (`has_macros`, `external_links`, `dates_from_1904`, `was_protected`, `other_sheets_left` …)."""

    kind: str
    sheets: Iterable[SheetRead]
    notes: list[str] = field(default_factory=list)


class _HasRows(Protocol):
    hidden_rows: list[tuple[int, int]]


def add_hidden(sheet: _HasRows, row: int) -> None:
    """Note a hidden row: a run of them is one entry."""
    runs = sheet.hidden_rows
    if runs and runs[-1][1] == row - 1:
        runs[-1] = (runs[-1][0], row)
    else:
        runs.append((row, row))
