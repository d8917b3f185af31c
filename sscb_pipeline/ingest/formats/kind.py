"""What a file is, by its first bytes and the names inside it; its ending is never asked."""

import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from sscb_pipeline.errors import FileRefused

SAVE_AGAIN = "Open it in Excel, save it again as an Excel workbook (.xlsx) and send that."

_NAMED_BY_FIRST_BYTES = {
    b"%PDF": "a PDF document",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"BM": "a picture (BMP)",
    b"{\\rtf": "a text document (RTF)",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}
_ARCHIVES = {b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"\x1f\x8b": "gzip"}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")
_NAMED_BY_MEMBER = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "visio/document.xml": "a Visio drawing",
    "Index/Document.iwa": "an Apple Numbers or Pages document",
    "Index.zip": "an Apple Numbers or Pages document",
}
_NAMED_BY_STREAM = {
    "WordDocument": "a Word document",
    "PowerPoint Document": "a PowerPoint presentation",
    "__properties_version1.0": "an e-mail saved from Outlook",
    "VisioDocument": "a Visio drawing",
}


def container_of(head: bytes) -> str:
    """`zip`, `ole` or `text`, by the first bytes. Raises FileRefused for what is neither, by its name."""
    if head.startswith(_OLE):
        return "ole"
    if head.startswith(b"PK"):
        return "zip"
    for start, format_name in _ARCHIVES.items():
        if head.startswith(start):
            raise archive_of_files(format_name)
    for start, named in _NAMED_BY_FIRST_BYTES.items():
        if head.startswith(start):
            raise not_a_workbook(named)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise not_a_workbook("a web page or XML")
    return "text"


def kind_of_zip(archive: zipfile.ZipFile) -> str:
    """`xlsx`, `xlsm`, `xlsb` or `ods`. Raises FileRefused for any other zip, by its name."""
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsm" if "xl/vbaProject.bin" in names else "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        said = archive.read("mimetype").decode("ascii", "replace").strip()
        if said.startswith(_OPEN_DOCUMENT + "spreadsheet") and "content.xml" in names:
            return "ods"
        if said.startswith(_OPEN_DOCUMENT):
            raise not_a_workbook("an OpenDocument file that is no spreadsheet")
    for member, named in _NAMED_BY_MEMBER.items():
        if member in names:
            raise not_a_workbook(named)
    if any(PurePosixPath(name).suffix.casefold() in _SPREADSHEETS for name in names):
        raise archive_of_files("zip")
    raise not_a_workbook("a zip file without a workbook inside")


def kind_of_ole(source: BinaryIO) -> str:
    """`xls`, or `encrypted` for a protected workbook of any kind. Raises FileRefused for anything else, by its name."""
    import olefile

    try:
        with olefile.OleFileIO(source) as compound:
            streams = {name[0] for name in compound.listdir()}
    except Exception:  # of whatever kind: the file is broken, and olefile raises a dozen kinds
        raise damaged() from None
    if "EncryptedPackage" in streams:
        return "encrypted"
    if streams & {"Workbook", "Book"}:
        return "xls"
    for stream, named in _NAMED_BY_STREAM.items():
        if stream in streams:
            raise not_a_workbook(named)
    raise damaged()


def not_a_workbook(named: str) -> FileRefused:
    """The refusal of a file that is something else."""
    return FileRefused("not_a_workbook", f"The file is {named}, not a spreadsheet, whatever its name says.", SAVE_AGAIN)


def archive_of_files(format_name: str) -> FileRefused:
    """The refusal of several files packed into one."""
    return FileRefused(
        "zip_of_files",
        f"The file is an archive ({format_name}) with other files packed inside.",
        "Unpack it and send the workbooks themselves.",
    )


def damaged() -> FileRefused:
    """The refusal of a file that breaks off or contradicts itself."""
    return FileRefused(
        "damaged",
        "The file is damaged or was not copied completely.",
        "Open it in Excel: if it opens, save it again and send that; if not, send it from where it was made.",
    )


def hostile(what: str) -> FileRefused:
    """The refusal of a file no spreadsheet program writes; `what` is the whole sentence."""
    return FileRefused("hostile", what, SAVE_AGAIN)


def too_large(what: str, do: str = "Split the file and send the parts.") -> FileRefused:
    """The refusal of a file beyond the limits; `what` is the whole sentence."""
    return FileRefused("too_large", what, do)


def too_many_cells(cells: int) -> FileRefused:
    """The refusal of a sheet that no reader should be asked to hold."""
    return too_large(f"A sheet holds more than {cells:,} filled cells.")


def too_much_text(text_bytes: int) -> FileRefused:
    """The refusal of cells whose texts would fill the memory once each has its own."""
    return too_large(f"The cells' texts come to more than {text_bytes // 2**20} MB.")
