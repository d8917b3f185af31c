"""Workbooks say what they were given, hold no formulas, and come out the same byte for byte."""

import datetime as dt
import stat
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from sscb_pipeline.reports.cells import LONGEST_TEXT, Chart, Col, Shown, plain
from sscb_pipeline.reports.workbook import Book, write_frame
from sscb_pipeline_tests.reports import opened

MADE_AT = dt.datetime(2017, 4, 7, 11, 30, tzinfo=dt.UTC)
NASTY = ["=1+1", '=HYPERLINK("http://x")', "+44 1483", "-1", "@SUM(A1)", "#N/A", "#REF!", "{=1}", "\tx", " x ", "00123", "1e5"]


def write(path: Path, rows: list[list[Any]], columns: list[Col] | None = None, charts: tuple[Chart, ...] = ()) -> Path:
    book = Book("A title & more", "OFFICIAL-SENSITIVE: a marking & more", "As at 7 April 2017", MADE_AT)
    page = book.page("Facts", "All the facts")
    page.table(columns or [Col("text"), Col("count", "whole"), Col("day", "day")], rows, nothing="No facts.", freeze=0)
    for chart in charts:
        page.chart(chart)
    return book.save(path)


def test_numbers_dates_and_words_are_read_back(tmp_path: Path) -> None:
    noon_in_july = dt.datetime(2017, 7, 1, 11, tzinfo=dt.UTC)
    path = write(
        tmp_path / "a.xlsx",
        [
            ["x", 812, dt.date(2017, 3, 31)],
            ["y", "awaiting police", None],
            [True, Shown(68.1, "decimal"), noon_in_july],
            [None, float("nan"), pd.NaT],
        ],
    )
    rows = opened.table(path, "Facts", "text")
    assert rows[0] == {"text": "x", "count": 812, "day": dt.datetime(2017, 3, 31)}
    assert rows[1] == {"text": "y", "count": "awaiting police", "day": None}
    assert rows[2] == {"text": "Yes", "count": 68.1, "day": dt.datetime(2017, 7, 1, 12)}
    sheet = openpyxl.load_workbook(path)["Facts"]
    assert [sheet.cell(6, 2).number_format, sheet.cell(8, 2).number_format] == ["#,##0", "#,##0.0"]
    assert [cell.value for cell in sheet[9]] == [None, None, None]


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "a.xlsx", [[text, text, text]])
    assert opened.formulas(path) == []
    cell = openpyxl.load_workbook(path)["Facts"].cell(6, 1)
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Facts").to_python()[5] == [text, text, text]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-16", exclude_categories=()), max_size=40))
def test_any_text_at_all_can_be_written_and_read(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "a.xlsx", [["first", f"x{text}x", text]])
        assert opened.formulas(path) == []
        read = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Facts").to_python()[5][1]
        assert read == plain(f"x{text}x").replace("_x005F_", "_")


def test_control_characters_and_half_characters_are_marked_not_lost() -> None:
    assert plain("a\x00b\x0bc\ud800d\r\ne") == "a\ufffdb\ufffdc\ufffdd\ne"


def test_an_escape_is_not_taken_for_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", [["_x0041_", None, None]])
    assert CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Facts").to_python()[5][0] == "_x0041_"


