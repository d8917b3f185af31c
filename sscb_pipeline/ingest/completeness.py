"""Whether a recognised file has what its return needs: its sheets, its columns, each with one heading. Raises FileRefused."""

from difflib import get_close_matches

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.cells import has_invisible_character
from sscb_pipeline.ingest.grid import RawSheet
from sscb_pipeline.ingest.headings import SEARCHED_ROWS, Table, heading_key
from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.ingest.senders_words import column_called, in_sheet
from sscb_pipeline.returns.declaration import Column, Return, SheetFacts
from sscb_pipeline.thresholds import Thresholds


def judge_completeness(thresholds: Thresholds, declared: Return, tables: list[Table], sheets: list[RawSheet]) -> None:
    """Every sheet that is needed is there; every table has its needed columns, each once, below a heading that is text."""
    for sheet in declared.sheets:
        if not sheet.facts().optional and not any(table.sheet is sheet for table in tables):
            raise _sheet_missing(declared, sheet.facts().name, sheets)
    if not tables:
        raise _sheet_missing(declared, declared.sheets[0].facts().name, sheets)
    for table in tables:
        _judge_headings(thresholds, table)


def _sheet_missing(declared: Return, name: str, sheets: list[RawSheet]) -> FileRefused:
    hidden = ", ".join(sheet.called for sheet in sheets if not sheet.visible)
    found = ", ".join(sheet.called or "the only one" for sheet in sheets)
    return FileRefused(
        "sheet_missing",
        f"{declared.title}: the sheet {name} was not found; sheets found: {found}."
        + (f" Hidden sheets are not read: {hidden}." if hidden else ""),
        f"Add a sheet {name} with its headings (write 'nil return' below them if there were none).",
    )


def _judge_headings(thresholds: Thresholds, table: Table) -> None:
    facts = table.sheet.facts()
    where = f"{in_sheet(table.name)}, row {table.heading_row + 1}"
    for position, cell in enumerate(table.raw.row(table.heading_row)):
        if isinstance(cell, str) and has_invisible_character(cell):
            raise FileRefused(
                "heading_invisible_character",
                f"{where}: the heading of column {column_letters(position + 1)} holds an invisible character.",
                "Type the heading again and send the file again.",
            )
    if table.missing:
        told = [_missing(table, name, thresholds.heading_near_from) for name in table.missing]
        raise FileRefused(
            "column_missing",
            f"{where}: no column is headed {', '.join(told)}.",
            "Add the column or give it its usual heading, and send the file again.",
        )
    if table.repeated:
        headings = ", ".join(column_called(column_letters(p + 1), table.headings[p]) for p in table.repeated)
        raise FileRefused(
            "column_repeated",
            f"{where}: a heading stands twice: {headings}.",
            "Keep one of the two columns and send the file again.",
        )
    filled = table.raw.filled[table.heading_row + 1 :]
    for position in table.unheaded:
        below = int(table.raw.columns[position].filled[table.heading_row + 1 :].sum())
        if below > max(1, thresholds.unheaded_column_blocks_file_above * int((filled > 0).sum())):
            raise FileRefused(
                "heading_blank",
                f"{where}: column {column_letters(position + 1)} is filled, but its heading is "
                f"{'blank' if table.raw.cell(table.heading_row, position) == '' else 'a number or a date'}.",
                f"Give the column its heading ({facts.name} has: {', '.join(c.heading for c in facts.columns.values())}), "
                "or clear it, and send the file again.",
            )


def headings_lacking(facts: SheetFacts, raw: RawSheet, near: float) -> list[str]:
    """Of a sheet that has a declared one's name but is not it: the headings it would need, and what is nearly one of them.
    Empty when it has none of the declared headings."""
    rows = [[heading_key(cell) for cell in row] for row in raw.rows(SEARCHED_ROWS)]
    keys = max(rows, key=lambda row: sum(key in facts.heading_names for key in row), default=[])
    there = {facts.heading_names[key] for key in keys if key in facts.heading_names}
    needed = [c for c in facts.columns.values() if (c.required or c.name in facts.told_by) and c.name not in there]
    strange = {key: position for position, key in enumerate(keys) if key and key not in facts.heading_names}
    return [_nearly(column, strange, near) for column in needed] if there else []


def _nearly(column: Column, strange: dict[str, int], near: float) -> str:
    alike = [key for key in strange if get_close_matches(key, column.heading_keys(), n=1, cutoff=near)]
    return f"{column.heading} (column {column_letters(strange[alike[0]] + 1)} is nearly that)" if alike else column.heading


def _missing(table: Table, name: str, near: float) -> str:
    heading = table.sheet.facts().columns[name].heading
    found = table.nearly(name, near)
    if found is None:
        return heading
    return f"{heading} ({column_called(column_letters(found + 1), table.headings[found])} is nearly that)"
