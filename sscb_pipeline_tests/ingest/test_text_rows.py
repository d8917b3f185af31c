"""Rows of text tables that are cut otherwise than their headings, and files of which the end is missing."""

from collections.abc import Callable

import pytest

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.ingest.bad_inputs.books import ROWS, missing
from sscb_pipeline_tests.ingest.written_as import as_text

Lines = list[str]
CELLS = 20
"""How many headings the table has."""


def sent(settings: Settings, warehouse: Warehouse, change: Callable[[Lines], str]) -> tuple[str, str, set[int]]:
    """(status, rule of the file, rows refused for their length) of a text table; nothing else may be told of its rows."""
    settings.make_folders()
    book = missing("SyP")
    lines = as_text(book.first.rows).decode().splitlines()
    (settings.landing / f"{book.file_name}.csv").write_text(change(lines), newline="")
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    (submission,) = warehouse.rows("select status, rule from registry.submission")
    told = warehouse.rows("select row, rule, message from registry.finding where strength in ('refused', 'query')")
    (balance,) = warehouse.rows("select accepted from registry.sheet where table_name is not null")
    if submission.status == "accepted":
        assert {finding.rule for finding in told} <= {"more_cells_than_headings"}, [finding.message for finding in told]
    assert balance.accepted == (ROWS - len(told) if submission.status == "accepted" else 0)
    return submission.status, submission.rule, {finding.row for finding in told}


def ended(lines: Lines) -> str:
    return "".join(f"{line}\r\n" for line in lines)


def with_town(lines: Lines) -> Lines:
    """Row 5 holds a place with a comma in it, no quotation marks around."""
    cells = lines[4].split(",")
    return [*lines[:4], ",".join([*cells[:16], "Kent, Maidstone", *cells[17:]]), *lines[5:]]


def excels_blocks(lines: Lines) -> Lines:
    """Two more empty cells in rows 17 to 21, as Excel writes them where one row further down has a remark."""
    return [*lines[:16], *(f"{line},," for line in lines[16:])]


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda lines: lines, set()),
        (with_town, {5}),
        (lambda lines: [lines[0], *(f"{line}," for line in lines[1:])], set()),  # every row ends in a separator
        (lambda lines: [lines[0], *(f"{line}," for line in with_town(lines)[1:])], {5}),
        (lambda lines: [f"{line},," for line in lines], set()),
        (lambda lines: [*lines[:4], f"{lines[4]},", *lines[5:]], {5}),  # one empty cell too many, who knows where
        (excels_blocks, set()),
        (lambda lines: ["Missing children", "", *lines], set()),
    ],
)
def test_a_row_longer_than_its_headings_is_refused(
    settings: Settings, warehouse: Warehouse, change: Callable[[Lines], Lines], rows: set[int]
) -> None:
    assert sent(settings, warehouse, lambda lines: ended(change(lines))) == ("accepted", "", rows)


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        (lambda lines: ended(lines).rstrip(), ("accepted", "")),  # complete, but for the end of its last line
        (lambda lines: ended(lines[:-1]) + ",".join(lines[-1].split(",")[:7]), ("refused", "file_cut_off")),
        (lambda lines: ended(lines[:-1]) + lines[-1][:4], ("refused", "file_cut_off")),
        (lambda lines: ended(lines[:-1]) + ",".join(lines[-1].split(",")[: CELLS - 1]), ("refused", "file_cut_off")),
        (lambda lines: ended(lines) + "Source: case system, printed by the records team", ("accepted", "")),
    ],
)
def test_a_file_that_breaks_off_is_refused(
    settings: Settings, warehouse: Warehouse, change: Callable[[Lines], str], outcome: tuple[str, str]
) -> None:
    assert sent(settings, warehouse, change)[:2] == outcome
