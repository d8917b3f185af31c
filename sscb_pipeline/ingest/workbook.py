"""Reads a file's cells through the reading child: one child serves many files, a dead one is replaced."""

import contextlib
import dataclasses
import datetime as dt
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgpack

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.reading_child import LENGTH, MOMENT
from sscb_pipeline.settings import ReadingLimits

Cell = str | float | int | bool | dt.datetime | dt.timedelta
_EPOCH = dt.datetime(1970, 1, 1)
_CHUNK = 1 << 20


@dataclass(frozen=True)
class RawSheet:
    """One sheet as it stands in the file: `rows[0]` is sheet row 1, `''` is an empty cell.

    `blind`: cells (row, column, 1-based) whose value cannot be known, with the rule that says why.
    """

    name: str
    visible: bool
    rows: list[list[Cell]]
    blind: dict[tuple[int, int], str]


class Reader:
    """Reads files one after the other in a child process with limits; `read` raises FileRefused."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, path: Path) -> bytes:
        """The file's cells, packed: keep them in the spool or give them to `sheets_of`. Raises FileRefused."""
        packed = self._ask(path)
        answer_is_refusal = msgpack.Unpacker(raw=False, strict_map_key=False)
        answer_is_refusal.feed(packed[:64])
        answer_is_refusal.read_map_header()
        if answer_is_refusal.unpack() == "refused":
            raise FileRefused(*msgpack.unpackb(packed)["refused"])
        return packed

    def close(self) -> None:
        """Let the child go; it ends when its pipe closes."""
        if self._child:
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe:
                    with contextlib.suppress(OSError):
                        pipe.close()
            self._child.kill()
            self._child.wait()
            self._child = None

    def _ask(self, path: Path) -> bytes:
        child = self._living_child()
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("the reading child has no pipes")
        request = msgpack.packb({"path": str(path), "limits": dataclasses.asdict(self._limits)})
        deadline = time.monotonic() + self._limits.seconds
        try:
            child.stdin.write(LENGTH.pack(len(request)) + request)
            child.stdin.flush()
            length = LENGTH.unpack(self._receive(child, LENGTH.size, deadline))[0]
            return self._receive(child, length, deadline)
        except (BrokenPipeError, EOFError, TimeoutError):
            self.close()
            raise FileRefused(
                "reader_died",
                "Reading the file ended the program that reads it, or took too long.",
                "Copy the table's values into a new workbook and send that.",
            ) from None

    def _receive(self, child: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
        if child.stdout is None:
            raise EOFError
        received = bytearray()
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            while len(received) < length:
                if not waiting.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                piece = child.stdout.read1(min(_CHUNK, length - len(received)))  # type: ignore[attr-defined]
                if not piece:
                    raise EOFError
                received += piece
        return bytes(received)

    def _living_child(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-m", "sscb_pipeline.ingest.reading_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"RUST_BACKTRACE": "0"},
            )
        return self._child


@contextlib.contextmanager
def reading(limits: ReadingLimits) -> Iterator[Reader]:
    """A reader for as long as the block lasts."""
    reader = Reader(limits)
    try:
        yield reader
    finally:
        reader.close()


def sheets_of(packed: bytes) -> list[RawSheet]:
    """The sheets in what `Reader.read` gave."""
    seen: dict[bytes, dt.datetime | dt.timedelta] = {}

    def unpack_time(kind: int, data: bytes) -> Any:
        found = seen.get(data) if kind == MOMENT else None
        if found is None:
            span = dt.timedelta(microseconds=int.from_bytes(data, "little", signed=True))
            found = _EPOCH + span if kind == MOMENT else span
            if kind == MOMENT:
                seen[data] = found
        return found

    answer = msgpack.unpackb(packed, ext_hook=unpack_time, strict_map_key=False)
    return [
        RawSheet(sheet["name"], sheet["visible"], sheet["rows"], {(row, column): rule for row, column, rule in sheet["blind"]})
        for sheet in answer["sheets"]
    ]
