"""Writes .xlsx by hand, so that a test can leave out a formula's value or hide a row and knows what stands in the file."""

import datetime as dt
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from sscb_pipeline.ingest.preflight import column_letters

if TYPE_CHECKING:
    from sscb_pipeline_tests.ingest.written_as import AsBook, AsSheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="hh:mm:ss"/>'
    '<numFmt numFmtId="167" formatCode="[h]:mm:ss"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>'
)


def style_of(cell: Any) -> int:
    """Which of the five cell formats shows this cell: plain, date, date and time, time, span."""
    match cell:
        case dt.datetime():
            return 2
        case dt.time():
            return 3
        case dt.timedelta():
            return 4
        case dt.date():
            return 1
    return 1 if hasattr(cell, "serial") else 0


def links(*each: tuple[str, str, str]) -> str:
    """A relationships part of (id, type, target)."""
    inside = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in each)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def members_of(book: "AsBook") -> dict[str, str]:
    """Every part of the workbook, by its name in the zip."""
    count = len(book.sheets)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="r{number}"{_state(sheet)}/>'
        for number, (name, sheet) in enumerate(book.sheets.items(), 1)
    )
    properties = '<workbookPr date1904="1"/>' if book.from_1904 else ""
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": links(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": links(
            *((f"r{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)),
            ("r0", "styles", "styles.xml"),
        ),
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": _sheet(book, sheet) for n, sheet in enumerate(book.sheets.values(), 1)},
    }


def write_xlsx(path: Path, book: "AsBook") -> None:
    """The workbook, from its parts."""
    write_members(path, members_of(book))


def write_members(path: Path, members: dict[str, str]) -> Path:
    """A zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def _state(sheet: "AsSheet") -> str:
    return {"visible": "", "hidden": ' state="hidden"', "very_hidden": ' state="veryHidden"'}[sheet.visibility]


def _sheet(book: "AsBook", sheet: "AsSheet") -> str:
    hidden = {number for first, last in sheet.hidden_rows for number in range(first, last + 1)}
    rows = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(
            _cell(book, f"{column_letters(position)}{number}", cell) for position, cell in enumerate(row, 1) if cell is not None
        )
        rows.append(f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if number in hidden else ""}>{cells}</row>')
    ranges = "".join(
        f'<mergeCell ref="{column_letters(left)}{top}:{column_letters(right)}{bottom}"/>'
        for top, left, bottom, right in sheet.merged
    )
    merged = f'<mergeCells count="{len(sheet.merged)}">{ranges}</mergeCells>' if ranges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{merged}</worksheet>'


def _cell(book: "AsBook", address: str, cell: Any) -> str:
    if hasattr(cell, "shows"):
        return f'<c r="{address}" t="e"><v>{cell.shows}</v></c>'
    if hasattr(cell, "value"):
        if cell.value is None:
            return f'<c r="{address}"><f>1+1</f></c>'
        if isinstance(cell.value, str):
            return f'<c r="{address}" t="str"><f>1+1</f><v>{escape(cell.value)}</v></c>'
        return f'<c r="{address}"><f>1+1</f><v>{cell.value}</v></c>'
    match cell:
        case bool():
            return f'<c r="{address}" t="b"><v>{int(cell)}</v></c>'
        case int() | float():
            return f'<c r="{address}"><v>{cell!r}</v></c>'
        case str():
            return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        case _:
            return f'<c r="{address}" s="{style_of(cell)}"><v>{book.serial(cell)!r}</v></c>'
