"""The passwords agreed with the agencies, from a file only this account can read.

The file is TOML, one line per agency with the agency's key; the newest password first, so that one can be changed:

    police = ["correct horse battery staple"]
    health = ["this year's", "last year's"]
"""

import os
import stat
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from sscb_pipeline.errors import SscbError
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.agencies import AGENCIES

_KEYS = frozenset(agency.key for agency in AGENCIES)


def agreed_passwords(settings: Settings) -> dict[str, list[str]]:
    """Agency key -> its passwords; nothing when there is no such file. Raises SscbError, without repeating a password."""
    path = settings.passwords_named or settings.data / "passwords.toml"
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise SscbError(
                    f"The file of agreed passwords {path} can be read by other accounts.",
                    f"Close it to them: chmod 600 {path}",
                )
            read = tomllib.loads(file.read().decode())
    except FileNotFoundError:
        if settings.passwords_named:
            raise SscbError(
                f"There is no file of agreed passwords {path}.", "Correct SSCB_PASSWORDS_FILE, or unset it."
            ) from None
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise SscbError(
            f"The file of agreed passwords {path} cannot be read ({type(fault).__name__}).",
            'Write one line per agency: police = ["the password"]',
        ) from None
    return {agency: _list_of(path, agency, given) for agency, given in read.items()}


def _list_of(path: Path, agency: str, given: object) -> list[str]:
    if agency not in _KEYS:
        raise SscbError(
            f"The file of agreed passwords {path} names an agency we do not know.",
            f"Use one of the keys {', '.join(sorted(_KEYS))}.",
        )
    if not isinstance(given, list) or not all(isinstance(password, str) and password for password in given):
        raise SscbError(
            f"The file of agreed passwords {path} holds no list of passwords for {agency}.",
            f'Write it as {agency} = ["the password"]',
        )
    return given


def all_of(agreed: Mapping[str, Sequence[str]]) -> list[str]:
    """Every password, whoever it was agreed with: which agency a protected file comes from is known once it is open."""
    return [password for passwords in agreed.values() for password in passwords]


def password_for(agreed: Mapping[str, Sequence[str]], agency: str | None) -> str | None:
    """The newest password agreed with an agency, to protect what goes back to it; None where none is agreed."""
    return next(iter(agreed.get(agency or "", ())), None)
