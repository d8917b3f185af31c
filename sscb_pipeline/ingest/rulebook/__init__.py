"""Every rule code a file, sheet, heading, cell or row can be given: what it means, how strongly it counts, what to do.

One file per level, one entry per code:

    [not_a_date]
    strength = ["refuse", "query"]     # the strictest first; one word where there is only one
    means = "The cell cannot be read as a date."
    do = "Write it as dd/mm/yyyy, or format the cell as a date in Excel."
    example = "'early November'; '5/11'."

A code stands in one file only. Examples are made up. Rules declared in a return document themselves (rulebook.declared).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sscb_pipeline.errors import DeclarationError

LEVELS = ("file", "sheet", "heading", "cell", "row", "between")
STRENGTHS = {
    "block": "the file is not loaded",
    "refuse": "the row is not loaded",
    "query": "loaded, and you are asked about it",
    "warn": "told to the data team",
    "ignore": "not data: counted and left out",
    "note": "how the file was read; nothing to do",
}
"""Each strength in words, the strictest first."""

_FIELDS = {"strength", "means", "do", "example"}


@dataclass(frozen=True)
class BookRule:
    """One rule as it is told. `strengths`: those it can have, the strictest first."""

    code: str
    level: str
    strengths: tuple[str, ...]
    means: str
    do: str
    example: str

    @property
    def strength(self) -> str:
        """The strictest it can be."""
        return self.strengths[0]


def rule_of(code: str) -> BookRule:
    """The entry of a code. Raises DeclarationError when the book has none, or when one of its files is wrong."""
    found = book().get(code)
    if found is None:
        raise DeclarationError(f"The rule {code} is not in the rule book.", "Add it to sscb_pipeline/ingest/rulebook/.")
    return found


@cache
def book() -> Mapping[str, BookRule]:
    """Code -> entry, in the order of the levels and of their files. Raises DeclarationError."""
    return read_book(Path(__file__).parent)


def read_book(folder: Path) -> dict[str, BookRule]:
    """The book that lies in a folder. Raises DeclarationError naming the file and the entry that is wrong."""
    rules: dict[str, BookRule] = {}
    for level in LEVELS:
        try:
            entries = tomllib.loads((folder / f"{level}.toml").read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
            raise DeclarationError(f"The rule book's {level}.toml cannot be read: {fault}.") from None
        for code, entry in entries.items():
            if code in rules:
                raise DeclarationError(f"The rule {code} stands in {rules[code].level}.toml and in {level}.toml.")
            rules[code] = _entry(level, code, entry)
    return rules


def _entry(level: str, code: str, entry: Any) -> BookRule:
    where = f"The rule {code} in {level}.toml"
    if not isinstance(entry, dict) or set(entry) != _FIELDS:
        raise DeclarationError(f"{where} needs {', '.join(sorted(_FIELDS))} and nothing else.")
    strengths = entry["strength"] if isinstance(entry["strength"], list) else [entry["strength"]]
    if not strengths or strengths != [known for known in STRENGTHS if known in strengths]:
        raise DeclarationError(f"{where}: strength is one of {', '.join(STRENGTHS)}, or several, the strictest first.")
    for name in sorted(_FIELDS - {"strength"}):
        if not isinstance(entry[name], str) or not entry[name].endswith("."):
            raise DeclarationError(f"{where}: {name} is a sentence and ends with a full stop.")
    return BookRule(code, level, tuple(strengths), entry["means"], entry["do"], entry["example"])
