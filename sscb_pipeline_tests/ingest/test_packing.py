"""What leaves the reading child arrives cell for cell: true dates, which travel as numbers, in their places among the rest."""

import datetime as dt
from typing import Any

import pytest

from sscb_pipeline.ingest.formats.read import FileRead, SheetRead
from sscb_pipeline.ingest.grid import RawSheet, unpack_file
from sscb_pipeline.ingest.packing import pack_file, packed_answer

DAY, NEXT, LEAP = dt.date(2016, 11, 30), dt.date(2016, 12, 1), dt.date(1900, 2, 28)


def arrived(cells: list[Any], **around: Any) -> RawSheet:
    """A sheet of one column, packed and unpacked."""
    sheet = SheetRead("S", "visible", [[cell] for cell in cells], **around)
    return unpack_file(packed_answer(pack_file(FileRead("xlsx", [sheet]))))[0]


def at(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)


@pytest.mark.parametrize(
    "cells",
    [
        ["Date", DAY, NEXT, DAY],
        [NEXT, "Date", DAY, "n/k", NEXT, "", DAY],  # dates before, between and after other cells
        ["", "", DAY],
        [dt.datetime(2016, 11, 30), DAY, dt.datetime(2016, 11, 30, 9, 30)],
        [1, True, 0, False, 2, True, DAY],
        ["Only text", "", "Only text"],
        [dt.date(1, 1, 1), dt.date(9999, 12, 31)],
    ],
)
def test_every_cell_arrives_in_its_place(cells: list[Any]) -> None:
    expected = [at(cell) if type(cell) is dt.date else cell for cell in cells]
    sheet = arrived(cells)
    assert [(type(sheet.cell(row, 0)), sheet.cell(row, 0)) for row in range(sheet.height)] == [(type(c), c) for c in expected]


def test_true_dates_come_last_and_once_more_as_days() -> None:
    (column,) = arrived([NEXT, "Date", DAY, NEXT, "n/k"]).columns
    assert column.values == ["", "Date", "n/k", at(NEXT), at(DAY)]
    assert column.days.tolist() == [at(NEXT), at(DAY)]
    assert column.filled.tolist() == [True] * 5


@pytest.mark.parametrize("cells", [["Date", LEAP, DAY, LEAP], ["Date", DAY, LEAP], [LEAP]])
def test_the_day_the_reader_gives_for_none_is_blind(cells: list[Any]) -> None:
    sheet = arrived(cells, no_such_day=LEAP)
    assert sheet.blind == {(row, 1): "date_impossible" for row, cell in enumerate(cells, 1) if cell == LEAP}
    assert [row[0] for row in sheet.rows(9)] == ["" if c == LEAP else at(c) if type(c) is dt.date else c for c in cells]
    assert arrived(cells).blind == {}
