"""Opens workbooks that are protected with an agreed password, in memory: nothing is ever written unprotected."""

import io
import re
import struct
from collections.abc import Callable
from typing import Any, TypeVar

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.kind import damaged, hostile

_EXCELS_OWN = "VelvetSweatshop"
"""What Excel protects a workbook with when it is only marked read-only: Excel opens it without asking."""
_MOST_ROUNDS = 1_000_000
"""Excel hashes a password 100,000 times; a file that asks for many more means to keep us busy."""
_ROUNDS = re.compile(rb'spinCount="(\d+)"')
_Opened = TypeVar("_Opened")
_HEAD = struct.Struct("<HH")
_FILEPASS, _SHEET = 0x2F, 0x85
_NEVER_ENCRYPTED = frozenset((0x809, _FILEPASS, 0x193, 0x194, 0x195, 0xE1, 0x138))


def opened_with(passwords: list[str], source: io.BytesIO) -> io.BytesIO:
    """The .xlsx, .xlsm or .xlsb inside. Raises FileRefused when no password fits."""
    import msoffcrypto

    if any(int(rounds) > _MOST_ROUNDS for rounds in _ROUNDS.findall(source.getvalue())):
        raise hostile("The workbook's password protection asks for far more work than Excel's.")

    def opened(password: str) -> io.BytesIO:
        source.seek(0)
        inside = io.BytesIO()
        locked = msoffcrypto.OfficeFile(source)
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(inside)
        return inside

    return _first_that_fits(passwords, opened)


def opened_stream(passwords: list[str], source: io.BytesIO, stream: bytes) -> bytes:
    """The records of an .xls with their protection taken off. Raises FileRefused when no password fits.

    The library would write the opened workbook to a temporary file, so only its keys and ciphers are used.
    """
    from msoffcrypto.format.xls97 import Xls97File

    def opened(password: str) -> bytes:
        source.seek(0)
        locked = Xls97File(source)
        locked.load_key(password=password)
        return _deciphered(locked, stream)

    return _first_that_fits(passwords, opened)


def _first_that_fits(passwords: list[str], opened: Callable[[str], _Opened]) -> _Opened:
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    for password in (_EXCELS_OWN, *passwords):
        try:
            return opened(password)
        except (InvalidKeyError, DecryptionError):
            continue
        except MemoryError:
            raise
        except Exception:  # of whatever kind: the protection is broken, and it raises a dozen kinds
            raise damaged() from None
    raise _no_key(bool(passwords))


def _deciphered(locked: Any, stream: bytes) -> bytes:
    """The stream with the contents of its records deciphered; their heads, and some records, never were enciphered."""
    from msoffcrypto.exceptions import InvalidKeyError
    from msoffcrypto.method.rc4 import DocumentRC4
    from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

    enciphered = bytearray(stream)
    plain: list[tuple[int, int]] = []
    place = 0
    while place + 4 <= len(stream):
        kind, size = _HEAD.unpack_from(stream, place)
        kept = 4 + (size if kind in _NEVER_ENCRYPTED else 4 if kind == _SHEET else 0)
        plain.append((place, min(place + kept, len(stream))))
        place += 4 + size
    for start, end in plain:
        enciphered[start:end] = bytes(end - start)
    if locked.type == "rc4":
        opened = DocumentRC4.decrypt(locked.key, locked.salt, io.BytesIO(enciphered), blocksize=1024)
    elif locked.type == "rc4_cryptoapi":
        opened = DocumentRC4CryptoAPI.decrypt(locked.key, locked.salt, locked.keySize, io.BytesIO(enciphered), blocksize=1024)
    else:  # the weak scrambling of Excel 95
        raise InvalidKeyError
    deciphered = bytearray(opened.getvalue())
    for start, end in plain:
        deciphered[start:end] = stream[start:end]
        if _HEAD.unpack_from(stream, start)[0] == _FILEPASS:
            deciphered[start : start + 2] = b"\0\0"  # no longer says that it is protected
    return bytes(deciphered)


def _no_key(some_agreed: bool) -> FileRefused:
    if some_agreed:
        return FileRefused(
            "password_protected",
            "The workbook is protected with a password and no agreed password opens it.",
            "Save it with the agreed password, or without one over the agreed secure route, and send it again.",
        )
    return FileRefused(
        "password_protected",
        "The workbook is protected with a password, and none has been agreed with this sender.",
        "Save it without a password and send it over the agreed secure route, or agree a password with the data team.",
    )
