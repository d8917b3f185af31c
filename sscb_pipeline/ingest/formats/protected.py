"""Opens workbooks that are protected with an agreed password, in memory: nothing is ever written unprotected."""

import io
import re

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.kind import damaged, hostile

_EXCELS_OWN = "VelvetSweatshop"
"""What Excel protects a workbook with when it is only marked read-only: Excel opens it without asking."""
_MOST_ROUNDS = 1_000_000
"""Excel hashes a password 100,000 times; a file that asks for many more means to keep us busy."""
_ROUNDS = re.compile(rb'spinCount="(\d+)"')


def opened_with(passwords: list[str], source: io.BytesIO) -> io.BytesIO:
    """The workbook inside. Raises FileRefused when no password fits."""
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

    if any(int(rounds) > _MOST_ROUNDS for rounds in _ROUNDS.findall(source.getvalue())):
        raise hostile("The workbook's password protection asks for far more work than Excel's.")
    for password in (_EXCELS_OWN, *passwords):
        source.seek(0)
        inside = io.BytesIO()
        try:
            locked = msoffcrypto.OfficeFile(source)
            locked.load_key(password=password, verify_password=True)
            locked.decrypt(inside)
        except (InvalidKeyError, DecryptionError):
            continue
        except MemoryError:
            raise
        except Exception:  # of whatever kind: the protection is broken, and it raises a dozen kinds
            raise damaged() from None
        return inside
    raise _no_key(bool(passwords))


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
