"""One table, every format: the same cells come out, and what a reader would leave out is told."""

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sscb_pipeline.ingest.grid import unpack_file
from sscb_pipeline.ingest.packing import pack_file, packed_answer
from sscb_pipeline_tests.ingest.formats_read import read, refusal
from sscb_pipeline_tests.ingest.written_as import (
    KINDS,
    WORKBOOKS,
    AsSheet,
    ErrorCell,
    FormulaCell,
    SerialCell,
    as_text,
    write_as,
)
from sscb_pipeline_tests.ingest.written_ods import content_around, write_content
from sscb_pipeline_tests.ingest.written_protected import protect

KNOWN_DAY = dt.date(2016, 11, 30)
KNOWN_MOMENT = dt.datetime(2016, 11, 30, 14, 30, 15)


def as_moment(cell: Any) -> Any:
    """A day as the moment it begins: formats differ in which of the two they keep."""
    return dt.datetime.combine(cell, dt.time()) if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime) else cell


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize("kind", WORKBOOKS)
def test_cells_arrive_as_what_they_are_at_their_place(tmp_path: Path, kind: str, from_1904: bool) -> None:
    rows = [
        [],
        [None, "text", "two\nlines", "  spaced  out ", 4, -7.5, True, False],
        [None, KNOWN_DAY, KNOWN_MOMENT, dt.time(9, 30), dt.timedelta(hours=36), 9434765919],
    ]
    path = write_as(kind, tmp_path / "a", {"One": rows, "Two & more": [["x"]]}, from_1904=from_1904)
    whole = read(path)
    one, two = whole.sheets
    assert whole.kind == kind
    assert one.rows[0] == [""] * 8
    assert one.rows[1] == ["", "text", "two\nlines", "  spaced  out ", 4, -7.5, True, False]
    assert [as_moment(cell) for cell in one.rows[2][:6]] == [
        "",
        dt.datetime(2016, 11, 30),
        KNOWN_MOMENT,
        dt.time(9, 30),
        dt.timedelta(hours=36),
        9434765919,
    ]
    assert isinstance(one.rows[1][6], bool)
    assert (two.name, two.rows) == ("Two & more", [["x"]])
    assert ("dates_from_1904" in whole.notes) == from_1904


@pytest.mark.parametrize("kind", KINDS)
def test_error_cells_are_blind(tmp_path: Path, kind: str) -> None:
    path = write_as(kind, tmp_path / "a", {"S": [["a", "b", "c"], ["x", ErrorCell("#REF!"), ErrorCell()], [ErrorCell()]]})
    (sheet,) = read(path).sheets
    assert sheet.blind == dict.fromkeys([(2, 2), (2, 3), (3, 1)], "formula_error")
    assert sheet.rows == [["a", "b", "c"], ["x", "", ""], ["", "", ""]]


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "ods", "xls"])
def test_formulas_that_were_never_calculated_are_blind(tmp_path: Path, kind: str) -> None:
    path = write_as(kind, tmp_path / "a", {"S": [["a"], ["x", FormulaCell()]]})
    (sheet,) = read(path).sheets
    assert sheet.blind == {(2, 2): "formula_not_calculated"}
    assert sheet.rows[1] == ["x", ""]


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "ods"])
def test_formulas_with_a_saved_value_give_it_and_an_empty_text_is_one(tmp_path: Path, kind: str) -> None:
    path = write_as(kind, tmp_path / "a", {"S": [[FormulaCell(5), FormulaCell("five"), FormulaCell(""), "end"]]})
    (sheet,) = read(path).sheets
    assert (sheet.rows, sheet.blind) == ([[5, "five", "", "end"]], {})


