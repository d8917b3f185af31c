"""Reads a file of any kind we accept, in the reading child: what it is, is decided by its content."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.kind import container_of, damaged, kind_of_ole, kind_of_zip, too_large
from sscb_pipeline.ingest.formats.ods import read_ods
from sscb_pipeline.ingest.formats.protected import opened_with
from sscb_pipeline.ingest.formats.read import FileRead, SheetRead
from sscb_pipeline.ingest.formats.text import read_text
from sscb_pipeline.ingest.formats.xls import read_xls
from sscb_pipeline.ingest.formats.xlsb import read_xlsb
from sscb_pipeline.ingest.formats.xlsx import read_xlsx
from sscb_pipeline.ingest.preflight import BROKEN_ZIP, Source, far_outside, judge_directory

_DAMAGED = (*BROKEN_ZIP, ElementTree.ParseError, LookupError)
"""What is raised for a workbook that is broken, rather than one that should not be read."""


def read_file(path: Path, limits: dict[str, Any], passwords: list[str]) -> FileRead:
    """Everything the file holds. Raises FileRefused with one clear sentence when it should not or cannot be read, here or as
    its sheets are gone through."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(
            "empty_file",
            "The file is empty (0 bytes).",
            "Send it again; if there was nothing to report, send the headings with 'Nil return' below them.",
        )
    if size > limits["file_bytes"]:
        raise too_large(
            f"The file is larger than {limits['file_bytes'] // 2**20} MB.",
            "Remove pictures and formatting, or split it, and send it again.",
        )
    whole = _read(path, limits, passwords)
    return FileRead(whole.kind, (_within(limits, sheet) for sheet in whole.sheets), whole.notes)


def _within(limits: dict[str, Any], sheet: SheetRead) -> SheetRead:
    if len(sheet.rows) > limits["rows"] or len(sheet.rows[0] if sheet.rows else ()) > limits["columns"]:
        raise far_outside(limits)
    _clear_blind(sheet)
    return sheet


def _read(path: Path, limits: dict[str, Any], passwords: list[str]) -> FileRead:
    with path.open("rb") as file:
        container = container_of(file.read(64))
    if container == "text":
        return read_text(path.read_bytes(), limits)
    if container == "zip":
        return _read_zip(path, limits)
    return _read_ole(io.BytesIO(path.read_bytes()), limits, passwords)


def _clear_blind(sheet: SheetRead) -> None:
    """Cells whose value cannot be known hold none, and lie within the rows wherever they stand."""
    width = max((column for _, column in sheet.blind), default=0)
    if width > max(map(len, sheet.rows[:1]), default=0):
        for row in sheet.rows:
            row += [""] * (width - len(row))
    width = max(width, max(map(len, sheet.rows[:1]), default=0))
    for row_number, column in sheet.blind:
        while len(sheet.rows) < row_number:
            sheet.rows.append([""] * width)
        sheet.rows[row_number - 1][column - 1] = ""


def _read_ole(source: io.BytesIO, limits: dict[str, Any], passwords: list[str]) -> FileRead:
    if kind_of_ole(source) == "xls":
        return read_xls(source, limits, passwords)
    inside = opened_with(passwords, source)
    whole = _read_zip(inside, limits) if container_of(inside.getvalue()[:64]) == "zip" else read_xls(inside, limits, [])
    whole.notes.append("was_protected")
    return whole


def _read_zip(source: Source, limits: dict[str, Any]) -> FileRead:
    try:
        with zipfile.ZipFile(source) as archive:
            judge_directory(archive, limits)
            kind = kind_of_zip(archive)
            if kind == "ods":
                return read_ods(archive, limits)
            read = read_xlsb(archive, source, limits) if kind == "xlsb" else read_xlsx(archive, source, kind, limits)
    except _DAMAGED:
        raise damaged() from None
    return FileRead(kind, _damaged_or(read.sheets), read.notes)


def _damaged_or(sheets: Iterable[SheetRead]) -> Iterator[SheetRead]:
    """The sheets; what is damaged may show only as they are gone through."""
    try:
        yield from sheets
    except _DAMAGED:
        raise damaged() from None
