"""Protects workbooks with a password, as Excel does."""

import hashlib
import io
import struct
import zipfile
from pathlib import Path

import olefile
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4
from xlwt.CompoundDoc import XlsDoc

SALT = bytes(range(16))
FILEPASS, SHEET = 0x2F, 0x85


def protect(path: Path, password: str) -> Path:
    """Protect a workbook where it lies: an .xls by Excel 97's method, any other by today's."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        if len(content) < 8192:  # the library lays out small workbooks in a way that cannot be opened again
            with zipfile.ZipFile(path, "a") as archive:
                archive.comment = bytes(8192)
            content = path.read_bytes()
        protected = io.BytesIO()
        OOXMLFile(io.BytesIO(content)).encrypt(password, protected)
        path.write_bytes(protected.getvalue())
    else:
        with olefile.OleFileIO(content) as compound:
            stream = compound.openstream("Workbook").read()
        XlsDoc().save(str(path), enciphered(stream, password))
    return path


def enciphered(stream: bytes, password: str) -> bytes:
    """The records of an .xls, enciphered with RC4: all but their heads, the first record and where the sheets begin."""
    passes = struct.pack("<HHH", 1, 1, 1) + SALT
    verifier = bytes(range(100, 116))
    both = DocumentRC4.decrypt(password, SALT, io.BytesIO(verifier + hashlib.md5(verifier).digest()))  # noqa: S324
    added = struct.pack("<HH", FILEPASS, 54) + passes + both.getvalue()
    first = 4 + struct.unpack_from("<H", stream, 2)[0]
    stream = stream[:first] + added + stream[first:]
    plain = []
    moved = bytearray(stream)
    place = 0
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == SHEET:
            (begins,) = struct.unpack_from("<I", stream, place + 4)
            struct.pack_into("<I", moved, place + 4, begins + len(added))
        kept = 4 + (size if kind in (0x809, FILEPASS, 0xE1) else 4 if kind == SHEET else 0)
        plain.append((place, place + kept))
        place += 4 + size
    whole = bytearray(DocumentRC4.decrypt(password, SALT, io.BytesIO(bytes(moved)), blocksize=1024).getvalue())
    for start, end in plain:
        whole[start:end] = moved[start:end]
    return bytes(whole)
