"""Hostile .xls, .xlsb, .ods and text tables."""

import struct
from pathlib import Path
from typing import Any

import olefile
from xlwt.CompoundDoc import XlsDoc

from sscb_pipeline_tests.ingest.hostile.case import Case, Harmless, holding
from sscb_pipeline_tests.ingest.hostile.packed import Build
from sscb_pipeline_tests.ingest.hostile.zips import member, repeated, write_zip
from sscb_pipeline_tests.ingest.written_as import AsBook, AsSheet, write_as
from sscb_pipeline_tests.ingest.written_ods import HIDDEN, MIMETYPE, ROOT, content_around, write_content
from sscb_pipeline_tests.ingest.written_protected import protect
from sscb_pipeline_tests.ingest.written_xlsb import members_of, record, text

FAR = "far outside the table"
SHEET, TEXTS = "xl/worksheets/sheet1.bin", "xl/sharedStrings.bin"


def xlsb(changed: dict[str, bytes]) -> Build:
    """A binary workbook with some parts changed."""
    ordinary = members_of(AsBook({"S": AsSheet([["Surname", 1], ["Madeup", 2]] * 50)}))
    return lambda path: write_zip(path, [member(name, data) for name, data in (ordinary | changed).items()])


def row(number: int) -> bytes:
    return record(0, struct.pack("<IIH", number, 0, 300) + bytes(3) + struct.pack("<III", 1, 0, 0))


def number_at(column: int) -> bytes:
    return record(5, struct.pack("<II", column, 0) + struct.pack("<d", 7))


def xlsb_sheet(*records: bytes) -> Build:
    return xlsb({SHEET: record(129) + record(145) + b"".join(records) + record(146) + record(130)})


def ods(tables: str) -> Build:
    """A LibreOffice workbook of these tables."""
    return lambda path: write_content(path, content_around(tables))


def ods_table(rows: str) -> Build:
    return ods(f'<table:table table:name="S">{rows}</table:table>')


