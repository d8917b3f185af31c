"""Writes .ods by hand, as LibreOffice lays it out."""

import datetime as dt
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from sscb_pipeline_tests.ingest.written_as import AsBook, AsSheet

NAMES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
ROOT = (
    f'<office:document-content xmlns:office="{NAMES.format("office")}" xmlns:table="{NAMES.format("table")}" '
    f'xmlns:text="{NAMES.format("text")}" xmlns:style="{NAMES.format("style")}" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.2">'
)
HIDDEN = (
    '<office:automatic-styles><style:style style:name="hid" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def content_of(book: "AsBook") -> str:
    """The part that holds every sheet."""
    null_date = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    tables = "".join(_sheet(name, sheet) for name, sheet in book.sheets.items())
    return content_around(tables, null_date if book.from_1904 else "")


def content_around(tables: str, settings: str = "") -> str:
    """The part around the XML of its sheets."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{ROOT}{HIDDEN}<office:body><office:spreadsheet>'
        f"{settings}{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def write_ods(path: Path, book: "AsBook") -> None:
    """The workbook, from its parts."""
    write_content(path, content_of(book))


def write_content(path: Path, content: str) -> Path:
    """A workbook around this content."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{NAMES.format("manifest")}"><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{MIMETYPE}"/></manifest:manifest>',
        )
    return path


def _sheet(name: str, sheet: "AsSheet") -> str:
    hidden = {number for first, last in sheet.hidden_rows for number in range(first, last + 1)}
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    rows = []
    for number, row in enumerate(sheet.rows, 1):
        cells = "".join(_cell(cell, spans.get((number, position))) for position, cell in enumerate(row, 1))
        rows.append(f"<table:table-row{' table:visibility=' + chr(34) + 'collapse' + chr(34) if number in hidden else ''}>")
        rows.append(cells + "</table:table-row>")
    style = "" if sheet.visibility == "visible" else ' table:style-name="hid"'
    return f"<table:table table:name={quoteattr(name)}{style}>{''.join(rows)}</table:table>"


def _cell(cell: Any, span: tuple[int, int] | None) -> str:
    more = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if hasattr(cell, "shows"):
        more += ' table:formula="of:=NA()" calcext:value-type="error"'
        return _filled("string", more + ' office:string-value=""', cell.shows)
    if hasattr(cell, "value"):
        more += ' table:formula="of:=1+1"'
        cell = cell.value
        if cell is None:
            return f"<table:table-cell{more}/>"
    match cell:
        case None:
            return f"<table:table-cell{more}/>"
        case bool():
            return _filled("boolean", f'{more} office:boolean-value="{str(cell).lower()}"', str(cell).upper())
        case int() | float():
            return _filled("float", f'{more} office:value="{cell!r}"', str(cell))
        case dt.datetime():
            return _filled("date", f'{more} office:date-value="{cell.isoformat()}"', str(cell))
        case dt.date():
            return _filled("date", f'{more} office:date-value="{cell.isoformat()}"', str(cell))
        case dt.time():
            return _filled("time", f'{more} office:time-value="{cell:PT%HH%MM%SS}"', str(cell))
        case dt.timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            return _filled("time", f'{more} office:time-value="PT{minutes // 60:02d}H{minutes % 60:02d}M{seconds:02d}S"', "")
        case _ if hasattr(cell, "serial"):
            return _filled("float", f'{more} office:value="{cell.serial!r}"', str(cell.serial))
    return _filled("string", more, cell)


def _filled(kind: str, attributes: str, text: str) -> str:
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="{kind}"{attributes}>{lines}</table:table-cell>'


def _spaced(line: str) -> str:
    """Spaces at the ends and after one another are elements of their own: as characters they would not count."""
    return re.sub(r"^ +| +$|(?<= ) +", lambda spaces: "<text:s/>" * len(spaces[0]), escape(line)).replace("\t", "<text:tab/>")
