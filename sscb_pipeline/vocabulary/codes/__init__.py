"""Code lists: `<list>.csv` says which spellings mean which code. One spelling a line: code, spelling, meaning.

A code's first line spells the code itself and carries its meaning; further lines are other spellings agencies send.
A line with the code ? is a spelling seen for two codes: it is refused, never decided. A line without a code is what
systems write where nothing was recorded: it is read as blank.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sscb_pipeline.errors import DeclarationError

FOLDER = Path(__file__).parent
AMBIGUOUS, BLANK = "?", ""
"""What stands in the code column of spellings that lead to no code."""
_NOT_WORD = re.compile(r"[^0-9a-z+]+")


def spelling_key(text: str) -> str:
    """How spellings and headings are compared: case, punctuation and spacing do not matter."""
    return _NOT_WORD.sub(" ", text.casefold().replace("'", "").replace("\u2019", "")).strip()


@dataclass(frozen=True)
class CodeList:
    """One list: `meanings` code -> words, `spellings` spelling key -> code, and the keys of spellings that could be two
    codes (`ambiguous`) or say nothing (`blank`)."""

    name: str
    meanings: dict[str, str]
    spellings: dict[str, str]
    ambiguous: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()


@cache
def code_list(name: str) -> CodeList:
    """The code list called `name`. Raises DeclarationError when it is absent, or a spelling leads to two codes."""
    path = FOLDER / f"{name}.csv"
    if not path.exists():
        raise DeclarationError(f"There is no code list called {name}.", f"Write it as vocabulary/codes/{name}.csv.")
    meanings: dict[str, str] = {}
    spellings: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            code, key = row["code"], spelling_key(row["spelling"])
            if code not in meanings and code not in (AMBIGUOUS, BLANK):
                if row["spelling"] != code or not row["meaning"]:
                    raise DeclarationError(
                        f"codes/{name}.csv, line {line}: a code's first line spells the code itself and says its meaning."
                    )
                meanings[code] = row["meaning"]
            if spellings.setdefault(key, code) != code:
                raise DeclarationError(
                    f"codes/{name}.csv, line {line}: '{row['spelling']}' is given for both {spellings[key]} and {code}."
                )
    apart = {code: frozenset(key for key, meant in spellings.items() if meant == code) for code in (AMBIGUOUS, BLANK)}
    codes = {key: code for key, code in spellings.items() if code not in apart}
    return CodeList(name, meanings, codes, apart[AMBIGUOUS], apart[BLANK])


def all_code_lists() -> list[CodeList]:
    """Every list in the folder, by name."""
    return [code_list(path.stem) for path in sorted(FOLDER.glob("*.csv"))]
