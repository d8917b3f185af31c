"""Reads a file's cells through the reading child: one child serves many files, a dead one is replaced."""

import contextlib
import dataclasses
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

import msgpack

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.reading_child import LENGTH
from sscb_pipeline.settings import ReadingLimits

_CHUNK = 1 << 20


class Reader:
    """Reads files one after the other in a child process with limits; `read` raises FileRefused."""

    def __init__(self, limits: ReadingLimits, passwords: Sequence[str] = ()) -> None:
        self._limits = limits
        self._passwords = list(passwords)
        self._child: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Start the child, which takes a moment, for a file that will be read."""
        self._living_child()

    def read(self, path: Path) -> bytes:
        """The file's cells, packed: keep them in the spool or give them to `grid.unpack_file`. Raises FileRefused."""
        (answer,) = self.read_each([path])
        if isinstance(answer, FileRefused):
            raise answer
        return answer

    def read_each(self, paths: Iterable[Path]) -> Iterator[bytes | FileRefused]:
        """The same for several files, each answer in its turn: while one is worked on, the child reads the next."""
        asked: subprocess.Popen[bytes] | None = None
        for path in [*paths, None]:
            answer = self._answer(asked) if asked else None
            asked = self._ask(path) if path else None
            if answer is not None:
                yield answer

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

    def _ask(self, path: Path) -> subprocess.Popen[bytes]:
        child = self._living_child()
        request = msgpack.packb({"path": str(path), "limits": dataclasses.asdict(self._limits), "passwords": self._passwords})
        with contextlib.suppress(BrokenPipeError):  # a child that died meanwhile is noticed when it owes the answer
            os.write(_pipe(child.stdin), LENGTH.pack(len(request)) + request)
        return child

    def _answer(self, child: subprocess.Popen[bytes]) -> bytes | FileRefused:
        deadline = time.monotonic() + self._limits.seconds
        try:
            length = LENGTH.unpack(_receive(child, LENGTH.size, deadline))[0]
            packed = _receive(child, length, deadline)
        except (EOFError, TimeoutError):
            self.close()
            return FileRefused(
                "reader_died",
                "Reading the file ended the program that reads it, or took too long.",
                "Copy the table's values into a new workbook and send that.",
            )
        is_refusal = msgpack.Unpacker(raw=False, strict_map_key=False)
        is_refusal.feed(packed[:64])
        is_refusal.read_map_header()
        return FileRefused(*msgpack.unpackb(packed)["refused"]) if is_refusal.unpack() == "refused" else packed

    def _living_child(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-I", "-m", "sscb_pipeline.ingest.reading_child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"RUST_BACKTRACE": "0"},
                bufsize=0,
            )
        return self._child


def _pipe(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise RuntimeError("the reading child has no pipes")
    return pipe.fileno()


def _receive(child: subprocess.Popen[bytes], length: int, deadline: float) -> bytes:
    received = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(_pipe(child.stdout), selectors.EVENT_READ)
        while len(received) < length:
            if not waiting.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            piece = os.read(_pipe(child.stdout), min(_CHUNK, length - len(received)))
            if not piece:
                raise EOFError
            received += piece
    return bytes(received)


@contextlib.contextmanager
def reading(limits: ReadingLimits, passwords: Sequence[str] = ()) -> Iterator[Reader]:
    """A reader for as long as the block lasts. `passwords`: those agreed, with which protected workbooks are opened."""
    reader = Reader(limits, passwords)
    try:
        yield reader
    finally:
        reader.close()
