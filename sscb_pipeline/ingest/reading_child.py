"""The process that parses files, and nothing else: `python -I -m sscb_pipeline.ingest.reading_child`.

A well-formed 2 KB workbook can abort the process that reads it, so none is read where data or credentials live. The child
has limits on memory, processor time and writing, an empty environment, and speaks length-prefixed msgpack on its pipes:

in   {"path", "limits": {...}}
out  {"sheets": [{"name", "visible", "rows": [[cell, ...], ...], "blind": [[row, column, rule], ...]}]}
     or {"refused": [rule, what happened, what to do]}

Cells: text, number, yes/no; dates and times as extension types 1 (microseconds since 1970) and 2 (microseconds of a day).
"""

import datetime as dt
import gc
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import msgpack

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.file import read_file

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
        read = read_file(path, limits, [])
        return {
            "sheets": [
                {
                    "name": sheet.name,
                    "visible": sheet.visibility == "visible",
                    "rows": sheet.rows,
                    "blind": [[*place, rule] for place, rule in sheet.blind.items()],
                }
                for sheet in read.sheets
            ]
        }
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
