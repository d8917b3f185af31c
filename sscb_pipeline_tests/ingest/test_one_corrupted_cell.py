"""One cell that cannot be read is told at exactly its address, and nothing else changes."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from sscb_pipeline.ingest.cells import FAULT_REFUSES_ROW
from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.returns.declaration import (
    Clock,
    Code,
    Codes,
    Column,
    Day,
    Kind,
    Moment,
    NhsNumber,
    Number,
    Postcode,
    Return,
    Text,
    Upn,
    Whole,
    YesNo,
)
from sscb_pipeline_tests.ingest.described import Row, Written
from sscb_pipeline_tests.ingest.laid_out import Layout, lay_out, layouts, write
from sscb_pipeline_tests.ingest.reading_back import MONTH, each_return, examples, findings, honest_rows, judged
from sscb_pipeline_tests.ingest.written_as import ErrorCell

CORRUPTED: dict[type[Kind], tuple[Any, ...]] = {
    Text: ("x\u200by", 12345678901234500, "\u0663\u0664"),
    Code: ("zq", "zq or so", "\u2713"),
    Codes: ("zq", "3B zq"),
    YesNo: ("perhaps", 7, "zq"),
    Day: ("soon", "31/02/2016", "05/11", 1e9, True, dt.timedelta(hours=30)),
    Moment: ("soon", "31/02/2016 10:00", "05/11/2016 25:10", True, "27/03/2016 01:30"),
    Clock: ("about ten", "25:10", 3.5),
    Whole: ("ten", 2.5, "3 or 4", "15yrs"),
    Number: ("ten", "12.5%", True),
    NhsNumber: ("9434765918", 123456789, "not one"),
    Upn: ("950000178301", "B950000178301"),
    Postcode: ("nowhere", "GU1", 123),
}
"""Cells of each kind that cannot be read."""


@st.composite
def corrupted(draw: st.DrawFn, declared: Return) -> tuple[Layout, dict[str, list[Row]], str, int, Column, Written]:
    """A file of honest rows, and one cell of it to be spoilt: its sheet, row, column and what stands there then."""
    layout = replace(draw(layouts(declared)), left_out=False)
    rows = {sheet.facts().name: honest_rows(declared, sheet.facts()) for sheet in declared.sheets}
    sheet = draw(st.sampled_from(declared.sheets)).facts()
    number = draw(st.integers(0, len(rows[sheet.name]) - 1))
    can_be = [column for column in sheet.columns.values() if column.name != sheet.split_by]
    column = draw(st.sampled_from(can_be))
    bad: list[Any] = [bad for bad in CORRUPTED[column.kind] if layout.kind != "csv" or isinstance(bad, str)]
    if column.required and not sheet.aggregate:
        bad += [None, " ", "-"]
    if layout.kind in ("xlsx", "ods"):
        bad.append(ErrorCell())
    return layout, rows, sheet.name, number, column, Written(draw(st.sampled_from(bad)), None)


@each_return
def test_one_corrupted_cell_is_told_at_its_address_and_nothing_else_changes(declared: Return, tmp_path: Path) -> None:
    @examples(8)
    @given(case=corrupted(declared))
    def holds(case: tuple[Layout, dict[str, list[Row]], str, int, Column, Written]) -> None:
        layout, rows, name, number, column, bad = case
        before = judged(write(layout, tmp_path, declared, lay_out(layout, declared, rows), MONTH))
        rows[name][number] = {**rows[name][number], column.name: bad}
        spoilt = lay_out(layout, declared, rows)
        after = judged(write(layout, tmp_path, declared, spoilt, MONTH))
        sheet = next(s for s in spoilt if s.facts.name == name and rows[name][number] in s.rows)
        row, position = sheet.places[sheet.rows.index(rows[name][number]), column.name]
        refuses = column.required or column.kind in FAULT_REFUSES_ROW
        strength = "refused" if refuses else "query"
        told = [f for f in findings(after) if f not in findings(before)]
        assert (told[0].row, told[0].column_letter, told[0].strength) == (row, column_letters(position + 1), strength), told
        # Without its id a row may belong to no one: that is told of the row beside what is told of the cell.
        assert {(f.row, f.column_letter, f.rule) for f in told[1:]} <= {(row, None, "no_identity")}, told
        assert [f for f in findings(before) if f not in findings(after)] == []
        assert not isinstance(bad.cell, str) or len(bad.cell) < 4 or not any(bad.cell in f.message for f in told)
        for was, now in zip(before, after, strict=True):
            there = now.table.sheet.facts().name == name and now.sheet_name == (sheet.name if layout.kind != "csv" else name)
            untouched = was.accepted_frame().drop(index=row if there else [], errors="ignore")
            assert now.accepted_frame().drop(index=row if there else [], errors="ignore").equals(untouched)
            if there and not refuses:
                blank = was.frame.loc[row].drop(column.name)
                assert now.accepted_frame().loc[row].drop(column.name).equals(blank)
                assert pd.isna(now.accepted_frame().loc[row, column.name])

    holds()
