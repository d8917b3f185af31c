"""Reads a file of any kind as the reading child does, for tests of what it makes of it."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.file import read_file
from sscb_pipeline.ingest.formats.read import FileRead
from sscb_pipeline.settings import ReadingLimits

LIMITS: dict[str, Any] = dataclasses.asdict(ReadingLimits())


def read(path: Path, passwords: list[str] | None = None, **limits: int) -> FileRead:
    """What is read, with all sheets gone through, under the ordinary limits unless a test sets its own."""
    whole = read_file(path, {**LIMITS, **limits}, passwords or [])
    whole.sheets = list(whole.sheets)
    return whole


def refusal(path: Path, passwords: list[str] | None = None, **limits: int) -> FileRefused:
    """Why it is refused."""
    with pytest.raises(FileRefused) as refused:
        read(path, passwords, **limits)
    return refused.value
