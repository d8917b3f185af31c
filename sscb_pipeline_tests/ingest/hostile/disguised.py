"""What is no spreadsheet, whatever its name says; and spreadsheets in disguise."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from xlwt.CompoundDoc import XlsDoc

from sscb_pipeline_tests.ingest.hostile.case import Case, Harmless, holding
from sscb_pipeline_tests.ingest.written_as import as_text, write_as

ROWS: list[list[object]] = [["Surname", "Forename"], ["Madeup", "Child1"]]
XML_2003 = b'\xef\xbb\xbf<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?><Workbook><Worksheet/></Workbook>'


def zip_holding(*names: str) -> Callable[[Path], object]:
    """A zip with members of these names."""

    def build(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "<a/>" * 50)

    return build


def open_document(kind: str) -> Callable[[Path], object]:
    """An OpenDocument file of another kind."""

    def build(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
            archive.writestr("content.xml", "<a/>")

    return build


def compound_with(stream: str) -> Callable[[Path], object]:
    """An old Office file whose one stream has this name instead of an .xls's."""

    def build(path: Path) -> None:
        XlsDoc().save(str(path), b"\0" * 5_000)
        content = path.read_bytes()
        old, new = ("Workbook".encode("utf-16-le"), stream.encode("utf-16-le"))
        place = content.index(old)
        renamed = bytearray(content)
        renamed[place : place + 64] = new.ljust(64, b"\0")
        renamed[place + 64 : place + 66] = (len(new) + 2).to_bytes(2, "little")
        path.write_bytes(renamed)

    return build


CASES = (
    Case("empty.xlsx", holding(b""), "empty_file", "empty (0 bytes)"),
    Case("sentence.xlsx", holding(b"There was nothing to report in November."), "not_a_workbook", "neither an Excel workbook"),
    Case("zeros.xlsx", holding(bytes(40_000)), "not_a_workbook", "neither an Excel workbook"),
    Case("noise.csv", holding(bytes(range(256)) * 200), "not_a_workbook", "neither an Excel workbook"),
    Case("page.xls", holding(b"\r\n <html><table><tr><td>1</table></html>"), "not_a_workbook", "a web page or XML"),
    Case("excel_2003.xls", holding(XML_2003), "not_a_workbook", "a web page or XML"),
    Case("scan.xlsx", holding(b"%PDF-1.7\n%..."), "not_a_workbook", "a PDF document"),
    Case("screenshot.xlsx", holding(b"\x89PNG\r\n\x1a\n" + bytes(99)), "not_a_workbook", "a picture (PNG)"),
    Case("photo.xlsx", holding(b"\xff\xd8\xff\xe0" + bytes(99)), "not_a_workbook", "a picture (JPEG)"),
    Case("letter.xls", holding(b"{\\rtf1 Dear Sir}"), "not_a_workbook", "a text document (RTF)"),
    Case("program.xlsx", holding(b"MZ" + bytes(99)), "not_a_workbook", "a program"),
    Case("letter.xlsx", zip_holding("[Content_Types].xml", "word/document.xml"), "not_a_workbook", "a Word document"),
    Case("slides.xlsx", zip_holding("[Content_Types].xml", "ppt/presentation.xml"), "not_a_workbook", "a PowerPoint"),
    Case("apple.numbers", zip_holding("Index/Document.iwa", "Metadata/Properties.plist"), "not_a_workbook", "an Apple Numbers"),
    Case("text.ods", open_document("text"), "not_a_workbook", "OpenDocument file that is no spreadsheet"),
    Case("old_letter.xls", compound_with("WordDocument"), "not_a_workbook", "a Word document"),
    Case("old_slides.xls", compound_with("PowerPoint Document"), "not_a_workbook", "a PowerPoint"),
    Case("message.xls", compound_with("__properties_version1.0"), "not_a_workbook", "an e-mail saved from Outlook"),
    Case(
        "november.zip", zip_holding("police/missing.xlsx", "police/abuse.xlsx"), "zip_of_files", "send the workbooks themselves"
    ),
    Case("old_november.zip", zip_holding("a.XLS"), "zip_of_files", "archive (zip)"),
    Case("photos.zip", zip_holding("a.jpg"), "not_a_workbook", "a zip file without a workbook"),
    Case("november.7z", holding(b"7z\xbc\xaf\x27\x1c" + bytes(99)), "zip_of_files", "archive (7z)"),
    Case("november.rar", holding(b"Rar!\x1a\x07\x00" + bytes(99)), "zip_of_files", "archive (RAR)"),
    Case("november.csv.gz", holding(b"\x1f\x8b\x08" + bytes(99)), "zip_of_files", "archive (gzip)"),
)

HARMLESS = (
    Harmless("text_table.xlsx", holding(as_text(ROWS)), ROWS),
    Harmless("workbook.csv", lambda path: write_as("xlsx", path, {"S": ROWS}), ROWS),
    Harmless("old.xlsx", lambda path: write_as("xls", path, {"S": ROWS}), ROWS),
    Harmless("binary.xlsx", lambda path: write_as("xlsb", path, {"S": ROWS}), ROWS),
    Harmless("libreoffice.xls", lambda path: write_as("ods", path, {"S": ROWS}), ROWS),
    Harmless("macros.xlsx", lambda path: write_as("xlsm", path, {"S": ROWS}), ROWS, notes=["has_macros"]),
)
