"""Which return, which month, which part: content first, file name second, doubt asks one question."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.grid import RawSheet, unpack_file
from sscb_pipeline.ingest.recognise import Recognised, recognise
from sscb_pipeline.ingest.workbook import reading
from sscb_pipeline.settings import ReadingLimits
from sscb_pipeline_tests.workbooks import episode, episodes, return_workbook, workbook

TODAY = dt.date(2017, 5, 2)


def raw(path: Path) -> list[RawSheet]:
    with reading(ReadingLimits()) as reader:
        return unpack_file(reader.read(path))


def recognised(path: Path, file_name: str | None = None) -> Recognised:
    return recognise(file_name or path.name, raw(path), TODAY)


def refused(path: Path, file_name: str | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as told:
        recognised(path, file_name)
    return told.value


def test_the_agreed_name_and_headings(tmp_path: Path) -> None:
    found = recognised(return_workbook(tmp_path, "pol_missing", "2016-11", episodes(3)))
    assert (found.declared.name, found.month, found.part) == ("pol_missing", "2016-11", "")


def test_content_is_enough_when_the_name_says_nothing(tmp_path: Path) -> None:
    path = return_workbook(
        tmp_path, "pol_missing", "2016-11", episodes(3), titles=["Data as at 30/11/2016", "", "Surrey Police"]
    )
    found = recognised(path, "Book1.xlsx")
    assert (found.declared.name, found.month) == ("pol_missing", "2016-11")
    assert found.tables[0].heading_row == 3


def test_reordered_and_unknown_columns(tmp_path: Path) -> None:
    row = episode(1)
    columns = ["comments", *reversed(list(row))]
    path = workbook(
        tmp_path / "SyP_missing-u18_2016-11.xlsx",
        {"Sheet1": [[c.upper().replace("_", " ") for c in columns], [row.get(c) for c in columns]]},
    )
    table = recognised(path).tables[0]
    assert table.columns["misper_ref"] == len(columns) - 1
    assert table.unknown == (0,)


def test_a_required_heading_that_is_missing_is_named(tmp_path: Path) -> None:
    row = {name: value for name, value in episode(1).items() if name != "category"}
    path = workbook(tmp_path / "SyP_missing-u18_2016-11.xlsx", {"Missing": [list(row), list(row.values())]})
    told = refused(path)
    assert told.rule == "column_missing"
    assert "Category" in told.what_happened


def test_a_near_miss_is_not_used(tmp_path: Path) -> None:
    row = {("risky" if name == "risk" else name): value for name, value in episode(1).items()}
    assert (
        refused(workbook(tmp_path / "SyP_missing-u18_2016-11.xlsx", {"M": [list(row), list(row.values())]})).rule
        == "column_missing"
    )


@pytest.mark.parametrize(
    ("file_name", "title", "rule"),
    [
        ("Book1.xlsx", "Surrey Police", "month_unclear"),
        ("SyP_missing-u18_2016-12.xlsx", "Data as at 30/11/2016", "month_unclear"),
        ("SyP_missing-u18_2017-06.xlsx", "Surrey Police", "month_not_begun"),
        ("SyP_missing-u18_2015-03.xlsx", "Surrey Police", "month_too_early"),
        ("SCC_cse-risk_2016-11.xlsx", "Surrey Police", "return_unclear"),
    ],
)
def test_doubt_asks_one_question(tmp_path: Path, file_name: str, title: str, rule: str) -> None:
    told = refused(return_workbook(tmp_path, "pol_missing", "2016-11", episodes(2), titles=[title]), file_name)
    assert told.rule == rule
    assert told.what_to_do


def test_unrecognised_and_empty_workbooks(tmp_path: Path) -> None:
    assert (
        refused(workbook(tmp_path / "SyP_missing-u18_2016-11.xlsx", {"S": [["Rota", "Week"], ["A", "B"]]})).rule
        == "not_recognised"
    )
    assert refused(workbook(tmp_path / "x_2016-11.xlsx", {"S": []})).rule == "empty_file"


def test_a_declared_sheet_that_is_missing_is_named(tmp_path: Path) -> None:
    path = return_workbook(tmp_path, "cs_cin_cpp", "2016-11", {})
    sheets = [sheet for sheet in raw(path) if sheet.name != "CIN"]
    with pytest.raises(FileRefused, match="CIN") as told:
        recognise(path.name, sheets, TODAY)
    assert told.value.rule == "sheet_missing"


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    sheets = [replace(sheet, visible=False) for sheet in raw(return_workbook(tmp_path, "pol_missing", "2016-11", episodes(1)))]
    with pytest.raises(FileRefused) as told:
        recognise("SyP_missing-u18_2016-11.xlsx", sheets, TODAY)
    assert told.value.rule in ("not_recognised", "sheet_missing")


def test_the_part_stands_in_the_name(tmp_path: Path) -> None:
    path = return_workbook(tmp_path, "cs_maecc", "2016-11", {}, file_name="SCC_maecc_SW_2016-11-17.xlsx")
    found = recognised(path)
    assert (found.declared.name, found.month, found.part) == ("cs_maecc", "2016-11", "SW")