@pytest.mark.parametrize("letter", ["x", "\N{PILE OF POO}"])
def test_over_long_text_is_cut_and_says_so(tmp_path: Path, letter: str) -> None:
    path = write(tmp_path / "a.xlsx", [[letter * 40_000, None, None]])
    text = opened.table(path, "Facts", "text")[0]["text"]
    assert text.endswith("[cut here: a cell holds no more]")
    assert len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT
    assert plain("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


def test_no_rows_is_said_in_words(tmp_path: Path) -> None:
    assert "No facts." in opened.words(write(tmp_path / "a.xlsx", []), "Facts")


def test_the_marking_and_the_stamp_stand_on_every_page_on_screen_and_paper(tmp_path: Path) -> None:
    chart = Chart("Trend", "line", "children", ["Apr", "May"], {"Surrey": [1, 2]})
    book = openpyxl.load_workbook(write(tmp_path / "a.xlsx", [["x", 1, None]], charts=(chart,)))
    assert book.sheetnames == ["Facts", "Chart data"]
    for sheet in book:
        assert sheet["A2"].value == "OFFICIAL-SENSITIVE: a marking & more"
        assert sheet["A3"].value == "A title & more. As at 7 April 2017"
        assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL-SENSITIVE: a marking && more"
        assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("As at 7 April 2017", "Page &P of &N")
        assert (
            sheet.page_setup.orientation,
            str(sheet.page_setup.paperSize),
            sheet.sheet_properties.pageSetUpPr.fitToPage,
        ) == ("landscape", "9", True)
    assert (book["Facts"].freeze_panes, book["Facts"].print_title_rows) == ("A6", "$5:$5")


def test_a_header_is_never_longer_than_excel_allows(tmp_path: Path) -> None:
    book = Book("t", "M" * 300, "S" * 300, MADE_AT)
    book.page("Facts")
    for part in opened.parts(book.save(tmp_path / "a.xlsx"), "sheet1").values():
        for tag in ("oddHeader", "oddFooter"):
            assert len(part.split(f"<{tag}>")[1].split(f"</{tag}>")[0]) <= 255


def test_a_chart_draws_numbers_and_leaves_gaps(tmp_path: Path) -> None:
    line = Chart("Trend", "line", "children", ["Apr", "May", "Jun"], {"Surrey": [3, None, 5], "NE": [0, 1, 2]})
    path = write(tmp_path / "a.xlsx", [], charts=(line, Chart("Bars", "bar", "%", ["a"], {"x": [1.5]})))
    rows = opened.cells(path, "Chart data")
    at = next(n for n, row in enumerate(rows) if row[0] == "Trend")
    assert [row[:3] for row in rows[at + 1 : at + 5]] == [
        [None, "Surrey", "NE"],
        ["Apr", 3, 0],
        ["May", None, 1],
        ["Jun", 5, 2],
    ]
    charts = opened.parts(path, r"charts/chart\d\.xml")
    assert sorted(kind for xml in charts.values() for kind in ("lineChart", "barChart") if f"<{kind}>" in xml) == [
        "barChart",
        "lineChart",
    ]
    first = next(xml for xml in charts.values() if "lineChart" in xml)
    assert f"'Chart data'!$B${at + 3}:$B${at + 5}" in first
    assert 'dispBlanksAs val="gap"' in first
    assert 'delete val="1"' not in first


def test_choices_are_offered_in_the_cells_of_their_column(tmp_path: Path) -> None:
    columns = [Col("text"), Col("decision", "input", choices=("STAY", "CLOSE")), Col("x")]
    path = write(tmp_path / "a.xlsx", [["a", None, None], ["b", None, None]], columns)
    sheet = openpyxl.load_workbook(path)["Facts"]
    (check,) = sheet.data_validations.dataValidation
    assert (check.type, str(check.sqref), check.formula1) == ("list", "B6:B7", "=Codes!$A$2:$A$3")
    assert [row[0] for row in opened.cells(path, "Codes")] == ["choices", "STAY", "CLOSE"]


def test_the_same_content_gives_the_same_bytes_dated_by_the_data(tmp_path: Path) -> None:
    chart = Chart("Trend", "line", "children", ["Apr"], {"Surrey": [3]})
    one, other = (write(tmp_path / f"{n}.xlsx", [["x", 1, None]], charts=(chart,)) for n in "ab")
    assert one.read_bytes() == other.read_bytes()
    assert {member.date_time for member in zipfile.ZipFile(one).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert openpyxl.load_workbook(one).properties.modified == dt.datetime(2017, 4, 7, 12, 30)


def test_the_file_is_its_owners_alone_and_a_fault_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.xlsx", [["first", 1, None]])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    earlier = path.read_bytes()

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write(path, [["second", 2, None]])
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (earlier, [path])


def test_nothing_is_written_to_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """openpyxl's own writer puts each sheet into a temporary file first; killed, it leaves children's names there."""

    def refuse(suffix: str = "") -> str:
        raise AssertionError("a sheet was about to go through a temporary file")

    monkeypatch.setattr(openpyxl.worksheet._writer, "create_temporary_file", refuse)
    write(tmp_path / "a.xlsx", [["x", 1, None]])


def test_a_frame_is_written_with_its_columns(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "id": ["CP04", "=x"],
            "n": pd.array([812, None], dtype="Int64"),
            "value": [68.1, None],
            "day": [dt.date(2017, 3, 31)] * 2,
            "known_at": pd.to_datetime(["2017-07-01T11:00Z"] * 2),
        }
    )
    path = write_frame(frame, tmp_path / "figures.xlsx")
    rows = opened.cells(path, "Data")
    assert rows == [
        ["id", "n", "value", "day", "known_at"],
        ["CP04", 812, 68.1, dt.datetime(2017, 3, 31), dt.datetime(2017, 7, 1, 12)],
        ["=x", None, None, dt.datetime(2017, 3, 31), dt.datetime(2017, 7, 1, 12)],
    ]
    assert opened.formulas(path) == []
