"""Writes .xlsb by hand: the records of Excel's binary workbooks ([MS-XLSB]) that carry cells, and no others."""

import struct
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sscb_pipeline_tests.ingest.written_xlsx import PACKAGE, SHEET_TYPE, links, style_of

if TYPE_CHECKING:
    from sscb_pipeline_tests.ingest.written_as import AsBook, AsSheet

ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
CODES = ("dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss", "hh:mm:ss", "[h]:mm:ss")
NO_FORMULA = struct.pack("<HI", 0, 3) + b"\x1e\x02\x00" + struct.pack("<I", 0)
"""A formula that is the number 2, after the value saved beside it."""


def record(kind: int, data: bytes = b"") -> bytes:
    """One record: its kind and size as numbers of seven bits a byte, then its data."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size > 127:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def text(value: str) -> bytes:
    """A text as its length in UTF-16 units and the units."""
    units = value.encode("utf-16-le", "surrogatepass")
    return struct.pack("<I", len(units) // 2) + units


def members_of(book: "AsBook") -> dict[str, bytes]:
    """Every part of the workbook, by its name in the zip."""
    texts: dict[str, int] = {}
    sheets = {f"xl/worksheets/sheet{n}.bin": _sheet(book, sheet, texts) for n, sheet in enumerate(book.sheets.values(), 1)}
    states = {"visible": 0, "hidden": 1, "very_hidden": 2}
    listed = b"".join(
        record(156, struct.pack("<II", states[sheet.visibility], number) + text(f"r{number}") + text(name))
        for number, (name, sheet) in enumerate(book.sheets.items(), 1)
    )
    properties = record(153, struct.pack("<II", int(book.from_1904), 0) + text(""))
    return {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="bin" ContentType="{SHEET_TYPE}.sheet.binary.macroEnabled.main"/></Types>'.encode(),
        "_rels/.rels": links(("r1", "officeDocument", "xl/workbook.bin")).encode(),
        "xl/workbook.bin": record(131) + properties + record(143) + listed + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": links(
            *((f"r{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(book.sheets) + 1)),
            ("s1", "styles", "styles.bin"),
            ("s2", "sharedStrings", "sharedStrings.bin"),
        ).encode(),
        "xl/styles.bin": _styles(),
        "xl/sharedStrings.bin": record(159, struct.pack("<II", len(texts), len(texts)))
        + b"".join(record(19, b"\0" + text(value)) for value in texts)
        + record(160),
        **sheets,
    }


def write_xlsb(path: Path, book: "AsBook") -> None:
    """The workbook, from its parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members_of(book).items():
            archive.writestr(name, data)


def _styles() -> bytes:
    formats = b"".join(record(44, struct.pack("<H", 164 + n) + text(code)) for n, code in enumerate(CODES))
    cells = b"".join(record(47, struct.pack("<HHHHH", 0, shown, 0, 0, 0) + bytes(6)) for shown in (0, 164, 165, 166, 167))
    return (
        record(278)
        + record(615, struct.pack("<I", len(CODES)))
        + formats
        + record(616)
        + record(617, struct.pack("<I", 5))
        + cells
        + record(618)
        + record(279)
    )


def _sheet(book: "AsBook", sheet: "AsSheet", texts: dict[str, int]) -> bytes:
    hidden = {number for first, last in sheet.hidden_rows for number in range(first, last + 1)}
    widest = max((len(row) for row in sheet.rows), default=1)
    size = struct.pack("<IIII", 0, max(len(sheet.rows), 1) - 1, 0, max(widest, 1) - 1)
    pieces = [record(129), record(148, size), record(145)]
    for number, row in enumerate(sheet.rows, 1):
        flags = bytes([0, 0x10 if number in hidden else 0, 0])
        spans = struct.pack("<III", 1, 0, max(len(row), 1) - 1)
        pieces.append(record(0, struct.pack("<IIH", number - 1, 0, 300) + flags + spans))
        pieces += [_cell(book, position, cell, texts) for position, cell in enumerate(row) if cell is not None]
    pieces.append(record(146))
    if sheet.merged:
        pieces.append(record(177, struct.pack("<I", len(sheet.merged))))
        pieces += [record(176, struct.pack("<IIII", t - 1, b - 1, le - 1, r - 1)) for t, le, b, r in sheet.merged]
        pieces.append(record(178))
    return b"".join(pieces) + record(130)


def _cell(book: "AsBook", position: int, cell: Any, texts: dict[str, int]) -> bytes:
    place = struct.pack("<I", position) + style_of(cell).to_bytes(3, "little") + b"\0"
    if hasattr(cell, "shows"):
        return record(3, place + bytes([ERRORS[cell.shows]]))
    if hasattr(cell, "value"):
        if isinstance(cell.value, str):
            return record(8, place + text(cell.value) + NO_FORMULA)
        return record(9, place + struct.pack("<d", cell.value or 0) + NO_FORMULA)
    match cell:
        case bool():
            return record(4, place + bytes([cell]))
        case str():
            return record(7, place + struct.pack("<I", texts.setdefault(cell, len(texts))))
        case int() if -(2**29) <= cell < 2**29:
            return record(2, place + struct.pack("<i", cell << 2 | 2))
        case int() | float():
            return record(5, place + struct.pack("<d", cell))
        case _:
            return record(5, place + struct.pack("<d", book.serial(cell)))
