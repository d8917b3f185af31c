"""Reads mutated files through the real reading child and counts how each ended."""

import resource
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.workbook import Reader
from sscb_pipeline.settings import ReadingLimits
from sscb_pipeline_tests.ingest.fuzz.mutate import mutated
from sscb_pipeline_tests.ingest.fuzz.seeds import seeds

READ = "(read)"
MEBIBYTE = 2**20


@dataclass
class Outcome:
    """How many files of each kind ended how, which killed the child, and what it all cost."""

    ended: Counter[tuple[str, str]] = field(default_factory=Counter)
    died: list[int] = field(default_factory=list)
    slowest_seconds: float = 0.0
    slowest: int = -1
    answer_bytes: int = 0
    parent_grew_mebibytes: float = 0.0
    child_peak_mebibytes: float = 0.0

    def table(self) -> str:
        """Outcomes by kind of file, as Markdown."""
        kinds = sorted({kind for kind, _ in self.ended})
        codes = sorted({code for _, code in self.ended})
        lines = ["| ended as | " + " | ".join(kinds) + " | all |", "|---|" + "---:|" * (len(kinds) + 1)]
        for code in codes:
            counts = [self.ended[kind, code] for kind in kinds]
            lines.append(f"| `{code}` | " + " | ".join(f"{count:,}" for count in [*counts, sum(counts)]) + " |")
        return "\n".join(lines)


def mutation(seed: int, number: int) -> tuple[str, bytes]:
    """The kind and bytes of one mutated file: the same whenever it is asked for."""
    chance = Random(f"{seed}:{number}")  # noqa: S311 - made-up files
    kind, content = seeds()[number % len(seeds())]
    return kind, mutated(content, kind, chance)


def fuzz(
    count: int, seed: int, progress: Callable[[int, str, float], None] = lambda number, code, seconds: None, first: int = 0
) -> Outcome:
    """Read that many mutated files, one after the other, beginning with number `first`."""
    outcome = Outcome()
    reader = Reader(ReadingLimits(), ["agreed"])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mutated"
        for number in range(first, first + count):
            kind, content = mutation(seed, number)
            path.write_bytes(content)
            started = time.monotonic()
            try:
                outcome.answer_bytes = max(outcome.answer_bytes, len(reader.read(path)))
                code = READ
            except FileRefused as refusal:
                code = refusal.rule
            took = time.monotonic() - started
            outcome.ended[kind, code] += 1
            if code == "reader_died":
                outcome.died.append(number)
            if took > outcome.slowest_seconds:
                outcome.slowest_seconds, outcome.slowest = took, number
            progress(number, code, took)
    reader.close()
    outcome.parent_grew_mebibytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    outcome.child_peak_mebibytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return outcome
