"""The process that parses files, and nothing else: `python -I -m sscb_pipeline.ingest.reading_child`.

A well-formed 2 KB workbook can abort the process that reads it, so none is read where data or credentials live. The child
has limits on memory, processor time and writing, an empty environment, and speaks length-prefixed msgpack on its pipes:

in   {"path", "limits": {...}, "passwords": [...]}
out  the file as `packing.pack_file` gives it, or {"refused": [rule, what happened, what to do]}
"""

import gc
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

import msgpack

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.file import read_file
from sscb_pipeline.ingest.packing import pack_file, packed_answer

LENGTH = struct.Struct("<Q")


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    gc.disable()  # a grid of cells holds no cycles, and looking for them costs a tenth of the reading
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while header := requests.read(LENGTH.size):
        request = msgpack.unpackb(requests.read(LENGTH.unpack(header)[0]))
        _limit(request["limits"])
        _send(answers, _answer(request))
        gc.collect()  # what the readers built does hold cycles: without this one file's cells would stay until the last


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


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        return pack_file(read_file(Path(request["path"]), request["limits"], request["passwords"]))
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




def _send(answers: BinaryIO, answer: dict[str, Any]) -> None:
    packed = packed_answer(answer)
    answers.write(LENGTH.pack(len(packed)))
    answers.write(packed)
    answers.flush()


if __name__ == "__main__":
    main()