def ods_row(cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{cells}</table:table-row>"


def ods_text(attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>x</text:p></table:table-cell>'


def ods_repeats(rows: int, columns: int) -> Build:
    return ods_table(ods_row(ods_text(f' table:number-columns-repeated="{columns}"'), f' table:number-rows-repeated="{rows}"'))


def ods_long_text(path: Path) -> None:
    start = f"{ROOT}{HIDDEN}<office:body><office:spreadsheet><table:table><table:table-row><table:table-cell><text:p>"
    content = repeated("content.xml", start.encode(), b"x" * 2**20, 300)
    write_zip(path, [member("mimetype", MIMETYPE.encode(), method=0), content])


def ods_protected(path: Path) -> None:
    write_zip(
        path,
        [
            member("mimetype", MIMETYPE.encode(), method=0),
            member("content.xml", bytes(range(256)) * 9),
            member("META-INF/manifest.xml", b"<m><file-entry><encryption-data/></file-entry></m>"),
        ],
    )


def xls(change: Any) -> Build:
    """An .xls whose records are changed before it is wrapped up again."""

    def build(path: Path) -> None:
        write_as("xls", path, {"S": [["Surname", 1.5], ["Madeup", 2.5]] * 50})
        with olefile.OleFileIO(path.read_bytes()) as compound:
            stream = bytearray(compound.openstream("Workbook").read())
        XlsDoc().save(str(path), bytes(change(stream)))

    return build


def place_of(stream: bytearray, kind: int) -> int:
    """Where the first record of this kind begins."""
    place = 0
    while struct.unpack_from("<H", stream, place)[0] != kind:
        place += 4 + struct.unpack_from("<H", stream, place + 2)[0]
    return place


def announce_texts(stream: bytearray) -> bytearray:
    struct.pack_into("<II", stream, place_of(stream, 0xFC) + 4, 0xFFFFFFFF, 0xFFFFFFFF)
    return stream


def sheet_begins_nowhere(stream: bytearray) -> bytearray:
    struct.pack_into("<I", stream, place_of(stream, 0x85) + 4, 0x7FFFFFFF)
    return stream


def sheet_begins_at_itself(stream: bytearray) -> bytearray:
    struct.pack_into("<I", stream, place_of(stream, 0x85) + 4, 0)
    return stream


def spinning(path: Path) -> None:
    """Protected, and its password is to be hashed 99 million times before anything else."""
    protect(write_as("xlsx", path, {"S": [["x"]]}), "pw")
    content = path.read_bytes()
    path.write_bytes(content.replace(b'spinCount="100000"', b'spinCount="99999999"'))


def protected(kind: str) -> Build:
    return lambda path: protect(write_as(kind, path, {"S": [["x"]]}), "right")


def broken_protection(path: Path) -> None:
    protected("xlsx")(path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"<keyData", b"<keyDada"))


AGREED = "no agreed password opens it"
CASES = (
    Case("far_row.xlsb", xlsb_sheet(row(0), number_at(0), row(1_048_575), number_at(0)), "too_large", FAR),
    Case("two_corners.xlsb", xlsb_sheet(row(0), number_at(0), row(1_048_575), number_at(16_383)), "too_large", FAR),
    Case("row_beyond_all.xlsb", xlsb_sheet(row(0xFFFFFFFE), number_at(0)), "hostile", "rows that no spreadsheet can have"),
    Case("column_beyond_all.xlsb", xlsb_sheet(row(0), number_at(0xFFFFFFFE)), "hostile", "columns that no spreadsheet"),
    Case("record_too_short.xlsb", xlsb_sheet(row(0), record(5, b"\0\0\0\0")), "damaged", "damaged"),
    Case("record_never_ends.xlsb", xlsb({SHEET: record(129) + b"\x05\xff\xff\xff\x7f" + bytes(99)}), "damaged", "damaged"),
    Case(
        "text_never_ends.xlsb", xlsb_sheet(row(0), record(6, bytes(8) + struct.pack("<I", 2**31) + b"x")), "damaged", "damaged"
    ),
    Case("missing_text.xlsb", xlsb_sheet(row(0), record(7, bytes(8) + struct.pack("<I", 10_000))), "damaged", "damaged"),
    Case(
        "announced_texts.xlsb",
        xlsb({TEXTS: record(159, struct.pack("<II", 2**32 - 1, 2**32 - 1))}),
        "hostile",
        "announces more",
    ),
    Case("no_sheets.xlsb", xlsb({"xl/workbook.bin": record(131) + record(132)}), "damaged", "damaged"),
    Case(
        "wide_book_name.xlsb",
        xlsb({"xl/workbook.bin": record(156, bytes(8) + text("r1") + b"\xff\xff\xff\x0f")}),
        "damaged",
        "dam",
    ),
    Case("many_rows.ods", ods_repeats(1_048_575, 1), "too_large", FAR),
    Case("all_cells.ods", ods_repeats(1_048_575, 16_383), "too_large", FAR),
    Case("many_columns.ods", ods_repeats(1, 16_383), "too_large", FAR),
    Case("too_many_cells.ods", ods_repeats(150_000, 100), "too_large", "more than 4,000,000 filled cells"),
    Case("repeats_beyond_all.ods", ods_repeats(10**30, 1), "hostile", "repeats a row or a cell more often"),
    Case("nested.ods", ods("<table:table><table:table-row>" * 400), "hostile", "nests its parts deeper"),
    Case(
        "laughs.ods", lambda path: write_content(path, f'<!DOCTYPE l [<!ENTITY l "ha">]>{ROOT}&l;'), "hostile", "do not write"
    ),
    Case("endless_text.ods", ods_long_text, "hostile", "a cell longer than any"),
    Case("no_tables.ods", ods(""), "damaged", "damaged"),
    Case("protected.ods", ods_protected, "password_protected", "a LibreOffice password"),
    Case("announced_texts.xls", xls(announce_texts), "damaged", "damaged"),
    Case("sheet_begins_nowhere.xls", xls(sheet_begins_nowhere), "damaged", "damaged"),
    Case("sheet_begins_at_itself.xls", xls(sheet_begins_at_itself), "damaged", "damaged"),
    Case("records_only_begin.xls", xls(lambda stream: stream[:900] + bytes(4_200)), "damaged", "damaged"),
    Case("compound_only_begins.xls", holding(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4_000)), "damaged", "damaged"),
    Case("protected.xlsx", protected("xlsx"), "password_protected", "none has been agreed"),
    Case("protected_otherwise.xlsx", protected("xlsx"), "password_protected", AGREED, passwords=["wrong", "wronger"]),
    Case("protected.xlsb", protected("xlsb"), "password_protected", AGREED, passwords=["wrong"]),
    Case("protected.xls", protected("xls"), "password_protected", AGREED, passwords=["wrong"]),
    Case("spinning.xlsx", spinning, "hostile", "far more work than Excel's", passwords=["pw"]),
    Case("broken_protection.xlsx", broken_protection, "damaged", "damaged", passwords=["right"]),
    Case("open_quotation.csv", holding(b'a,b\n1,"2\n' + b"3,4\n" * 9), "quotation_marks", "does not end properly"),
    Case("long_field.csv", holding(b'a,b\n1,"' + b"x" * 2_000_000 + b'"\n'), "quotation_marks", "does not end properly"),
    Case("long_table.csv", holding(b"a,b\n" * 500_001), "too_large", "more than 200,000 rows"),
    Case("wide_table.csv", holding(b"a,b\n" + b"x," * 1_000 + b"\n"), "too_large", "wider than 702 columns"),
    Case("full_table.csv", holding(b"," * 4_000_001), "too_large", "more than 4,000,000 cells"),
)

HARMLESS = (
    Harmless(
        "formatted_to_the_bottom.ods",
        ods_table(
            ods_row(ods_text() + '<table:table-cell table:number-columns-repeated="16383"/>')
            + ods_row("<table:table-cell/>", ' table:number-rows-repeated="1048575"')
        ),
        [["x"]],
    ),
    Harmless(
        "dimension_lies.xlsb",
        xlsb(
            {
                SHEET: record(129)
                + record(148, struct.pack("<IIII", 0, 2**32 - 1, 0, 2**32 - 1))
                + record(145)
                + row(0)
                + number_at(0)
                + record(146)
                + record(130)
            }
        ),
        [[7]],
    ),
)
