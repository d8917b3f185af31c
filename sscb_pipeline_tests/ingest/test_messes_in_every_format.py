"""What people leave on a sheet beside the table, in every format a workbook can have: the same rows, the same words."""

import datetime as dt
import struct
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sscb_pipeline.ingest.how_read import tell_how_it_was_read
from sscb_pipeline_tests.ingest.reading_back import plain, read_back
from sscb_pipeline_tests.ingest.written_as import AsSheet, write_as
from sscb_pipeline_tests.ingest.written_xlsb import record
from sscb_pipeline_tests.workbooks import episode

FORMATS = ("xlsx", "xlsm", "xlsb", "xls", "ods")
NAME = "SyP_missing-u18_2016-11"
EPISODES = [episode(number, dob=dt.date(2003, 5, number)) for number in range(1, 13)]
COLUMNS = list(EPISODES[0])
HEADINGS = [name.replace("_", " ") for name in COLUMNS]
TABLE = [HEADINGS, *([row[name] for name in COLUMNS] for row in EPISODES)]
Sheets = dict[str, AsSheet]


def titles() -> Sheets:
    return {"Missing": AsSheet([["Missing children"], ["Data as at 30/11/2016"], [], *TABLE])}


def merged_title() -> Sheets:
    return {"Missing": AsSheet([["Missing children", *[None] * 5], *TABLE], merged=[(1, 1, 1, 6)])}


def hidden_copy() -> Sheets:
    return {"Missing": AsSheet(TABLE), "Missing (2)": AsSheet(TABLE, "hidden")}


def filtered_rows() -> Sheets:
    return {"Missing": AsSheet(TABLE, hidden_rows=[(3, 5), (9, 9)])}


def blank_then_data() -> Sheets:
    return {"Missing": AsSheet([*TABLE[:7], *[[]] * 500, *TABLE[7:]])}


def not_at_a1() -> Sheets:
    return {"Missing": AsSheet([[], [], *([None, None, *row] for row in TABLE)])}


MESSES: dict[str, tuple[Callable[[], Sheets], set[tuple[str, str]], int, list[int]]] = {
    "titles": (titles, set(), 0, list(range(5, 17))),
    "a merged title": (merged_title, set(), 0, list(range(3, 15))),
    "a hidden copy": (hidden_copy, {("query", "hidden_sheet")}, 0, list(range(2, 14))),
    "filtered rows": (filtered_rows, {("query", "hidden_rows_included")}, 0, list(range(2, 14))),
    "500 blank rows, then data": (blank_then_data, {("ignored", "blank_row")}, 500, [*range(2, 8), *range(508, 514)]),
    "a table that begins at C3": (not_at_a1, set(), 0, list(range(4, 16))),
}
"""Mess -> how it is made, what is told of it, rows left out, and the sheet rows of the twelve records."""


def told(path: Path) -> tuple[Any, list[tuple[str, str]]]:
    """The one sheet that is read, and (strength, rule) of all that is told but which row the heading was."""
    found, (conformed,) = read_back(path)
    tell_how_it_was_read(conformed)
    said = [(f.strength, f.rule) for f in conformed.told] + [(left.strength, left.rule) for left in found.left]
    said += [(f.strength, f.rule) for findings in conformed.refused.values() for f in findings]
    said += [(f.strength, f.rule) for findings in conformed.queries.values() for f in findings]
    return conformed, [one for one in said if one != ("note", "heading_found")]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("mess", MESSES)
def test_the_same_mess_is_read_alike_in_every_format(tmp_path: Path, kind: str, mess: str) -> None:
    make, says, left_out, rows = MESSES[mess]
    conformed, said = told(write_as(kind, tmp_path / f"{NAME}.{kind}", make()))
    assert Counter(said) == Counter(says)
    assert list(conformed.frame.index) == rows
    assert (conformed.rows_read, conformed.ignored_count) == (12 + left_out, left_out)
    assert [plain(value) for value in conformed.frame["misper_ref"]] == [row["misper_ref"] for row in EPISODES]
    assert [plain(value) for value in conformed.frame["missing_from_at"]] == [row["missing_from_at"] for row in EPISODES]


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The zip with one part changed."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, change(data) if name == part else data)
    return path


def formatted_to_the_bottom(kind: str, path: Path) -> Path:
    """The table in a sheet whose cells are formatted, and empty, down to the last row there is."""
    if kind == "xls":
        return write_as(kind, path, {"Missing": [*TABLE, *[[]] * (65_535 - len(TABLE)), [""]]})
    write_as(kind, path, {"Missing": TABLE})
    if kind == "ods":
        rows = (
            b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:style-name="b" '
            b'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        )
        return rewritten(path, "content.xml", lambda data: data.replace(b"</table:table>", rows))
    if kind == "xlsb":
        row = record(0, struct.pack("<IIH", 1_048_575, 0, 300) + bytes(3) + struct.pack("<III", 1, 0, 0))
        blank = record(1, struct.pack("<I", 0) + bytes([1, 0, 0, 0]))
        end = record(146)
        return rewritten(path, "xl/worksheets/sheet1.bin", lambda data: data.replace(end, row + blank + end))
    rows = b'<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row></sheetData>'
    return rewritten(path, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"</sheetData>", rows))


@pytest.mark.parametrize("kind", FORMATS)
def test_formatting_down_to_the_last_row_is_no_row(tmp_path: Path, kind: str) -> None:
    conformed, said = told(formatted_to_the_bottom(kind, tmp_path / f"{NAME}.{kind}"))
    assert (conformed.rows_read, conformed.ignored_count, said) == (12, 0, [])
