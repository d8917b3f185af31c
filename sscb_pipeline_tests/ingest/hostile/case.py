"""One file and the answer it must get."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """A file to be refused: by which rule, and a phrase of what is said. `passwords`: those agreed with the sender."""

    name: str
    build: Callable[[Path], object]
    rule: str
    says: str
    passwords: Sequence[str] = ()


@dataclass(frozen=True)
class Harmless:
    """A file that looks dangerous and must be read all the same: `rows` of its first sheet (None: whatever they are),
    `notes` of the file and of that sheet together."""

    name: str
    build: Callable[[Path], object]
    rows: list[list[object]] | None = None
    notes: Sequence[str] = ()
    sheets: int = 1
    passwords: Sequence[str] = ()


def holding(content: bytes) -> Callable[[Path], object]:
    """A file of these bytes."""
    return lambda path: path.write_bytes(content)
