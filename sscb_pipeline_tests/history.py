"""Months put straight into the warehouse: rows as they were accepted, without writing and reading a workbook."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, text

from sscb_pipeline.ingest.columns_judged import measure
from sscb_pipeline.ingest.history import judge_history
from sscb_pipeline.returns.declaration import Code, YesNo
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import registry
from sscb_pipeline.warehouse.history import count_codes
from sscb_pipeline.warehouse.load import Finding, SheetBalance, copy_frame
from sscb_pipeline.warehouse.registry import Waiting
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.returns.made_up import frame

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def put(
    connection: Connection,
    name: str,
    month: str,
    rows: Rows,
    *,
    part: str = "",
    accepted: bool = True,
    blank: Collection[str] = (),
    left_out: Collection[str] = (),
) -> tuple[Waiting, list[SheetBalance]]:
    """A submission with these rows (changes of honest rows) by sheet. `blank`: columns whose cells were all empty in the
    file; `left_out`: columns it came without. `accepted`: it counts, and is not still being loaded."""
    declared = return_named(name)
    submission_id = connection.execute(
        text(
            "insert into registry.submission (sha256, file_name, agency, return_name, month, part, received_at, status) "
            "values (md5(random()::text), 'made_up.xlsx', :agency, :name, :month, :part, now(), 'received') "
            "returning submission_id"
        ),
        {"agency": declared.agency.key, "name": name, "month": month, "part": part},
    ).scalar_one()
    balances = []
    for sheet in declared.sheets:
        facts = sheet.facts()
        if facts.name not in rows:
            continue
        made = frame(name, facts.name, *rows[facts.name])
        balance = SheetBalance(facts.name, declared.table(sheet), 1, len(made), len(made), 0, 0)
        sheet_id = registry.record_sheet(connection, submission_id, balance)
        loaded = made.rename_axis("source_row").reset_index()
        loaded.insert(0, "submission_id", submission_id)
        loaded.insert(1, "sheet_id", sheet_id)
        copy_frame(connection, "returns", declared.table(sheet), loaded)
        for position, column in enumerate(facts.columns.values()):
            if column.name not in left_out:
                filled = 0 if column.name in blank else int(made[column.name].notna().sum())
                see(connection, sheet_id, position, column.heading, column.name, len(made), filled)
        if accepted:
            coded = [column.name for column in facts.columns.values() if column.kind in (Code, YesNo)]
            count_codes(connection, declared.table(sheet), coded, submission_id)
        balances.append(balance)
    waiting = Waiting(submission_id, "0" * 64, "made_up.xlsx", name, month, part)
    if accepted:
        registry.record_accepted(connection, submission_id, registry.next_version(connection, waiting))
    return waiting, balances


def see(connection: Connection, sheet_id: int, position: int, heading: str, name: str | None, rows: int, filled: int) -> None:
    """A column as it was sent."""
    connection.execute(
        text("insert into registry.column_seen values (:sheet, :position, :heading, :name, :rows, :filled)"),
        {"sheet": sheet_id, "position": position, "heading": heading, "name": name, "rows": rows, "filled": filled},
    )


def judged(
    settings: Settings,
    warehouse: Warehouse,
    name: str,
    earlier: Mapping[str, Rows],
    month: str,
    rows: Rows,
    nil_sheets: Collection[str] = (),
    **how: Any,
) -> list[Finding]:
    """What these earlier months say about a month. Raises FileRefused."""
    with warehouse.begin() as connection:
        for before, its_rows in earlier.items():
            put(connection, name, before, its_rows)
        waiting, balances = put(connection, name, month, rows, accepted=False, **how)
        declared = return_named(name)
        tables = {balance.table_name for balance in balances}
        measured = {
            table: measure(connection, sheet.facts(), table, waiting.submission_id)
            for sheet in declared.sheets
            if (table := declared.table(sheet)) in tables
        }
        return judge_history(connection, settings, waiting, balances, nil_sheets, measured)


def months(count: int, last: str = "2016-10") -> list[str]:
    """So many months in a row, up to and with the last."""
    return [f"{period}" for period in pd.period_range(end=last, periods=count, freq="M")]
