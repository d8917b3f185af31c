"""The process that parses files, and nothing else: `python -I -m sscb_pipeline.ingest.reading_child`.

A well-formed 2 KB workbook can abort the process that reads it, so none is read where data or credentials live. The child
has limits on memory, processor time and writing, an empty environment, and speaks length-prefixed msgpack on its pipes:

in   {"path", "limits": {...}}
out  {"sheets": [{"name", "visible", "rows": [[cell, ...], ...], "blind": [[row, column, rule], ...]}]}
     or {"refused": [rule, what happened, what to do]}

Cells: text, number, yes/no; dates and times as extension types 1 (microseconds since 1970) and 2 (microseconds of a day).
"""

import csv
import datetime as dt
import gc
import io
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import msgpack

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.preflight import scan

_EPOCH = dt.datetime(1970, 1, 1)
_MICROSECOND = dt.timedelta(microseconds=1)
LENGTH = struct.Struct("<Q")
MOMENT, TIME_OF_DAY = 1, 2


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    gc.disable()  # a grid of cells holds no cycles, and looking for them costs a tenth of the reading
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while header := requests.read(LENGTH.size):
        request = msgpack.unpackb(requests.read(LENGTH.unpack(header)[0]))
        _limit(request["limits"])
        _send(answers, _answer(Path(request["path"]), request["limits"]))


def _limit(limits: dict[str, int]) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the wall clock and the pre-flight scan still hold
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory_bytes"], limits["memory_bytes"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + limits["seconds"]
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _answer(path: Path, limits: dict[str, int]) -> dict[str, Any]:
    try:
        scanned = scan(
            path, **{name: limits[name] for name in ("file_bytes", "unpacked_bytes", "zip_members", "rows", "cells")}
        )
        return {"sheets": _csv_sheet(path) if scanned.kind == "csv" else _xlsx_sheets(path, scanned.blind_cells)}
    except FileRefused as refusal:
        return {"refused": [refusal.rule, refusal.what_happened, refusal.what_to_do]}
    except MemoryError:
        return {
            "refused": [
                "too_large",
                "The file needs more memory than an honest return does.",
                "Remove formatting and unused sheets, or split it, and send it again.",
            ]
        }


def _xlsx_sheets(path: Path, blind: dict[str, dict[tuple[int, int], str]]) -> list[dict[str, Any]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    sheets = []
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            for facts in book.sheets_metadata:
                if facts.typ == SheetTypeEnum.WorkSheet:
                    rows = book.get_sheet_by_name(facts.name).to_python(skip_empty_area=False)
                    sheets.append(
                        {
                            "name": facts.name,
                            "visible": facts.visible == SheetVisibleEnum.Visible,
                            "rows": rows,
                            "blind": [[*place, rule] for place, rule in blind.get(facts.name, {}).items()],
                        }
                    )
    except (CalamineError, ValueError, OSError):
        raise FileRefused(
            "damaged",
            "The workbook is damaged: its sheets cannot be read.",
            "Open it in Excel, save it again as .xlsx and send that.",
        ) from None
    return sheets


def _csv_sheet(path: Path) -> list[dict[str, Any]]:
    data = path.read_bytes()
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        if not first.count(separator):
            break
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
        width = max(len(row) for row in rows)
        return [{"name": "", "visible": True, "rows": [row + [""] * (width - len(row)) for row in rows], "blind": []}]
    raise FileRefused(
        "not_a_workbook",
        "The file is neither an Excel workbook nor a table as text (CSV).",
        "Save it in Excel as an Excel workbook (.xlsx) and send that.",
    )


def _packer() -> Callable[[Any], msgpack.ExtType]:
    """How dates and times are packed; each distinct one is worked out once an answer."""
    packed: dict[Any, msgpack.ExtType] = {}

    def pack(cell: Any) -> msgpack.ExtType:
        found = packed.get(cell)
        if found is None:
            found = packed[cell] = _pack(cell)
        return found

    return pack


def _pack(cell: Any) -> msgpack.ExtType:
    if isinstance(cell, dt.datetime):
        return msgpack.ExtType(MOMENT, ((cell - _EPOCH) // _MICROSECOND).to_bytes(8, "little", signed=True))
    if isinstance(cell, dt.date):
        return _pack(dt.datetime(cell.year, cell.month, cell.day))
    if isinstance(cell, dt.time):
        cell = dt.timedelta(hours=cell.hour, minutes=cell.minute, seconds=cell.second, microseconds=cell.microsecond)
    return msgpack.ExtType(TIME_OF_DAY, (cell // _MICROSECOND).to_bytes(8, "little", signed=True))


def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    packed = msgpack.packb(answer, default=_packer())
    answers.write(LENGTH.pack(len(packed)))
    answers.write(packed)
    answers.flush()


if __name__ == "__main__":
    main()
