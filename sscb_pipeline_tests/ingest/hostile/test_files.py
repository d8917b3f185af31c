"""Every hostile file gets its one answer from the real reading child, which lives to read the next."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.workbook import Reader, reading
from sscb_pipeline.settings import PROJECT_ROOT, ReadingLimits
from sscb_pipeline_tests.ingest.formats_read import read
from sscb_pipeline_tests.ingest.hostile.__main__ import lines
from sscb_pipeline_tests.ingest.hostile.case import Case, Harmless
from sscb_pipeline_tests.ingest.hostile.corpus import CASES, HARMLESS
from sscb_pipeline_tests.ingest.hostile.grids import far
from sscb_pipeline_tests.ingest.written_as import write_as
from sscb_pipeline_tests.workbooks import workbook

LONGEST = ReadingLimits().seconds


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with reading(ReadingLimits()) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_refused_by_name_and_the_child_lives(tmp_path: Path, case: Case, reader: Reader) -> None:
    case.build(tmp_path / case.name)
    started = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        if case.passwords:
            with reading(ReadingLimits(), case.passwords) as knowing:
                knowing.read(tmp_path / case.name)
        else:
            reader.read(tmp_path / case.name)
    assert (refused.value.rule, time.monotonic() - started < LONGEST) == (case.rule, True)
    assert case.says in refused.value.what_happened + refused.value.what_to_do
    assert refused.value.what_happened.endswith(".")
    assert refused.value.what_to_do.endswith(".")


@pytest.mark.parametrize("case", HARMLESS, ids=lambda case: case.name)
def test_what_only_looks_dangerous_is_read(tmp_path: Path, reader: Reader, case: Harmless) -> None:
    case.build(tmp_path / case.name)
    reader.read(tmp_path / case.name)
    whole = read(tmp_path / case.name)
    assert case.rows is None or whole.sheets[0].rows == case.rows
    assert sorted(whole.notes + whole.sheets[0].notes) == sorted(case.notes)
    assert len(whole.sheets) == case.sheets


def test_a_file_that_kills_the_child_costs_only_itself(tmp_path: Path) -> None:
    """With limits that let everything through, the reader asks for more memory than the child may have."""
    far("XFD1048576")(tmp_path / "deadly.xlsx")
    good = workbook(tmp_path / "good.xlsx", {"S": [["still here"]]})
    careless = ReadingLimits(rows=10**9, columns=10**6, grid_cells=10**15)
    with reading(careless) as opened:
        with pytest.raises(FileRefused) as refused:
            opened.read(tmp_path / "deadly.xlsx")
        assert refused.value.rule == "reader_died"
        assert opened.read(good)


@pytest.mark.parametrize("name", ["millions_of_cells.xlsx", "quiet_bomb.xlsx", "quiet_text_bomb.xlsx", "endless_text.ods"])
def test_hundreds_of_megabytes_are_looked_over_in_little_memory(tmp_path: Path, name: str) -> None:
    (case,) = [case for case in CASES if case.name == name]
    case.build(tmp_path / name)
    with reading(ReadingLimits(memory_bytes=160 * 2**20)) as opened, pytest.raises(FileRefused) as refused:
        opened.read(tmp_path / name)
    assert refused.value.rule == case.rule
    assert case.says in refused.value.what_happened


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_one_file_took_is_given_back_before_the_next(tmp_path: Path, kind: str) -> None:
    path = write_as(kind, tmp_path / "a", {"S": [[f"text {row} {column}" for column in range(20)] for row in range(2_500)]})
    with reading(ReadingLimits(memory_bytes=120 * 2**20)) as opened:
        assert len({opened.read(path) for _ in range(14)}) == 1


def test_names_say_what_is_in_them() -> None:
    names = [case.name for case in (*CASES, *HARMLESS)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9_.]+", name) for name in names)


def test_the_page_lists_every_file() -> None:
    page = (PROJECT_ROOT / "docs" / "hostile-files.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines() if line not in page] == []
    assert sum(line.startswith("| `") and ("| read |" in line or "…" in line) for line in page) == len(CASES) + len(HARMLESS)
