"""The reading child: what honest files give, and that hostile ones cost a sentence, not the process."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.grid import RawSheet, unpack_file
from sscb_pipeline.ingest.workbook import Reader, reading
from sscb_pipeline.settings import ReadingLimits
from sscb_pipeline_tests.workbooks import workbook

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by_hand(path: Path, sheet: str, extra: dict[str, str] | None = None) -> Path:
    """A workbook of one sheet, its XML written by hand."""
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": links.format(f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": links.format(
            f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{sheet}</sheetData></worksheet>',
        **(extra or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def read(path: Path, reader: Reader | None = None) -> list[RawSheet]:
    if reader:
        return unpack_file(reader.read(path))
    with reading(ReadingLimits()) as own:
        return unpack_file(own.read(path))


def refusal(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read(path)
    return refused.value


def test_cells_arrive_as_what_they_are_at_their_place(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"One": [[], [None, "text", 4, dt.datetime(2016, 4, 3), True, dt.time(9, 30)]], "Two": [["x"]]}
    )
    one, two = read(path)
    assert one.row(1)[1:] == ["text", 4.0, dt.datetime(2016, 4, 3), True, dt.timedelta(hours=9, minutes=30)]
    assert one.row(0) == [""] * 6
    assert (two.name, list(two.rows(9))) == ("Two", [["x"]])


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("cp1252", "\t"), ("utf-16", ",")])
def test_text_tables(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(f"Surname{separator}Forename\r\nZo\u00eb{separator}Madeup".encode(encoding))
    assert list(read(path)[0].rows(9)) == [["Surname", "Forename"], ["Zo\u00eb", "Madeup"]]


def test_error_cells_and_formulas_without_a_value_are_noticed(tmp_path: Path) -> None:
    path = by_hand(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v>2</v></c></row>',
    )
    assert read(path)[0].blind == {(1, 1): "formula_error", (1, 2): "formula_not_calculated"}


def test_a_prefix_in_the_xml_hides_nothing(tmp_path: Path) -> None:
    row = '<x:row r="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    path = by_hand(tmp_path / "a.xlsx", "", {"xl/worksheets/sheet1.xml": sheet})
    assert read(path)[0].blind == {(1, 1): "formula_error"}


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.xlsx", b"", "empty_file"),
        ("text.xlsx", b"only a sentence", "not_a_workbook"),
        ("page.xls", b"<html><table></table></html>", "not_a_workbook"),
        ("paper.xlsx", b"%PDF-1.7 ...", "not_a_workbook"),
        ("old.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2_000, "damaged"),
        ("zeros.xlsx", b"PK\x03\x04" + b"\0" * 5_000, "damaged"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, name: str, content: bytes, rule: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name).rule == rule


def test_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["a"] * 20] * 200})
    path.write_bytes(path.read_bytes()[:-400])
    assert refusal(path).rule == "damaged"


@pytest.mark.parametrize(
    ("sheet", "extra", "rule"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', {}, "too_large"),
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row>', {}, "too_large"),
        ('<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>', {}, "too_large"),
        (
            "",
            {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="1" uniqueCount="4294967295"><si><t>a</t></si></sst>'},
            "hostile",
        ),
        ("", {"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'}, "hostile"),
        ("", {"xl/../../escape.xml": "<a/>"}, "hostile"),
    ],
)
def test_hostile_workbooks_are_refused_before_they_are_parsed(
    tmp_path: Path, sheet: str, extra: dict[str, str], rule: str
) -> None:
    assert refusal(by_hand(tmp_path / "a.xlsx", sheet, extra)).rule == rule


def test_a_bomb_is_refused_by_what_it_says_it_unpacks_to(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "a.xlsx", "", {"xl/worksheets/sheet2.xml": " " * (410 * 2**20)})
    assert refusal(path).rule == "too_large"


def test_a_file_that_kills_the_child_costs_only_itself(tmp_path: Path) -> None:
    """A grid that passes the scan but asks for more memory than the child may have: the next file is read all the same."""
    deadly = by_hand(
        tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row><row r="199999"><c r="ZZ199999"><v>1</v></c></row>'
    )
    good = workbook(tmp_path / "b.xlsx", {"S": [["still here"]]})
    with reading(ReadingLimits()) as reader:
        with pytest.raises(FileRefused) as refused:
            reader.read(deadly)
        assert refused.value.rule in ("reader_died", "too_large")
        assert list(read(good, reader)[0].rows(9)) == [["still here"]]


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    good = workbook(tmp_path / "b.xlsx", {"S": [["x"]]})
    with reading(ReadingLimits(seconds=0)) as reader, pytest.raises(FileRefused) as refused:
        reader.read(good)
    assert refused.value.rule == "reader_died"
