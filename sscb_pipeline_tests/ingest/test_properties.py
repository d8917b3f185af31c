"""What holds for any rows a return can describe, in any layout and format; `make properties` tries many more of them."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.judge import judge
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import all_returns, return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.codes import code_list
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.contracts.test_ingest import month_of
from sscb_pipeline_tests.ingest.described import Row, Written, cells_of, rows_of
from sscb_pipeline_tests.ingest.laid_out import LaidOut, Layout, lay_out, layouts, write
from sscb_pipeline_tests.ingest.reading_back import (
    MONTH,
    differences,
    each_return,
    examples,
    expected,
    honest_rows,
    read_back,
    said,
    values,
)
from sscb_pipeline_tests.ingest.written_as import write_as


@st.composite
def files(draw: st.DrawFn, declared: Return) -> tuple[Layout, list[LaidOut]]:
    """Any file of a return: rows for each of its sheets, laid out in any way."""
    layout = draw(layouts(declared))
    most = 4 if len(declared.sheets) < 4 else 2
    rows: dict[str, list[Row]] = {sheet.facts().name: draw(rows_of(sheet.facts(), most)) for sheet in declared.sheets}
    sheets = lay_out(layout, declared, rows)
    return layout, sheets or lay_out(Layout(), declared, rows)


@each_return
def test_any_rows_in_any_layout_are_read_back_as_they_were_meant(declared: Return, tmp_path: Path) -> None:
    @examples(10)
    @given(file=files(declared))
    def holds(file: tuple[Layout, list[LaidOut]]) -> None:
        layout, sheets = file
        found, read = read_back(write(layout, tmp_path, declared, sheets, MONTH))
        assert (found.declared.name, found.month) == (declared.name, MONTH)
        by_name = {sheet.name if layout.kind != "csv" else sheet.facts.name: sheet for sheet in sheets}
        assert {conformed.sheet_name for conformed in read} == by_name.keys()
        for conformed in read:
            sheet = by_name[conformed.sheet_name]
            assert list(conformed.frame.index) == sheet.sheet_rows
            assert differences(conformed, sheet) == []
            assert not conformed.refused and not conformed.queries
            assert {label: conformed.why_blank[label] for label in sorted(conformed.why_blank)} == said(sheet)
            assert (conformed.rows_read, conformed.ignored_count) == (len(sheet.rows) + sheet.junk, sheet.junk)
        judge(read)
        for conformed in read:
            declared_rules = {*conformed.table.sheet.facts().rules, "no_identity", "required", "duplicate_row"}
            assert {f.rule for told in conformed.refused.values() for f in told} <= declared_rules
            assert len(conformed.accepted_frame()) + len(conformed.refused) + conformed.ignored_count == conformed.rows_read

    holds()


WIDE = return_named("cs_conference_attendance")
"""The return whose sheet may come with a column per code."""


@st.composite
def conferences(draw: st.DrawFn) -> tuple[list[str], list[Row], list[dict[str, Written]]]:
    """(the headings of the code columns, by code; a row per conference; per conference what stands below each code)."""
    facts = WIDE.sheets[0].facts()
    assert facts.wide
    spellings = {key: code for key, code in code_list("conference_agency").spellings.items() if key not in facts.heading_names}
    codes = draw(st.lists(st.sampled_from(sorted(set(spellings.values()))), min_size=2, max_size=6, unique=True))
    headings = [draw(st.sampled_from([key.title() for key, means in spellings.items() if means == code])) for code in codes]
    elsewhere = {facts.wide.code, facts.wide.value, *(name for name, _ in facts.wide.given)}
    row = {name: cells_of(column, facts) for name, column in facts.columns.items() if name not in elsewhere}
    rows = draw(st.lists(st.fixed_dictionaries(row), min_size=1, max_size=4))
    spelt = [Written(word, code) for word, code in facts.wide.meaning]
    spelt += [Written(code, code) for code in code_list("attended_how").meanings]
    none = [Written(word, None) for word in ("", None, " ", *facts.wide.nothing)]
    below = [{code: draw(st.sampled_from(spelt) | st.sampled_from(none)) for code in codes} for _ in rows]
    return headings, rows, below


def test_a_column_per_code_is_read_back_as_a_record_per_filled_cell(tmp_path: Path) -> None:
    @examples(30)
    @given(drawn=conferences(), kind=st.sampled_from(["xlsx", "xlsb", "xls", "ods"]))
    def holds(drawn: tuple[list[str], list[Row], list[dict[str, Written]]], kind: str) -> None:
        headings, rows, below = drawn
        facts = WIDE.sheets[0].facts()
        assert facts.wide
        names = [name for name in facts.columns if name in rows[0]]
        grid = [["Log of the conferences"], [*(facts.columns[name].heading for name in names), *headings]]
        meant = []
        for row, answers in zip(rows, below, strict=True):
            grid.append([*(row[name].cell for name in names), *(answer.cell for answer in answers.values())])
            meant += [
                {**{name: cell.value for name, cell in row.items()}, **dict(facts.wide.given), facts.wide.code: code,
                 facts.wide.value: answer.value}
                for code, answer in answers.items() if answer.value
            ]  # fmt: skip
        _, (conformed,) = read_back(write_as(kind, tmp_path / f"{WIDE.file_name(MONTH)}.{kind}", {"Attendance": grid}))
        assert values(conformed) == [{name: row[name] for name in facts.columns} for row in meant]
        assert not conformed.refused and not conformed.queries
        assert conformed.rows_read == len(meant) + sum(not any(a.value for a in answers.values()) for answers in below)

    holds()


MESSY = (
    Layout("xlsx", titles=2, from_left=1, shuffled=True, unknown=2, junk=((1, "blank"), (2, "total"), (3, "heading"))),
    Layout("xls", titles=1, two_lines=True, junk=((0, "spaces"), (5, "note"))),
    Layout("ods", from_left=2, shuffled=True, two_lines=True, junk=((2, "blank"), (5, "total"))),
    Layout("xlsb", titles=3, unknown=1, split=True, junk=((1, "note"),)),
    Layout("csv", "cp1252", ";", titles=1, shuffled=True, junk=((1, "blank"), (4, "total"))),
    Layout("csv", "utf-16", "\t", unknown=1, junk=((2, "heading"),)),
)
"""One layout of every format."""


def test_from_landing_to_the_database_the_rows_are_what_they_were(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    sheets: dict[str, list[LaidOut]] = {}
    for number, declared in enumerate(all_returns()):
        fitting = [layout for layout in MESSY if layout.kind != "csv" or len(declared.sheets) == 1]
        layout = fitting[number % len(fitting)]
        rows = {sheet.facts().name: honest_rows(declared, sheet.facts()) for sheet in declared.sheets}
        sheets[declared.name] = lay_out(layout, declared, rows)
        write(layout, settings.landing, declared, sheets[declared.name], month_of(declared))
    assert {file.outcome for file in receive_landing(settings, warehouse)} == {"received"}
    accepted = accept_waiting(settings, warehouse)
    assert {outcome.status for outcome in accepted} == {"accepted"}, [outcome.reason for outcome in accepted if outcome.reason]
    for outcome in accepted:
        assert all(b.rows_read == b.accepted + b.refused + b.ignored for b in outcome.sheets)
        assert sum(b.accepted for b in outcome.sheets) == sum(len(sheet.rows) for sheet in sheets[outcome.return_name])
        assert sum(b.ignored for b in outcome.sheets) == sum(sheet.junk for sheet in sheets[outcome.return_name])
    for declared in all_returns():
        for model in declared.sheets:
            mine = [sheet for sheet in sheets[declared.name] if sheet.facts is model.facts()]
            found = warehouse.rows(f'select * from returns."{declared.table(model)}" order by sheet_id, source_row')  # noqa: S608
            loaded = [{name: stored(getattr(row, name)) for name in model.facts().columns} for row in found]
            assert loaded == [row for sheet in mine for row in expected(sheet)]


def stored(value: Any) -> Any:
    """A value of the database as the frame had it."""
    match value:
        case Decimal():
            return float(value)
        case dt.time():
            return f"{value:%H:%M}"
        case dt.date() if not isinstance(value, dt.datetime):
            return dt.datetime(value.year, value.month, value.day)
    return value