def test_a_zero_beside_a_formula_that_its_writer_never_calculated_is_no_value(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        sheet.write_formula("A1", "=6*7")
        sheet.write_formula("B1", "=6*7", None, 42)
        sheet.write_number("C1", 0)
    (read_sheet,) = read(path).sheets
    assert read_sheet.blind == {(1, 1): "formula_not_calculated"}
    assert read_sheet.rows == [["", 42, 0]]


def test_a_formula_openpyxl_wrote_is_blind(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["x", "=1+1", "end"])
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").sheets[0].blind == {(1, 2): "formula_not_calculated"}


def test_a_part_that_is_looked_at_with_its_sheet_may_be_damaged(tmp_path: Path) -> None:
    """The second sheet's links are in an encoding that nobody knows: seen only once the first sheet was read."""
    path = write_as("xlsx", tmp_path / "a", {"S": [["A"], ["B"]], "T": [["C"]]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet2.xml.rels", '<?xml version="1.0" encoding="UTF-1"?><Relationships/>')
    assert refusal(path).rule == "damaged"


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "xls"])
def test_the_29th_of_february_1900_is_no_date(tmp_path: Path, kind: str) -> None:
    cells = [SerialCell(60), SerialCell(61), SerialCell(1), SerialCell(0.5), SerialCell(2_958_466)]
    path = write_as(kind, tmp_path / "a", {"S": [cells]})
    (sheet,) = unpack_file(packed_answer(pack_file(read(path))))
    assert sheet.blind == {(1, 1): "date_impossible"}
    assert sheet.row(0) == ["", dt.datetime(1900, 3, 1), dt.datetime(1900, 1, 1), dt.timedelta(hours=12), 2_958_466]


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "xls"])
def test_in_the_1904_system_day_60_is_a_day(tmp_path: Path, kind: str) -> None:
    path = write_as(kind, tmp_path / "a", {"S": [[SerialCell(60), SerialCell(59)]]}, from_1904=True)
    (sheet,) = read(path).sheets
    assert [as_moment(cell) for cell in sheet.rows[0]] == [dt.datetime(1904, 3, 1), dt.datetime(1904, 2, 29)]
    assert sheet.blind == {}


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_hidden_rows_and_sheets_and_merged_ranges_are_told(tmp_path: Path, kind: str) -> None:
    rows = [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"], ["7"]]
    sheets = {
        "Open": AsSheet(rows, hidden_rows=[(2, 3), (5, 5)], merged=[(7, 1, 8, 2)]),
        "Shut": AsSheet([["s"]], "hidden"),
        "Locked": AsSheet([["s"]], "very_hidden"),
    }
    whole = read(write_as(kind, tmp_path / "a", sheets))
    assert [sheet.visibility for sheet in whole.sheets] == ["visible", "hidden", "hidden" if kind == "ods" else "very_hidden"]
    assert whole.sheets[0].hidden_rows == [(2, 3), (5, 5)]
    assert len(whole.sheets[0].rows) == 5
    if kind != "ods":  # LibreOffice keeps a merge with its cell, and rows 7 and 8 have none
        assert whole.sheets[0].merged == [(7, 1, 8, 2)]


def test_a_merge_in_ods_is_told(tmp_path: Path) -> None:
    path = write_as("ods", tmp_path / "a", {"S": AsSheet([["a", "b"], ["c"]], merged=[(1, 1, 2, 2)])})
    assert read(path).sheets[0].merged == [(1, 1, 2, 2)]


@pytest.mark.parametrize("kind", WORKBOOKS)
@pytest.mark.parametrize("ending", ["xlsx", "xls", "csv", "txt"])
def test_the_ending_is_never_asked(tmp_path: Path, kind: str, ending: str) -> None:
    assert read(write_as(kind, tmp_path / f"a.{ending}", {"S": [["x"]]})).kind == kind


def test_macros_are_told(tmp_path: Path) -> None:
    assert read(write_as("xlsm", tmp_path / "a", {"S": [["x"]]})).notes == ["has_macros"]


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "xlsb", "xls"])
def test_an_agreed_password_opens(tmp_path: Path, kind: str) -> None:
    path = protect(write_as(kind, tmp_path / "a", {"S": [["x", 1]] * 400}), "the agreed one")
    whole = read(path, ["last year's", "the agreed one"])
    assert (whole.kind, "was_protected" in whole.notes) == (kind, True)
    assert whole.sheets[0].rows == [["x", 1]] * 400
    assert "no agreed password opens it" in str(refusal(path, ["another"]))
    none = refusal(path)
    assert (none.rule, "none has been agreed" in str(none)) == ("password_protected", True)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_workbook_only_marked_read_only_asks_for_none(tmp_path: Path, kind: str) -> None:
    assert read(protect(write_as(kind, tmp_path / "a", {"S": [["x"]]}), "VelvetSweatshop")).sheets[0].rows == [["x"]]


