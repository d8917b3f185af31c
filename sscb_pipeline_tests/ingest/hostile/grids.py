"""Sheets that reach far, hold too much, or only look as if they did."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from sscb_pipeline_tests.ingest.hostile.case import Case, Harmless
from sscb_pipeline_tests.ingest.hostile.packed import SHEET, TEXTS, Build, book, parts, shared, sheet
from sscb_pipeline_tests.ingest.hostile.zips import Member, member, repeated, write_zip
from sscb_pipeline_tests.ingest.written_as import AsSheet, write_as

FAR = "far outside the table"
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
HEADINGS = ["Surname", "Forename"]


def cell(address: str) -> str:
    """A row with this one filled cell."""
    return f'<row r="{address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}"><c r="{address}"><v>1</v></c></row>'


def far(*addresses: str) -> Build:
    """A1 and these cells."""
    return book({SHEET: sheet(ONE + "".join(map(cell, addresses)))})


def two_addresses(second: str) -> Build:
    """A cell that says where it stands twice: no XML, but it is read, and the last word counts."""
    return book({SHEET: sheet(f'{ONE}<row r="2"><c r="B2" {second}><v>1</v></c></row>')})


def of_rows(rows: Iterator[str]) -> Build:
    """A workbook whose sheet has these rows."""
    return lambda path: write_zip(path, [*(part for part in parts() if part.name != SHEET), member(SHEET, whole(rows))])


def whole(rows: Iterator[str]) -> bytes:
    return sheet("".join(rows)).encode()


def styled(rows: int, columns: str) -> Iterator[str]:
    """Rows of formatted cells without content, below one row that has some."""
    yield ONE
    for row in range(2, rows + 1):
        yield f'<row r="{row}">' + "".join(f'<c r="{column}{row}" s="1"/>' for column in columns) + "</row>"


def full(rows: int) -> Iterator[str]:
    """Rows of three filled cells."""
    for row in range(1, rows + 1):
        yield f'<row r="{row}"><c r="A{row}"><v>1</v></c><c r="B{row}"><v>2</v></c><c r="C{row}"><v>3</v></c></row>'


def one_text_many_times(path: Path) -> None:
    """300,000 cells that share one text of 32,000 letters: 9 GB once each has its own."""
    block = b'<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'
    many = repeated(SHEET, sheet("").split("</sheetData>")[0].encode(), block, 100_000, b"</sheetData></worksheet>")
    texts = member(TEXTS, shared("a" * 32_000).encode())
    write_zip(path, [*(part for part in parts() if part.name != SHEET), many, texts])


def millions_of_cells() -> Member:
    """17.6 million real cells in a file of a few hundred KB: 390 MB of them."""
    block = b'<row r="1">' + b'<c r="A1"><v>1</v></c>' * 200 + b"</row>"
    start = sheet("").split("</sheetData>")[0].encode()
    return repeated(SHEET, start, block, 88_000, b"</sheetData></worksheet>")


def chart_and_table(path: Path) -> None:
    with xlsxwriter.Workbook(path) as written:
        table = written.add_worksheet("Table")
        table.write_column("A1", [1, 2, 3])
        chart = written.add_chart({"type": "line"})
        chart.add_series({"values": "=Table!$A$1:$A$3"})
        written.add_chartsheet("Chart1").set_chart(chart)


def commented(path: Path) -> None:
    written = openpyxl.Workbook()
    written.active["A1"] = "x"
    written.active["A1"].comment = Comment("not read", "somebody")
    written.save(path)


def filtered(path: Path) -> None:
    with xlsxwriter.Workbook(path) as written:
        table = written.add_worksheet("Table")
        table.write_column("A1", ["Area", "NE", "SW"])
        table.autofilter("A1:A3")
        table.filter_column("A", "x == NE")
        table.set_row(2, options={"hidden": True})


def linked_elsewhere(path: Path) -> None:
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://a/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="r7" Type="http://a/externalLink" Target="externalLinks/externalLink1.xml"/>'
        '<Relationship Id="r8" Type="http://a/connections" Target="connections.xml"/></Relationships>'
    )
    book({"xl/_rels/workbook.xml.rels": links, SHEET: sheet(ONE)})(path)


def other_sheet(kind: str, folder: str) -> Build:
    """A workbook with a sheet of another kind beside the table."""
    listed = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
        '<sheet name="Other" sheetId="2" r:id="r2"/></sheets></workbook>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://a/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="http://a/{kind}" Target="{folder}/sheet2.xml"/></Relationships>'
    )
    return book(
        {"xl/workbook.xml": listed, "xl/_rels/workbook.xml.rels": links, SHEET: sheet(ONE), f"xl/{folder}/sheet2.xml": "<a/>"}
    )


CASES = (
    Case("two_corners.xlsx", far("XFD1048576"), "too_large", FAR),
    Case("last_row.xlsx", far("A1048576"), "too_large", FAR),
    Case("last_column.xlsx", far("XFD1"), "too_large", FAR),
    Case("row_beyond_all.xlsx", far("A4294967295"), "too_large", FAR),
    Case("column_beyond_all.xlsx", far("ZZZZZZ1"), "too_large", FAR),
    Case("thin_but_vast.xlsx", far("ZZ199999"), "too_large", FAR),
    Case("far_by_its_row_alone.xlsx", book({SHEET: sheet(ONE + '<row r="900000"><c><v>1</v></c></row>')}), "too_large", FAR),
    Case(
        "far_in_single_quotes.xlsx", book({SHEET: sheet(ONE + "<row r='2'><c r='XFD2'><v>1</v></c></row>")}), "too_large", FAR
    ),
    Case(
        "far_behind_its_style.xlsx",
        book({SHEET: sheet(ONE + '<row r="2"><c s="0" r="XFD2"><v>1</v></c></row>')}),
        "too_large",
        FAR,
    ),
    Case("two_addresses.xlsx", two_addresses('r="A4294967295"'), "too_large", FAR),
    Case("two_addresses_run_together.xlsx", two_addresses('"r="XFD1048576"'), "too_large", FAR),
    Case("two_addresses_in_single_quotes.xlsx", two_addresses("r='XFD1048576'"), "too_large", FAR),
    Case("millions_of_cells.xlsx", book(None, millions_of_cells()), "too_large", "more than 4,000,000 filled cells"),
    Case("one_text_many_times.xlsx", one_text_many_times, "too_large", "cells' texts come to more than 200 MB"),
)

HARMLESS = (
    Harmless("dimension_lies.xlsx", book({SHEET: sheet(ONE, '<dimension ref="A1:XFD1048576"/>')}), [[1]]),
    Harmless(
        "merged_all.xlsx", book({SHEET: sheet(ONE, "", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')}), [[1]]
    ),
    Harmless("formatted_to_the_bottom.xlsx", of_rows(styled(1_048_576, "AB")), [[1]]),
    Harmless("formatted_to_the_right.xlsx", of_rows(styled(400, ["A", "XFD"] * 400)), [[1]]),
    Harmless(
        "rows_without_cells.xlsx",
        book({SHEET: sheet(ONE + "".join(f'<row r="{n}" ht="15"/>' for n in range(2, 99_999)))}),
        [[1]],
    ),
    Harmless("long_and_honest.xlsx", of_rows(full(199_999)), None),
    Harmless("hidden_rows.xlsx", filtered, [["Area"], ["NE"], ["SW"]], notes=["filtered"]),
    Harmless("chart.xlsx", chart_and_table, [[1], [2], [3]], notes=["chart_sheet"]),
    Harmless("dialog.xlsx", other_sheet("dialogsheet", "dialogsheets"), [[1]], notes=["dialog_sheet"]),
    Harmless("macro_sheet.xlsx", other_sheet("xlMacrosheet", "macrosheets"), [[1]], notes=["macro_sheet"]),
    Harmless("comments.xlsx", commented, [["x"]], notes=["comments"]),
    Harmless("linked.xlsx", linked_elsewhere, [[1]], notes=["data_connections", "external_links"]),
    Harmless(
        "from_1904.xlsx", lambda path: write_as("xlsx", path, {"S": [[1]]}, from_1904=True), [[1]], notes=["dates_from_1904"]
    ),
    Harmless("headings_only.xlsx", lambda path: write_as("xlsx", path, {"S": [HEADINGS]}), [HEADINGS]),
    Harmless(
        "hidden_sheet.xlsx", lambda path: write_as("xlsx", path, {"S": AsSheet([[1]], "hidden"), "T": [[2]]}), [[1]], sheets=2
    ),
)
