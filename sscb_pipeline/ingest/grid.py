"""A sheet as it came from the reading child: by column, every distinct value once (see packing.py)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import msgpack
import numpy as np
import numpy.typing as npt

from sscb_pipeline.ingest.packing import MOMENT
from sscb_pipeline.ingest.senders_words import sheet_called

Cell = str | float | int | bool | dt.datetime | dt.timedelta
Numbers = npt.NDArray[np.int32]
Stamps = npt.NDArray[np.datetime64]

_EPOCH = dt.datetime(1970, 1, 1)
_NO_STAMPS = np.zeros(0, dtype="datetime64[us]")


@dataclass(frozen=True)
class GridColumn:
    """`values`: the distinct values, `''` (an empty cell) always first. `places`: for every row, which of them stands there.
    `days`: the last of the values once more, those that are true dates without a time."""

    values: list[Cell]
    places: Numbers
    days: Stamps = field(default_factory=lambda: _NO_STAMPS, compare=False)

    @cached_property
    def filled(self) -> npt.NDArray[np.bool_]:
        """Per row, whether the cell holds more than spaces."""
        others = [not is_blank(value) for value in self.values[: len(self.values) - len(self.days)]]
        return np.array(others + [True] * len(self.days), dtype=bool)[self.places]


@dataclass(frozen=True)
class RawSheet:
    """One sheet as it stands in the file. Positions are 0-based, numbers in `blind`, `merged`, `hidden_rows` 1-based.

    `blind`: cells (row, column) whose value cannot be known, with the rule that says why. `merged`: (first row, first column,
    last row, last column). `hidden_rows`: (first, last) of runs of hidden or filtered rows. `notes`: codes of what else was
    seen on the sheet, `file_notes` about the file as a whole. `number`: the how manieth sheet of the file it is.
    `widths`: (first, last, cells) of runs of rows with as many cells, in a text table. `ends_open`: its last line has no end.
    """

    name: str
    visible: bool
    height: int
    columns: tuple[GridColumn, ...]
    blind: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    file_notes: tuple[str, ...] = ()
    number: int = 1
    widths: tuple[tuple[int, int, int], ...] = ()
    ends_open: bool = False

    @property
    def called(self) -> str:
        """What the sheet is called before others (see senders_words); '' for the one of a text file."""
        return sheet_called(self.name, self.number)

    def cell(self, row: int, column: int) -> Cell:
        found = self.columns[column]
        return found.values[int(found.places[row])]

    def row(self, row: int) -> list[Cell]:
        return [column.values[column.places[row]] for column in self.columns]

    def rows(self, upto: int) -> Iterator[list[Cell]]:
        """The first rows, one after the other."""
        for number in range(min(upto, self.height)):
            yield self.row(number)

    @cached_property
    def filled(self) -> Numbers:
        """Per row, how many cells hold more than spaces."""
        counted = np.zeros(self.height, dtype=np.int32)
        for column in self.columns:
            counted += column.filled
        return counted


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but spaces."""
    return cell.__class__ is str and not cell.strip()


def unpack_file(packed: bytes) -> list[RawSheet]:
    """The sheets of what the child answered."""
    answer = msgpack.unpackb(packed, ext_hook=_unpack_time, strict_map_key=False)
    return [_unpack_sheet(sheet, answer["notes"], number) for number, sheet in enumerate(answer["sheets"], 1)]


def _unpack_sheet(sheet: dict[str, Any], of_file: list[str], number: int) -> RawSheet:
    return RawSheet(
        sheet["name"],
        sheet["visible"],
        sheet["height"],
        tuple(_unpack_column(*column) for column in sheet["columns"]),
        {(row, column): rule for row, column, rule in sheet["blind"]},
        tuple(tuple(merged) for merged in sheet["merged"]),
        tuple(tuple(run) for run in sheet["hidden_rows"]),
        tuple(sheet["notes"]),
        tuple(of_file),
        number,
        tuple(tuple(run) for run in sheet.get("widths", ())),  # files spooled by an earlier version have none
        sheet.get("ends_open", False),
    )


def _unpack_column(others: list[Cell], days: bytes, places: bytes) -> GridColumn:
    counted = np.frombuffer(days, dtype=np.int32) - _EPOCH.toordinal()
    stamps = counted.astype("datetime64[D]").astype("datetime64[us]")
    return GridColumn([*others, *stamps.tolist()], np.frombuffer(places, dtype=np.int32), stamps)


def _unpack_time(kind: int, data: bytes) -> dt.datetime | dt.timedelta:
    span = dt.timedelta(microseconds=int.from_bytes(data, "little", signed=True))
    return _EPOCH + span if kind == MOMENT else span
