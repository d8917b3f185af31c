"""Decides which return a file is, about which month, and which part of it: content first, file name second.

Doubt is a refusal that asks one question. The date a file was modified is never asked.
"""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePath

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.headings import Table, tables_on
from sscb_pipeline.ingest.months import months_in, months_stated
from sscb_pipeline.ingest.workbook import RawSheet
from sscb_pipeline.returns.declaration import Return, words_of
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import FIRST_MONTH
from sscb_pipeline.vocabulary.calendar import day_after_month, first_day


@dataclass(frozen=True)
class Recognised:
    """What a file is: `tables` one per declared sheet found, `ignored` the sheets that hold no declared table."""

    declared: Return
    month: str
    part: str
    tables: tuple[Table, ...]
    ignored: tuple[RawSheet, ...]


def return_in_name(file_name: str) -> Return | None:
    """The return whose agreed file stem stands in the name, if exactly one does (the longest wins)."""
    words = f" {words_of(PurePath(file_name).stem)} "
    found = [r for r in all_returns() if f" {words_of(r.file_stem)} " in words]
    found.sort(key=lambda r: len(r.file_stem), reverse=True)
    return found[0] if found else None


def recognise(file_name: str, sheets: list[RawSheet], today: dt.date, known: Return | None = None) -> Recognised:
    """What the file is; with `known`, a return it was recognised as before, only that one's tables are looked for.

    Raises FileRefused: nothing to read, no declared table, columns missing, month unclear.
    """
    if not any(sheet.rows for sheet in sheets):
        raise FileRefused(
            "empty_file",
            "The workbook has no rows at all.",
            "Send it again; if there was nothing to report, send the sheet with its headings only.",
        )
    visible = [sheet for sheet in sheets if sheet.visible]
    candidates = {id(sheet): tables_on(sheet, (known,) if known else all_returns()) for sheet in visible}
    declared = _which_return(file_name, [table for tables in candidates.values() for table in tables], sheets)
    tables = _one_table_per_sheet(declared, candidates)
    _judge_completeness(declared, tables, sheets)
    used = {id(table.raw) for table in tables}
    month = _which_month(file_name, declared, tables, today)
    return Recognised(
        declared,
        month,
        _which_part(file_name, declared),
        tuple(tables),
        tuple(sheet for sheet in sheets if id(sheet) not in used and sheet.rows),
    )


def _which_return(file_name: str, tables: list[Table], sheets: list[RawSheet]) -> Return:
    named = return_in_name(file_name)
    found: dict[str, tuple[bool, int, int]] = {}  # complete sheets, sheet names that agree, columns found
    for table in tables:
        complete, agreeing, columns = found.get(table.declared.name, (False, 0, 0))
        found[table.declared.name] = (complete or not table.missing, agreeing + table.name_agrees, columns + len(table.columns))
    if not found:
        names = ", ".join(f"'{sheet.name}'" for sheet in sheets if sheet.name) or "the only sheet"
        hint = f" The file name says {named.name}; none of its headings were found." if named else ""
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


def _one_table_per_sheet(declared: Return, candidates: dict[int, list[Table]]) -> list[Table]:
    """Each workbook sheet serves one declared sheet at most, the best fit first; order as declared."""
    ours = sorted(
        (t for tables in candidates.values() for t in tables if t.declared is declared),
        key=lambda table: table.standing,
        reverse=True,
    )
    taken: dict[type, Table] = {}
    used: set[int] = set()
    for table in ours:
        if table.sheet not in taken and id(table.raw) not in used:
            taken[table.sheet] = table
            used.add(id(table.raw))
    return [taken[sheet] for sheet in declared.sheets if sheet in taken]


def _judge_completeness(declared: Return, tables: list[Table], sheets: list[RawSheet]) -> None:
    hidden = [sheet.name for sheet in sheets if not sheet.visible]
    for sheet in declared.sheets:
        facts = sheet.facts()
        table = next((t for t in tables if t.sheet is sheet), None)
        if table is None and not facts.optional:
            also = f" Hidden sheets are not read: {', '.join(hidden)}." if hidden else ""
            raise FileRefused(
                "sheet_missing",
                f"{declared.title}: the sheet {facts.name} was not found; sheets found: "
                f"{', '.join(s.name or 'the only one' for s in sheets)}.{also}",
                f"Add a sheet {facts.name} with its headings (leave it without rows if there were none).",
            )
        if table is not None and table.missing:
            names = ", ".join(facts.columns[name].heading for name in table.missing)
            raise FileRefused(
                "column_missing",
                f"Sheet {table.raw.name or facts.name}, row {table.heading_row + 1}: no column is headed {names}.",
                "Add the column or give it its usual heading, and send the file again.",
            )
        if table is not None and table.repeated:
            raise FileRefused(
                "column_repeated",
                f"Sheet {table.raw.name or facts.name}, row {table.heading_row + 1}: a heading stands twice.",
                "Keep one of the two columns and send the file again.",
            )


def _which_month(file_name: str, declared: Return, tables: list[Table], today: dt.date) -> str:
    named = months_in(PurePath(file_name).stem)
    stated: set[str] = set()
    for table in tables:
        stated |= months_stated(table.raw.rows[: table.heading_row])
    if len(named) > 1 or len(stated) > 1 or (named and stated and named != stated):
        raise FileRefused(
            "month_unclear",
            f"{declared.title}: the file name and the sheets name different months ({', '.join(sorted(named | stated))}).",
            "Which month is it about? Correct the file and send it again.",
        )
    if not named and not stated:
        raise FileRefused(
            "month_unclear",
            f"{declared.title}: neither the file name nor the sheets say which month it is about.",
            f"Which month is it about? Call the file {declared.file_name('2016-11')} (with its month) and send it.",
        )
    month = (stated or named).pop()
    if month < FIRST_MONTH:
        raise FileRefused(
            "month_too_early",
            f"{declared.title}: the file is about {month}; the months held begin with {FIRST_MONTH}.",
            "Which month is it about? If that one, ask the data team to let the months begin earlier.",
        )
    if first_day(month) > today:
        raise FileRefused(
            "month_not_begun",
            f"{declared.title}: the file is about {month}, a month that has not begun.",
            f"Which month is it about? It was received on {today:%d %B %Y}, before {day_after_month(month):%B %Y}.",
        )
    return month


def _which_part(file_name: str, declared: Return) -> str:
    words = re.split(r"[^0-9A-Za-z]+", PurePath(file_name).stem.upper())
    parts = [part for part in declared.parts if part.upper() in words]
    return parts[0] if len(parts) == 1 else ""
