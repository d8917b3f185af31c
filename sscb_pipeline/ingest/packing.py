"""How a file's cells are packed in the reading child: by column, every distinct value once.

Returns repeat themselves: of half a million cells a tenth are different. So a column travels as its distinct values and,
per row, the number of the value that stands there. Packing is cheaper than the cells themselves, unpacking costs nothing,
and a value is read (is this a date? which code?) once however often it stands.
"""

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import msgpack

from sscb_pipeline.ingest.formats.read import FileRead, RawCell, SheetRead

MOMENT, TIME_OF_DAY = 1, 2
"""Extension types: microseconds since 1970, and microseconds of a day."""
_EPOCH = dt.datetime(1970, 1, 1)
_MICROSECOND = dt.timedelta(microseconds=1)
_YES, _NO = object(), object()
"""True and 1 are one key to a dictionary and two things in a cell: yes and no are looked up under keys of their own."""


def pack_file(read: FileRead) -> dict[str, Any]:
    """What the child answers for a file that could be read."""
    return {"kind": read.kind, "notes": read.notes, "sheets": [_pack_sheet(sheet) for sheet in read.sheets]}


def _pack_sheet(sheet: SheetRead) -> dict[str, Any]:
    rows = sheet.rows
    width = max(map(len, rows), default=0)
    if any(len(row) != width for row in rows):
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = [_pack_column(column, sheet, number) for number, column in enumerate(zip(*rows, strict=True), 1)]
    return {
        "name": sheet.name,
        "visible": sheet.visibility == "visible",
        "height": len(rows),
        "columns": columns,
        "blind": [[*place, rule] for place, rule in sheet.blind.items()],
        "merged": sheet.merged,
        "hidden_rows": sheet.hidden_rows,
        "notes": sheet.notes,
        "widths": sheet.widths,
        "ends_open": sheet.ends_open,
    }


def _pack_column(cells: Sequence[RawCell], sheet: SheetRead, number: int) -> list[Any]:
    """[the distinct values but days, the days as numbers, per row which value stands there]. An empty cell is value 0; days
    are numbered after the others: whole columns of them are read at once."""
    numbers = _numbers()
    places = array("i", map(numbers.__getitem__, cells))
    if (0 in numbers or 1 in numbers) and bool in set(map(type, cells)):
        numbers = _numbers()
        told_apart = (_YES if cell is True else _NO if cell is False else cell for cell in cells)
        places = array("i", map(numbers.__getitem__, told_apart))
    if sheet.no_such_day in numbers:
        wrong = numbers.pop(sheet.no_such_day)
        for row, place in enumerate(places):
            if place == wrong:
                places[row] = 0
                sheet.blind[row + 1, number] = "date_impossible"
    others = [value for value in numbers if value.__class__ is not dt.date]
    days = [value for value in numbers if value.__class__ is dt.date]
    ordered = [*others, *days]
    if len(numbers) != next(reversed(numbers.values())) + 1 or ordered != [*numbers]:
        moved = {numbers[value]: new for new, value in enumerate(ordered)}
        places = array("i", map(moved.__getitem__, places))
    values = [True if value is _YES else False if value is _NO else value for value in others]
    return [values, array("i", map(dt.date.toordinal, days)).tobytes(), places.tobytes()]


def _numbers() -> defaultdict[Any, int]:
    """Numbers the values it is asked for, as they come; the empty cell is number 0."""
    numbers: defaultdict[Any, int] = defaultdict(count().__next__)
    numbers[""]
    return numbers


def packed_answer(answer: dict[str, Any]) -> bytes:
    """An answer as it goes through the pipe. """
    return bytes(msgpack.packb(answer, default=_packer()))


def _packer() -> Callable[[Any], msgpack.ExtType]:
    packed: dict[Any, msgpack.ExtType] = {}

    def pack(cell: Any) -> msgpack.ExtType:
        found = packed.get(cell)
        if found is None:
            found = packed[cell] = _pack_time(cell)
        return found

    return pack


def _pack_time(cell: Any) -> msgpack.ExtType:
    if isinstance(cell, dt.datetime):
        return msgpack.ExtType(MOMENT, ((cell - _EPOCH) // _MICROSECOND).to_bytes(8, "little", signed=True))
    if isinstance(cell, dt.time):
        cell = dt.timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    return msgpack.ExtType(TIME_OF_DAY, (cell // _MICROSECOND).to_bytes(8, "little", signed=True))
