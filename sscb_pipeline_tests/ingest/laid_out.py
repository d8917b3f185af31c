"""The ways a sheet of rows is laid out by people: titles, columns in any order, totals between; and where each cell stands."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from sscb_pipeline.returns.declaration import Column, Return, SheetFacts
from sscb_pipeline_tests.ingest.described import Row
from sscb_pipeline_tests.ingest.written_as import as_text, write_as

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
SEPARATORS = (",", ";", "\t")
JUNK = ("blank", "spaces", "total", "note", "heading")


@dataclass(frozen=True)
class Layout:
    """How one file is laid out. `junk`: (before which row, which kind). `chance` decides what has no name here: the order of
    columns, which spelling of a heading, which columns that are not needed are left out."""

    kind: str = "xlsx"
    encoding: str = "utf-8"
    separator: str = ","
    titles: int = 0
    from_left: int = 0
    two_lines: bool = False
    shuffled: bool = False
    unknown: int = 0
    left_out: bool = False
    split: bool = False
    junk: tuple[tuple[int, str], ...] = ()
    chance: int = 0


def layouts(declared: Return) -> st.SearchStrategy[Layout]:
    """Any layout this return may come in."""
    facts = [sheet.facts() for sheet in declared.sheets]
    kinds = ["xlsx", "xlsb", "xls", "ods", *(["csv"] * 2 if len(facts) == 1 else [])]
    return st.builds(
        Layout,
        kind=st.sampled_from(kinds),
        encoding=st.sampled_from(ENCODINGS),
        separator=st.sampled_from(SEPARATORS),
        titles=st.integers(0, 3),
        from_left=st.integers(0, 2),
        two_lines=st.booleans(),
        shuffled=st.booleans(),
        unknown=st.integers(0, 2),
        left_out=st.booleans(),
        split=st.booleans() if len(facts) == 1 and facts[0].split_by else st.just(False),
        junk=st.lists(st.tuples(st.integers(0, 4), st.sampled_from(JUNK)), max_size=3).map(tuple),
        chance=st.integers(0, 999),
    )


@dataclass
class LaidOut:
    """One sheet as it is written. `places`: (number of the row, column) -> its (row, 0-based column) in the sheet."""

    facts: SheetFacts
    name: str
    rows: list[Row]
    grid: list[list[Any]] = field(default_factory=list)
    places: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    sheet_rows: list[int] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    junk: int = 0

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """Hypothesis shows a failing example by this: the sheet, not the declaration."""
        printer.text(f"<sheet {self.name}: {self.grid}>")


def lay_out(layout: Layout, declared: Return, rows: Mapping[str, Sequence[Row]]) -> list[LaidOut]:
    """The sheets of a return, each with its rows."""
    sheets = []
    for number, model in enumerate(declared.sheets):
        facts = model.facts()
        chance = random.Random(1000 * layout.chance + number)  # noqa: S311 - made-up sheets
        by_name: dict[str, list[Row]] = {facts.name: list(rows[facts.name])}
        if layout.split and facts.split_by and layout.kind != "csv":
            by_name = {}
            for row in rows[facts.name]:
                by_name.setdefault(f"Area {row[facts.split_by].value}", []).append(row)
        for name, own in by_name.items():
            sheets.append(_lay_out(layout, facts, name, own, chance, name != facts.name))
    return sheets


def _lay_out(layout: Layout, facts: SheetFacts, name: str, rows: list[Row], chance: random.Random, split: bool) -> LaidOut:
    sheet = LaidOut(facts, name, rows)
    needed = {*facts.told_by, facts.month_column, *(name for group in facts.identity for name in group)}
    sheet.columns = [
        column.name
        for column in facts.columns.values()
        if not (split and column.name == facts.split_by)
        and (column.required or column.name in needed or not layout.left_out or chance.random() < 0.7)
    ]
    order: list[str | None] = [*sheet.columns, *[None] * layout.unknown]
    if layout.shuffled:
        chance.shuffle(order)
    pad = [None] * layout.from_left
    headings = [_heading(facts.columns[c], chance) if c else f"Zq extra {n}" for n, c in enumerate(order)]
    sheet.grid = [[*pad, f"Return of {facts.name.replace('_', ' ').casefold()}, page {n}"] for n in range(layout.titles)]
    two_lines = layout.two_lines and len(headings) >= 4 and sum(" " in heading for heading in headings) >= 2
    if two_lines:
        parts = [heading.rpartition(" ")[::2] if " " in heading else ("", heading) for heading in headings]
        sheet.grid += [[*pad, *(upper for upper, _ in parts)], [*pad, *(lower for _, lower in parts)]]
    else:
        sheet.grid.append([*pad, *headings])
    heading = sheet.grid[-1]
    for number, row in enumerate(rows):
        _junk(sheet, [kind for before, kind in layout.junk if before == number], pad, heading)
        sheet.sheet_rows.append(len(sheet.grid) + 1)
        text = layout.kind == "csv"
        own = {column: row[column].in_text if text else row[column].cell for column in sheet.columns}
        cells = [own[column] if column else f"more {number}" for column in order]
        for position, column in enumerate(order):
            if column:
                sheet.places[number, column] = len(sheet.grid) + 1, position + layout.from_left
        sheet.grid.append([*pad, *cells])
    _junk(sheet, [kind for before, kind in layout.junk if before >= len(rows) and kind in ("total", "note")], pad, heading)
    return sheet


def _junk(sheet: LaidOut, kinds: list[str], pad: list[None], heading: list[Any]) -> None:
    for kind in kinds:
        row = {"blank": [], "spaces": [" ", None, "\u00a0"], "total": ["Total", 12], "note": ["Source: the case system"]}
        sheet.grid.append(list(heading) if kind == "heading" else [*pad, *row[kind]])
        sheet.junk += 1


def _heading(column: Column, chance: random.Random) -> str:
    spelt = chance.choice([column.heading, column.heading, column.name, *column.headings])
    return chance.choice([spelt, spelt.upper(), spelt.replace("_", " "), spelt.replace(" ", "  "), f" {spelt}:"]).strip()


def write(layout: Layout, folder: Path, declared: Return, sheets: Sequence[LaidOut], month: str) -> Path:
    """The file, under the name the agency is asked to use."""
    path = (folder / declared.file_name(month)).with_suffix(f".{layout.kind}")
    if layout.kind == "csv":
        content = as_text(sheets[0].grid, "utf-8", layout.separator).decode()
        encoding = layout.encoding
        if encoding == "cp1252" and not _fits(content):
            encoding = "utf-8-sig"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode(encoding))
        return path
    return write_as(layout.kind, path, {sheet.name: sheet.grid for sheet in sheets})


def _fits(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