def test_nothing_unprotected_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [protect(write_as(kind, tmp_path / kind, {"S": [["x"]]}), "pw") for kind in ("xlsx", "xlsb", "xls")]
    monkeypatch.setenv("TMPDIR", str(tmp_path / "missing"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert [read(path, ["pw"]).sheets[0].rows for path in paths] == [[["x"]]] * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_tables(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["Surname", "Note"], ["Zoë", f"a{separator}b\r\nand “more” – £5"], ["O'Neil", 'said "no"']]
    (tmp_path / "a.csv").write_bytes(as_text(rows, encoding, separator))
    whole = read(tmp_path / "a.csv")
    assert whole.sheets[0].rows == rows
    assert whole.notes == (["read_as_cp1252"] if encoding == "cp1252" else [])


def test_a_text_table_may_have_titles_blank_lines_and_say_its_separator(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Contacts, November 2016\n\nName;Born;Area\nA;1;NE\nB;2;SW\n\n\n")
    assert read(tmp_path / "a.csv").sheets[0].rows == [
        ["Contacts, November 2016", "", ""],
        ["", "", ""],
        ["Name", "Born", "Area"],
        ["A", "1", "NE"],
        ["B", "2", "SW"],
    ]
    (tmp_path / "b.csv").write_text("sep=|\nName|Born\nA|1\n")
    assert read(tmp_path / "b.csv").sheets[0].rows == [["", ""], ["Name", "Born"], ["A", "1"]]


def test_a_quotation_mark_that_never_closes_is_refused_not_swallowed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('Name,Place\nA,"The Limes\nB,Guildford\nC,Woking\n')
    assert refusal(tmp_path / "a.csv").rule == "quotation_marks"


def test_what_libreoffice_writes_for_an_empty_result_and_for_yes(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
        '<table:table-cell table:formula="of:=TRUE()" office:value-type="float" office:value="1"><text:p>TRUE</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=1+1"/>'
    )
    sheet = f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>'
    path = write_content(tmp_path / "a.ods", content_around(sheet))
    (read_sheet,) = read(path).sheets
    assert read_sheet.rows == [["", True, ""]]
    assert read_sheet.blind == {(1, 3): "formula_not_calculated"}


@pytest.mark.parametrize("kind", KINDS)
def test_limits_hold_in_every_format(tmp_path: Path, kind: str) -> None:
    path = write_as(kind, tmp_path / "a", {"S": [["a", "b", "c"]] * 40})
    assert len(read(path, rows=40, columns=3, cells=120, grid_cells=120).sheets[0].rows) == 40
    for limit in ({"rows": 39}, {"columns": 2}, {"file_bytes": 100}):
        assert refusal(path, **limit).rule == "too_large", limit
    assert refusal(path, grid_cells=100).rule == "too_large"
    if kind != "xls":  # an .xls cannot hold more than we take
        assert refusal(path, cells=75).rule == "too_large"
    if kind in ("xlsb", "xls", "ods"):  # where one text may stand in many cells; .xlsx: hostile/grids.py
        many = write_as(kind, tmp_path / "b", {"S": [["abc" * 99]] * 40})
        assert refusal(many, text_bytes=10_000).rule == "too_large"


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1, max_size=12).filter(
        lambda text: text == text.strip()
    ),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2099, 12, 31)).map(lambda moment: moment.replace(microsecond=0)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8))
@pytest.mark.parametrize("kind", WORKBOOKS)
def test_any_rows_come_back_from_any_format(tmp_path: Path, kind: str, rows: list[list[Any]]) -> None:
    (sheet,) = read(write_as(kind, tmp_path / "a", {"S": rows})).sheets
    read_back = [[as_moment(cell) for cell in row] for row in sheet.rows]
    width = max([0, *(position + 1 for row in rows for position, cell in enumerate(row) if cell != "")])
    wanted = [row[:width] + [""] * (width - len(row)) for row in rows]
    assert read_back == wanted
    assert sheet.blind == {}
