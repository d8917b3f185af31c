"""Looks a workbook over before anything parses it: cheap, bounded, and it sees what the reader does not say.

Runs in the reading child. It refuses what is hostile, damaged or not a workbook, and notes the cells a reader would
silently give as blank: error values (`#N/A`, `#REF!`) and formulas that were never calculated.
"""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from sscb_pipeline.errors import FileRefused

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AGAIN = "Open it in Excel, save it again as an Excel workbook (.xlsx) and send that."
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ROOT_PREFIX = re.compile(rb"<([A-Za-z_][\w.-]*):worksheet[\s>]")
_MAY_BE_FAR = re.compile(rb'r="(?:[A-Z]{3}|[A-Z]{1,2}[0-9]{6})|r=\'|r =|r\t=|r\n=')
_FAR_CELL = re.compile(rb'<c\s[^>]*?\br\s*=\s*["\'](?:[A-Z]{3,}\d+|[A-Z]+(\d{6,}))["\'][^>]*(?<!/)>')
_FAR_ROW = re.compile(rb'<row\s[^>]*?\br\s*=\s*["\'](\d{8,})["\']')
_ERROR_CELL = re.compile(rb'<c\s([^>]*?\bt\s*=\s*["\']e["\'][^>]*)>')
_FORMULA_CELL = re.compile(rb"<c\s([^>]*[^/])>\s*(<f.*?)</c>", re.DOTALL)
_SHORTEST_CELL = len(b"<c><v>1</v></c>")
_ADDRESS = re.compile(rb'\br\s*=\s*["\']([A-Z]+)(\d+)["\']')
_UNIQUE_COUNT = re.compile(rb'(?:uniqueCount|count)\s*=\s*["\'](\d+)["\']')


@dataclass
class Scan:
    """What the scan saw: `kind` xlsx or csv; per sheet name, cells (row, column, 1-based) that hold no usable value."""

    kind: str
    blind_cells: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)


def scan(path: Path, *, file_bytes: int, unpacked_bytes: int, zip_members: int, rows: int, cells: int) -> Scan:
    """Look the file over. Raises FileRefused with one clear sentence when it should not be read."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(
            "empty_file",
            "The file is empty (0 bytes).",
            "Send it again; if there was nothing to report, send the sheet with its headings only.",
        )
    if size > file_bytes:
        raise FileRefused(
            "too_large",
            f"The file is larger than {file_bytes // 2**20} MB.",
            "Remove pictures and formatting, or split it, and send it again.",
        )
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_OLE):
        raise _old_or_protected(path)
    if head.startswith(b"PK"):
        return _scan_zip(path, unpacked_bytes, zip_members, rows, cells)
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"{\\rtf", b"<")):
        raise FileRefused("not_a_workbook", "The file is not a spreadsheet, whatever its name says.", _SAVE_AGAIN)
    return Scan("csv")


def _old_or_protected(path: Path) -> FileRefused:
    if _ENCRYPTED in path.read_bytes():
        return FileRefused(
            "password_protected",
            "The workbook is protected with a password.",
            "Save it without a password and send it over the agreed secure route.",
        )
    return FileRefused("old_format", "The workbook is in the old .xls format.", _SAVE_AGAIN)


def _scan_zip(path: Path, unpacked_bytes: int, zip_members: int, rows: int, cells: int) -> Scan:
    damaged = FileRefused("damaged", "The workbook is damaged or was not copied completely.", "Copy or send it again.")
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _judge_members(members, unpacked_bytes, zip_members)
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names:
                raise FileRefused("not_a_workbook", "The file is not an Excel workbook (.xlsx).", _SAVE_AGAIN)
            found = Scan("xlsx")
            sheets = {}
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    data = archive.read(member)
                    _judge_xml(data)
                    if member.filename.startswith("xl/worksheets/"):
                        sheets[member.filename] = _scan_sheet(data, rows, cells)
                    elif member.filename.endswith("sharedStrings.xml"):
                        _judge_shared_strings(data, cells)
            for name, part in _sheet_parts(archive):
                found.blind_cells[name] = sheets.get(part, {})
            return found
    except (
        zipfile.BadZipFile,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        NotImplementedError,
        RuntimeError,
        ElementTree.ParseError,
    ):
        raise damaged from None


def _judge_members(members: list[zipfile.ZipInfo], unpacked_bytes: int, zip_members: int) -> None:
    hostile = FileRefused("hostile", "The workbook is built in a way no spreadsheet program builds one.", _SAVE_AGAIN)
    names = [member.filename.casefold() for member in members]
    if len(members) > zip_members or len(set(names)) != len(names):
        raise hostile
    for member in members:
        parts = PurePosixPath(member.filename).parts
        if ".." in parts or member.filename.startswith("/") or "\\" in member.filename or member.flag_bits & 1:
            raise hostile
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise hostile
    if sum(member.file_size for member in members) > unpacked_bytes:
        raise FileRefused(
            "too_large",
            f"The workbook unpacks to more than {unpacked_bytes // 2**20} MB.",
            "Remove formatting below and beside the table, or split it, and send it again.",
        )


def _judge_xml(data: bytes) -> None:
    declares = b"<!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data)
    if declares or data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:64]:
        raise FileRefused("hostile", "The workbook holds XML that spreadsheet programs do not write.", _SAVE_AGAIN)


def _judge_shared_strings(data: bytes, cells: int) -> None:
    for number in _UNIQUE_COUNT.findall(data[:2_000]):
        if int(number) > cells:
            raise FileRefused("hostile", "The workbook announces more text than it can hold.", _SAVE_AGAIN)


def _scan_sheet(data: bytes, rows: int, cells: int) -> dict[tuple[int, int], str]:
    prefix = _ROOT_PREFIX.search(data, 0, 2_000)
    if prefix:
        data = data.replace(b"<" + prefix[1] + b":", b"<").replace(b"</" + prefix[1] + b":", b"</")
    if (
        len(data) > _SHORTEST_CELL * cells
        and data.count(b"<c ") + data.count(b"<c>") > cells
        and data.count(b"<v>") + data.count(b"<is>") > cells
    ):
        raise FileRefused("too_large", f"A sheet holds more than {cells:,} cells.", "Split the file and send the parts.")
    for far in _FAR_CELL.finditer(data) if _MAY_BE_FAR.search(data) else ():
        if far[1] is None or int(far[1]) > rows:
            raise FileRefused(
                "too_large",
                f"A sheet has a filled cell far outside the table (beyond row {rows:,} or column ZZ).",
                "Delete everything below and to the right of the table, save, and send it again.",
            )
    if _FAR_ROW.search(data):
        raise FileRefused("hostile", "A sheet has rows that no spreadsheet can have.", _SAVE_AGAIN)
    blind: dict[tuple[int, int], str] = {}
    if b't="e"' in data or b"t='e'" in data:
        for cell in _ERROR_CELL.finditer(data):
            _note(blind, cell[1], "formula_error")
    if b"<f" in data:
        for cell in _FORMULA_CELL.finditer(data):
            if b"<v>" not in cell[2] or b"<v></v>" in cell[2]:
                _note(blind, cell[1], "formula_not_calculated")
    return blind


def _note(blind: dict[tuple[int, int], str], attributes: bytes, rule: str) -> None:
    address = _ADDRESS.search(attributes)
    if address:
        blind[int(address[2]), column_number(address[1].decode())] = rule


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(sheet name, member) in the workbook's order. DOCTYPEs were refused before, so the parser meets plain XML."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = []
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(f"{_RELATION}id"), "")
        parts.append((sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"))
    return parts
