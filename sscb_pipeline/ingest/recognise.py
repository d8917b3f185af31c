"""Decides which return a file is, about which month, and which part of it: content first, file name second.

Doubt is a refusal that asks one question. The date a file was modified is never asked.
"""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePath

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.completeness import headings_lacking, judge_completeness
from sscb_pipeline.ingest.grid import RawSheet
from sscb_pipeline.ingest.headings import Table, heading_key, tables_on
from sscb_pipeline.ingest.months import Covered, covered_months
from sscb_pipeline.ingest.spellings import NO_SITE_SPELLINGS, SiteSpellings
from sscb_pipeline.returns.declaration import NotKept, Return, YesNo, words_of
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.returns.template_sheets import NOTES_BEGIN, TEMPLATE_CODES, TEMPLATE_NOTES
from sscb_pipeline.thresholds import Thresholds, thresholds_of_the_house
from sscb_pipeline.vocabulary.agencies import AGENCIES, Agency

_TABLE_LIKE_ROWS, _TABLE_LIKE_CELLS = 3, 3
"""A sheet with so many rows of so many cells may be a table we do not know; with less it is notes."""


@dataclass(frozen=True)
class LeftSheet:
    """A sheet that is not read: why (`rule`), how strongly that is told, and in words."""

    raw: RawSheet
    strength: str
    rule: str
    words: str


@dataclass(frozen=True)
class Recognised:
    """What a file is: `tables` those that are read, in the order declared; `left` the other sheets that hold anything.

    `covers_from`: the first month its rows are about, where a file replaces more than its own month.
    """

    declared: Return
    month: str
    covers_from: str
    part: str
    tables: tuple[Table, ...]
    left: tuple[LeftSheet, ...]


def return_in_name(file_name: str) -> Return | None:
    """The return whose agreed file stem stands in the name, if exactly one does (the longest wins)."""
    words = f" {words_of(PurePath(file_name).stem)} "
    found = [r for r in all_returns() if f" {words_of(r.file_stem)} " in words]
    found.sort(key=lambda r: len(r.file_stem), reverse=True)
    return found[0] if found else None


def agency_in_name(file_name: str) -> Agency | None:
    """The agency whose agreed beginning the file name has (`SyP_…`)."""
    name = file_name.casefold()
    return next((agency for agency in AGENCIES if name.startswith(f"{agency.sender.casefold()}_")), None)


def recognise(
    file_name: str,
    sheets: list[RawSheet],
    today: dt.date,
    known: Return | None = None,
    sender: Agency | None = None,
    site: SiteSpellings = NO_SITE_SPELLINGS,
    thresholds: Thresholds | None = None,
) -> Recognised:
    """What the file is; with `known`, a return it was recognised as before, only that one's tables are looked for. `sender`:
    the agency whose landing folder it lay in. `thresholds`: those of the house unless given.

    Raises FileRefused (with the return, once that is known): nothing to read, no declared table, another agency's, columns
    missing, month unclear.
    """
    thresholds = thresholds or thresholds_of_the_house()
    if not any(len(sheet.filled) and sheet.filled.any() for sheet in sheets):
        raise FileRefused(
            "empty_file",
            "The workbook has no rows at all.",
            "Send it again; if there was nothing to report, write 'nil return' below the headings.",
        )
    visible = [sheet for sheet in sheets if sheet.visible]
    candidates = {id(sheet): tables_on(sheet, (known,) if known else all_returns(), site) for sheet in visible}
    declared = _which_return(file_name, [table for tables in candidates.values() for table in tables], sheets)
    try:
        _judge_sender(declared, file_name, sender)
        tables = _tables_read(declared, candidates)
        judge_completeness(thresholds, declared, tables, sheets)
        used = {id(table.raw) for table in tables}
        other = [sheet for sheet in visible if id(sheet) not in used]
        covered: Covered = covered_months(PurePath(file_name).stem, declared, tables, other, today)
    except FileRefused as refusal:
        refusal.return_name = declared.name
        raise
    others = [sheet for sheet in sheets if id(sheet) not in used and sheet.filled.any()]
    left = tuple(_left(thresholds, declared, sheet, candidates.get(id(sheet), [])) for sheet in others)
    part = _which_part(file_name, declared)
    return Recognised(declared, covered.month, covered.first, part, tuple(tables), left)


def _which_return(file_name: str, tables: list[Table], sheets: list[RawSheet]) -> Return:
    named = return_in_name(file_name)
    found: dict[str, tuple[bool, int, int]] = {}  # complete sheets, sheet names that agree, columns found
    for table in tables:
        complete, agreeing, columns = found.get(table.declared.name, (False, 0, 0))
        found[table.declared.name] = (complete or not table.missing, agreeing + table.name_agrees, columns + table.standing[2])
    if not found:
        names = ", ".join(_quoted(sheet) for sheet in sheets if sheet.name and sheet.visible) or "the only sheet"
        hint = f" The file name says {named.name}; none of its headings were found." if named else ""
        hidden = ", ".join(_quoted(sheet) for sheet in sheets if not sheet.visible)
        hint += f" Hidden sheets are not read: {hidden}." if hidden else ""
        raise FileRefused(
            "not_recognised",
            f"No sheet holds the headings of a return we know (looked at {names}).{hint}",
            "Use the blank workbook of the return (sscb template), or give the columns their usual headings.",
        )
    if named and named.name in found and (found[named.name][0] or not any(f[0] for f in found.values())):
        return named
    best = max(found.values())
    leaders = [name for name, standing in found.items() if standing == best]
    if len(leaders) > 1:
        raise FileRefused(
            "return_unclear",
            f"The file could be {' or '.join(sorted(leaders))}.",
            "Which return is it? Put its name into the file name and send it again.",
        )
    chosen = next(r for r in all_returns() if r.name == leaders[0])
    if named and named.name != chosen.name and best[0]:
        raise FileRefused(
            "return_unclear",
            f"The file name says {named.name}, but the sheets hold {chosen.name}.",
            "Which of the two is it? Correct the file name and send it again.",
        )
    return chosen


