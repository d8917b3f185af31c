"""Looks a zipped workbook over before anything parses it: cheap, and in bounded memory whatever the file says of itself.

Runs in the reading child. The zip is judged by its directory, then every part a reader would parse is inflated piece by
piece with a running count, so that a part which lies about its size gains nothing.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.kind import hostile, too_large

Source = Path | io.BytesIO
"""The file itself, or its content once a password has opened it."""

BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, NotImplementedError, RuntimeError)
"""What the zip module raises for files that are damaged rather than hostile."""

PIECE = 1 << 16
"""Bytes inflated at a time: small enough to stay in the processor's cache while it is looked through."""

LONGEST_TEXT = 4 * 1024 * 1024
"""Bytes one cell or one tag may take: Excel's longest cell, 32,767 characters, fits many times over."""

_SMALL_PART = 8 * 1024 * 1024


def judge_directory(archive: zipfile.ZipFile, limits: dict[str, int]) -> None:
    """What the zip's directory alone gives away. Raises FileRefused."""
    members = archive.infolist()
    names = [member.filename.casefold() for member in members]
    if len(members) > limits["zip_members"]:
        raise hostile(f"The workbook is a zip of more than {limits['zip_members']:,} parts.")
    if len(set(names)) != len(names):
        raise hostile("The workbook holds the same part twice.")
    for member in members:
        if ".." in PurePosixPath(member.filename).parts or member.filename.startswith("/") or "\\" in member.filename:
            raise hostile("The workbook holds a part whose name points outside it.")
        if member.flag_bits & 1:
            raise FileRefused(
                "password_protected",
                "The parts of the workbook are protected with a zip password.",
                "Protect it in Excel with the agreed password instead, or send it without one over the agreed secure route.",
            )
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise hostile("The workbook is packed in a way spreadsheet programs do not pack.")
    if sum(member.file_size for member in members) > limits["unpacked_bytes"]:
        raise unpacks_to_more(limits)


def unpacks_to_more(limits: dict[str, int]) -> FileRefused:
    """The refusal of a workbook that is small only as long as it is packed."""
    return too_large(
        f"The workbook unpacks to more than {limits['unpacked_bytes'] // 2**20} MB.",
        "Remove formatting below and beside the table, or split it, and send it again.",
    )


def far_outside(limits: dict[str, int]) -> FileRefused:
    """The refusal of a sheet with a stray cell: read as a grid it would fill the memory."""
    return too_large(
        f"A sheet has a filled cell far outside the table: beyond row {limits['rows']:,} or column "
        f"{column_letters(limits['columns'])}, or far below and beside all the others.",
        "Delete everything below and to the right of the table, save, and send it again.",
    )


def pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part of the workbook, inflated piece by piece. What it says of its size bounds it: more is a zip error."""
    with archive.open(part) as opened:
        while piece := opened.read(PIECE):
            yield piece


def small_part(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part that lists what is in the workbook; b"" when there is none."""
    try:
        with archive.open(part) as opened:
            data = opened.read(_SMALL_PART + 1)
    except KeyError:
        return b""
    if len(data) > _SMALL_PART:
        raise hostile("The workbook's list of its own parts is larger than any workbook's.")
    judge_start(data)
    judge_xml(data)
    return data


def judge_start(piece: bytes) -> None:
    """The first piece of an XML part: in UTF-8, as every spreadsheet program writes it. Raises FileRefused."""
    if piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in piece[:64]:
        raise _forbidden()


def judge_xml(piece: bytes) -> None:
    """No document type and no entities: spreadsheet programs write none, and bombs are made of them."""
    if b"!" in piece and b"<!" in piece and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
        raise _forbidden()


def judge_other_parts(archive: zipfile.ZipFile, judged: set[str]) -> None:
    """Every further XML part, whether a reader would look at it or not."""
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")) and name not in judged:
            last = b""
            for piece in pieces(archive, name):
                if not last:
                    judge_start(piece)
                judge_xml(last + piece)
                last = piece[-16:]


def _forbidden() -> FileRefused:
    return hostile("The workbook holds XML that spreadsheet programs do not write.")


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
