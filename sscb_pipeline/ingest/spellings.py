"""Spellings a site has accepted, beside those the declarations know: DATA/spellings.csv, one a line.

    where,spelling,code
    missing_risk,very high,HIGH                  a word of a code list, and the code it means
    pol_missing.Missing.found_at,return time,    a heading of a column

Spellings stand there as they are compared, blind to case and punctuation. A file is read with those that stand there when it
is read; what was loaded before stays as it was.
"""

import csv
import io
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sscb_pipeline.errors import DeclarationError, SscbError, WrongUsage
from sscb_pipeline.returns.declaration import Return, SheetFacts
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.codes import CodeList, code_list, spelling_key

_FIELDS = ("where", "spelling", "code")


@dataclass(frozen=True)
class SiteSpellings:
    """What a site adds. `codes`: list -> spelling as compared -> code. `headings`: (return, sheet) -> heading as compared ->
    column."""

    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    headings: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def codes_for(self, name: str) -> Mapping[str, str]:
        """Spelling as compared -> code, of one code list; to be looked up where the list itself has no answer."""
        return self.codes.get(name, {})

    def headings_for(self, return_name: str, sheet: str) -> Mapping[str, str]:
        """Heading as compared -> column, of one declared sheet."""
        return self.headings.get((return_name, sheet), {})


NO_SITE_SPELLINGS = SiteSpellings()


def site_spellings(settings: Settings) -> SiteSpellings:
    """The spellings of a data folder. Raises SscbError naming the line that cannot hold, never the word in it."""
    return _read(_path(settings))


def accept_spelling(settings: Settings, name: str, spelling: str, code: str) -> None:
    """From the next file on, this word of the code list means this code.

    Raises WrongUsage when there is no such list or code, or the word means a code already.
    """
    known = _list_named(name)
    key = _key(spelling)
    if code not in known.meanings:
        raise WrongUsage(f"The list {name} has no code {code}.", f"Its codes are: {', '.join(known.meanings)}.")
    means = _meaning(known, key) or site_spellings(settings).codes_for(name).get(key)
    if means:
        raise WrongUsage(f"That spelling is known already: in {name} it means {means}.", "One spelling leads to one code.")
    _append(settings, (name, key, code))


def accept_heading(settings: Settings, column: str, heading: str) -> None:
    """From the next file on, this heading is one of the column's. `column`: return.sheet.column.

    Raises WrongUsage when there is no such column, or the heading leads to a column of the sheet already.
    """
    declared, facts, name = _column_named(column)
    key = _key(heading)
    leads_to = facts.heading_names.get(key) or site_spellings(settings).headings_for(declared.name, facts.name).get(key)
    if leads_to:
        raise WrongUsage(
            f"That heading is known already: on {facts.name} it is {leads_to}.", "One heading leads to one column."
        )
    _append(settings, (f"{declared.name}.{facts.name}.{name}", key, ""))


def _path(settings: Settings) -> Path:
    return settings.data / "spellings.csv"


def _key(spelling: str) -> str:
    key = spelling_key(spelling)
    if not key:
        raise WrongUsage("That spelling has no letter or digit.", "A dash or a dot cannot stand for a code or a column.")
    return key


def _list_named(name: str) -> CodeList:
    try:
        return code_list(name)
    except DeclarationError:
        raise WrongUsage(f"There is no code list called {name}.", "docs/dictionary.md names the list of each column.") from None


def _column_named(column: str) -> tuple[Return, SheetFacts, str]:
    return_name, _, rest = column.partition(".")
    sheet_name, _, name = rest.partition(".")
    declared = return_named(return_name)
    for sheet in declared.sheets:
        if sheet.facts().name.casefold() == sheet_name.casefold() and name in sheet.facts().columns:
            return declared, sheet.facts(), name
    raise WrongUsage("There is no such column.", "Write it as return.sheet.column, for example pol_missing.Missing.found_at.")


def _meaning(known: CodeList, key: str) -> str | None:
    """What a spelling means in the list as declared; two codes, or nothing recorded, are meanings too."""
    if key in known.ambiguous:
        return "two codes"
    return "nothing recorded" if key in known.blank else known.spellings.get(key)


def _read(path: Path) -> SiteSpellings:
    if not path.is_file():
        return SiteSpellings()
    codes: dict[str, dict[str, str]] = defaultdict(dict)
    headings: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise SscbError(f"{path} cannot be read ({type(fault).__name__}).", "Correct it: it is a CSV file in UTF-8.") from None
    for line, row in enumerate(rows, start=2):
        where, spelling, code = (row.get(name) or "" for name in _FIELDS)
        try:
            key = _key(spelling)
            if "." in where:
                declared, facts, name = _column_named(where)
                known = facts.heading_names.get(key, name)
                kept, means = headings[declared.name, facts.name], name
            else:
                listed = _list_named(where)
                known = _meaning(listed, key) or code
                kept, means = codes[where], code if code in listed.meanings else ""
        except WrongUsage as wrong:
            raise SscbError(f"{path}, line {line}: {wrong.what_happened}", "Correct the line, or take it out.") from None
        if not means or known != means or kept.setdefault(key, means) != means:
            says = "it names a code there is not" if not means else "its spelling leads to two codes or columns"
            raise SscbError(f"{path}, line {line}: {says}.", "Correct the line, or take it out.")
    return SiteSpellings(dict(codes), dict(headings))


def _append(settings: Settings, row: tuple[str, str, str]) -> None:
    """Write the file anew with one line more, so that a reader meets the old or the new one whole."""
    settings.make_folders()
    path = _path(settings)
    lines = path.read_text(encoding="utf-8-sig") if path.is_file() else ",".join(_FIELDS) + "\n"
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(row)
    waiting = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        waiting.write_text(lines.rstrip("\n") + "\n" + written.getvalue(), encoding="utf-8")
        waiting.replace(path)
    except OSError as fault:
        waiting.unlink(missing_ok=True)
        raise SscbError(f"{path} cannot be written ({type(fault).__name__}).", "Nothing was accepted.") from None
