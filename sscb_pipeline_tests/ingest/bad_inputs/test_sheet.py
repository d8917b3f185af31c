"""34 to 51: what goes wrong with a sheet as a whole.

Where the outcome is milder than a block, nothing is lost by it: two-line headings, sheets without rows beside filled ones and
totals are told apart for certain, counted and named.
"""

import datetime as dt

import pytest

from sscb_pipeline_tests.ingest.bad_inputs.books import (
    ROWS,
    Change,
    below,
    both,
    called,
    contacts,
    first_sheet,
    part,
    put,
    rows_in,
    rows_only,
    sheet_beside,
    sheet_out,
)
from sscb_pipeline_tests.ingest.bad_inputs.cases import (
    Case,
    Ingested,
    block,
    ignore,
    ignored,
    loaded,
    note,
    noted,
    queried,
    query,
    warn,
)

SHEET, LINKS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
BOOK, BOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def linked(links: str, kind: str, target: str, namespace: str = _RELATION) -> Change:
    """A relationship to a part of this kind."""
    start = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    link = f'<Relationship Id="r99" Type="{namespace}/{kind}" Target="{target}"/></Relationships>'
    return part(links, lambda old: (old or f"{start}</Relationships>").replace("</Relationships>", link))


def row_xml(row: str) -> Change:
    """A row of the sheet's XML below all others."""
    return part(SHEET, lambda old: old.replace("</sheetData>", f"{row}</sheetData>"))


CASES = [
    Case(34, "the sheet is called Sheet1", called("Sheet1"), loaded()),
    Case(34, "its name has capitals and a space behind it", called("MISSING "), loaded()),
    Case(34, "one of two sheets is not there", sheet_out("Contacts"),
         block("sheet_missing", "the sheet Contacts was not found; sheets found: Referrals"), contacts),
    Case(35, "two sheets hold the table", sheet_beside("Sheet2", "Missing"),
         loaded(queried("", "sheet_not_loaded", "holds the table Missing too", "Sheet2"))),
    Case(35, "two sheets hold the table, neither under its name",
         both(sheet_beside("Sheet2", "Missing"), called("Sheet1")),
         block("two_sheets_match", "'Sheet1' and 'Sheet2' both hold the table Missing")),
    Case(36, "last month's table on a hidden sheet", sheet_beside("Old", "Missing", "hidden"),
         loaded(queried("", "hidden_sheet", "hidden sheets are not read", "Old"))),
    Case(36, "all data on a very hidden sheet",
         both(first_sheet(visibility="very_hidden"), sheet_beside("Notes", [["See the next sheet"]])),
         block("not_recognised", "Hidden sheets are not read: 'Missing'")),
    Case(37, "a table of another kind beside it", sheet_beside("Rota", [["Week", "Name", "Shift"]] * 5),
         loaded(queried("", "sheet_not_loaded", "was not loaded", "sheet 2"))),
    Case(37, "a cover sheet beside it", sheet_beside("Cover", [["Prepared by the data team"]]),
         loaded(noted("", "notes_sheet", "holds notes", "Cover"))),
    Case(38, "a chart sheet beside it",
         both(part(BOOK, lambda old: old.replace("</sheets>", '<sheet name="Chart1" sheetId="9" r:id="r99"/></sheets>')),
              linked(BOOK_LINKS, "chartsheet", "chartsheets/sheet1.xml"),
              part("xl/chartsheets/sheet1.xml", lambda _: "<chartsheet/>")),
         note("", "chart_sheet", "is a chart")),
    Case(38, "a sheet of old macros beside it",
         both(part(BOOK, lambda old: old.replace("</sheets>", '<sheet name="Macro1" sheetId="9" r:id="r99"/></sheets>')),
              linked(BOOK_LINKS, "xlMacrosheet", "macrosheets/sheet1.xml", "http://schemas.microsoft.com/office/2006/relationships"),
              part("xl/macrosheets/sheet1.xml", lambda _: "<macrosheet/>")),
         warn("", "macro_sheet", "macros of Excel 4")),
    Case(39, "no sheet has any cell", both(sheet_beside("Empty", []), sheet_out("Missing")),
         block("empty_file", "no rows at all")),
    Case(39, "headings and no row, in a first month: an honest empty return", rows_only(0), loaded(), rows=0),
    Case(40, "'Nil return' below the headings", both(rows_only(0), below(["Nil return"])),
         ignore("row 2", "nil_return", "nothing to report"), rows=0),
    Case(41, "'Nil return' and rows", below(["Nil return"]), block("nil_and_rows", "says that it is a nil return", "Missing")),
    Case(42, "formatting down to row 1,048,576",
         row_xml('<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row>'),
         loaded()),
    Case(43, "cells A1 and XFD1048576 hold something",
         row_xml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), block("too_large", "")),
    Case(44, "two rows of a column merged", first_sheet(merged=[(5, 9, 6, 9)]), block("merged_cells", "merged", "I5")),
    Case(45, "three rows of title above the headings", rows_in(1, ["Missing report"], [], ["Surrey Police", "November"]),
         loaded()),
    Case(45, "a merged title above the headings", both(rows_in(1, ["Missing report"]), first_sheet(merged=[(1, 1, 1, 8)])),
         loaded()),
    Case(45, "the headings below fifty rows of notes", rows_in(1, *[["Note", "Read me", "Again"]] * 50),
         block("not_recognised", "No sheet holds the headings")),
    Case(46, "a total at the bottom", below([], ["Total", ROWS]),
         ignore("row 23", "total_row", "totals, not a record", ignored("row 22", "blank_row", "blank"))),
    Case(46, "a total at the top", rows_in(2, ["Grand Total", None, ROWS]), ignore("row 2", "total_row", "totals")),
    Case(47, "a second table of other headings below",
         below([], ["Crime ref", "Recorded date", "HO offence code", "Area"], ["K1", "11/11/2016", "022/00", "NE"]),
         block("two_tables", "a second table with headings of its own begins at row 23")),
    Case(47, "a second table beside the first, with headings of the first",
         put("W1", "Risk", "X1", "Count", "W2", "LOW", "X2", 3, "W3", "HIGH", "X3", 4),
         block("column_repeated", "a heading stands twice: column W, 'Risk'")),
    Case(48, "five rows filtered out",
         both(first_sheet(hidden_rows=[(4, 8)]),
              part(SHEET, lambda old: old.replace(
                  "</sheetData>", '</sheetData><autoFilter ref="A1:T21"><filterColumn colId="9"/></autoFilter>'))),
         query("", "hidden_rows_included", "5 hidden or filtered-out rows were read like the others",
               queried("", "filtered", "filtered"))),
    Case(48, "one row hidden", first_sheet(hidden_rows=[(4, 4)]),
         query("", "hidden_rows_included", "1 hidden or filtered-out row was read")),
    Case(49, "values taken from another workbook", linked(BOOK_LINKS, "externalLink", "externalLinks/externalLink1.xml"),
         warn("", "external_links", "they may be old")),
    Case(49, "a table filled from a database", linked(BOOK_LINKS, "connections", "connections.xml"),
         warn("", "data_connections", "they may be old")),
    Case(50, "comments beside cells", linked(LINKS, "comments", "../comments1.xml"), warn("", "comments", "not read")),
    Case(51, "days counted from 1904", lambda book: setattr(book, "from_1904", True),
         note("", "dates_from_1904", "from 1904"),
         stored={"K2": dt.datetime(2016, 11, 2, 10)}),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sheet_gone_wrong(case: Case, ingested: Ingested) -> None:
    ingested.check(case)