def _quoted(sheet: RawSheet) -> str:
    return f"'{sheet.name}'" if sheet.called == sheet.name else sheet.called


def _judge_sender(declared: Return, file_name: str, sender: Agency | None) -> None:
    named = sender or agency_in_name(file_name)
    if named and named != declared.agency:
        where = "lay in the folder of" if sender else "is named as a file of"
        raise FileRefused(
            "wrong_agency",
            f"The file {where} {named.name}, but holds {declared.title}, which {declared.agency.name} sends.",
            "Who sent it? Correct the file name or the folder, or send the right file.",
        )


def _tables_read(declared: Return, candidates: dict[int, list[Table]]) -> list[Table]:
    """The tables that are read, the best fit first: one for each declared sheet, or one per area where people split it.

    Raises FileRefused when two sheets could be the same declared one and nothing tells which counts.
    """
    ours = [table for tables in candidates.values() for table in tables if table.declared is declared]
    ours.sort(key=lambda table: table.standing, reverse=True)
    taken: dict[type, list[Table]] = {}
    used: set[int] = set()
    for table in ours:
        beside = taken.get(table.sheet)
        if id(table.raw) not in used and (not beside or (not table.missing and _split(table, beside))):
            taken.setdefault(table.sheet, []).append(table)
            used.add(id(table.raw))
    for table in ours:
        chosen = taken[table.sheet][0] if table.sheet in taken else None
        if chosen and id(table.raw) not in used and not table.missing and (table.name_agrees or not chosen.name_agrees):
            raise FileRefused(
                "two_sheets_match",
                f"{_quoted(chosen.raw)} and {_quoted(table.raw)} both hold the table {table.sheet.facts().name}.",
                "If both count, put all rows on one sheet; if only one does, remove or hide the other. Send the file again.",
            )
    return [table for sheet in declared.sheets for table in taken.get(sheet, ())]


def _split(table: Table, beside: list[Table]) -> bool:
    """Whether the table is a further part of those taken: another area's by its name, or one that says its areas itself."""
    split_by = table.sheet.facts().split_by
    if split_by is None:
        return False
    if table.given:
        return all(other.given != table.given for other in beside)
    return split_by in table.columns and not any(other.name_agrees for other in beside)


def _left(thresholds: Thresholds, declared: Return, sheet: RawSheet, candidates: list[Table]) -> LeftSheet:
    if not sheet.visible:
        return LeftSheet(sheet, "query", "hidden_sheet", "The sheet is hidden; hidden sheets are not read")
    kept_away = next((other for other in declared.not_kept if _is(other, sheet)), None)
    if kept_away:
        return LeftSheet(sheet, "note", "sheet_not_kept", f"The sheet was not kept: {kept_away.reason.rstrip('.')}")
    if _is_of_the_template(declared, sheet):
        return LeftSheet(sheet, "note", "template_sheet", "The sheet is the blank workbook's own, no table of this return")
    again = next((table for table in candidates if table.declared is declared and not table.missing), None)
    if again:
        name = again.sheet.facts().name
        words = f"The sheet holds the table {name} too; the sheet called {name} was loaded, this one was not"
        return LeftSheet(sheet, "query", "sheet_not_loaded", words)
    called = next((s.facts() for s in declared.sheets if heading_key(sheet.name) in s.facts().name_keys), None)
    lacking = headings_lacking(called, sheet, thresholds.heading_near_from) if called else []
    if called and lacking:
        words = f"The sheet is called as {called.name}, but no column is headed {', '.join(lacking)}; it was not loaded"
        return LeftSheet(sheet, "query", "sheet_not_loaded", words)
    if int((sheet.filled >= _TABLE_LIKE_CELLS).sum()) >= _TABLE_LIKE_ROWS:
        return LeftSheet(
            sheet, "query", "sheet_not_loaded", "The sheet holds a table that is none of this return's; it was not loaded"
        )
    return LeftSheet(sheet, "note", "notes_sheet", "The sheet holds notes, no table of this return")


def _is_of_the_template(declared: Return, sheet: RawSheet) -> bool:
    """Whether a sheet is one that `sscb template` puts beside the tables: known by its name and its first words."""
    if sheet.name == TEMPLATE_NOTES:
        return any(isinstance(cell, str) and cell.startswith(NOTES_BEGIN) for row in sheet.rows(20) for cell in row)
    lists = {c.codes for s in declared.sheets for c in s.facts().columns.values() if c.codes} | {YesNo.meaning}
    headings = {cell for row in sheet.rows(1) for cell in row if cell is not None}
    return sheet.name == TEMPLATE_CODES and bool(headings) and headings <= lists


def _is(other: NotKept, sheet: RawSheet) -> bool:
    if heading_key(sheet.name) in other.name_keys:
        return True
    return any(other.told_by_keys <= {heading_key(cell) for cell in row} for row in sheet.rows(40))


def _which_part(file_name: str, declared: Return) -> str:
    words = re.split(r"[^0-9A-Za-z]+", PurePath(file_name).stem.upper())
    parts = [part for part in declared.parts if part.upper() in words]
    return parts[0] if len(parts) == 1 else ""
