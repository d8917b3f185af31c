"""What ingest promises for every return: its own workbook is recognised, read and loaded, and the balance adds up."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.returns.declaration import Day, Moment, Return, YesNo
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.returns.made_up import HONEST
from sscb_pipeline_tests.workbooks import return_workbook

each_return = pytest.mark.parametrize("declared", all_returns(), ids=lambda declared: declared.name)


def cells(declared: Return, sheet: str) -> dict[str, Any]:
    """The honest row of a sheet as a spreadsheet holds it: true dates, Yes and No."""
    columns = next(s for s in declared.sheets if s.facts().name == sheet).facts().columns
    row = dict(HONEST[declared.name, sheet])
    for name, value in row.items():
        if value is not None and columns[name].kind in (Day, Moment):
            row[name] = dt.datetime.fromisoformat(value)
        elif columns[name].kind is YesNo:
            row[name] = {True: "Yes", False: "No", None: None}[value]
    return row


def month_of(declared: Return) -> str:
    """The month its honest rows happened in."""
    for sheet in declared.sheets:
        column = sheet.facts().month_column
        if column:
            return str(HONEST[declared.name, sheet.facts().name][column])[:7]
    return "2016-11"


@each_return
def test_a_filled_workbook_loads_whole(declared: Return, settings: Settings, warehouse: Warehouse) -> None:
    rows = {sheet.facts().name: [cells(declared, sheet.facts().name)] for sheet in declared.sheets}
    return_workbook(
        settings.landing,
        declared.name,
        month_of(declared),
        rows,
        titles=["Return to the Board", ""],
        below=[[], ["Grand Total", 1]],
    )
    (received,) = receive_landing(settings, warehouse)
    assert (received.outcome, received.return_name, received.month) == ("received", declared.name, month_of(declared)), (
        received.reason
    )
    (accepted,) = accept_waiting(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    assert {s.table_name: (s.rows_read, s.accepted, s.refused, s.ignored) for s in accepted.sheets} == {
        declared.table(sheet): (3, 1, 0, 2) for sheet in declared.sheets
    }
    for sheet in declared.sheets:
        assert warehouse.rows(f'select count(*) from current_returns."{declared.table(sheet)}"')[0][0] == 1  # noqa: S608


@each_return
def test_headings_alone_are_an_honest_empty_return(declared: Return, settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing, declared.name, "2016-11", {})
    (received,) = receive_landing(settings, warehouse)
    (accepted,) = accept_waiting(settings, warehouse)
    assert (accepted.status, received.return_name) == ("accepted", declared.name)
    assert all((s.rows_read, s.accepted) == (0, 0) for s in accepted.sheets)


@pytest.mark.parametrize("declared", [r for r in all_returns() if len(r.sheets) == 1], ids=lambda declared: declared.name)
def test_a_return_of_one_sheet_may_come_as_text(
    declared: Return, settings: Settings, warehouse: Warehouse, tmp_path: Path
) -> None:
    settings.make_folders()
    row = cells(declared, declared.sheets[0].facts().name)
    path = settings.landing / declared.file_name(month_of(declared)).replace(".xlsx", ".csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        columns = declared.sheets[0].facts().columns
        writer.writerow([column.heading for column in columns.values()])
        writer.writerow(
            [f"{row[name]:%d/%m/%Y %H:%M}" if isinstance(row.get(name), dt.datetime) else row.get(name) for name in columns]
        )
    receive_landing(settings, warehouse)
    (accepted,) = accept_waiting(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    assert [s.accepted for s in accepted.sheets] == [1]
