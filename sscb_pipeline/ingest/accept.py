"""Loads what waits: conform, judge, then one transaction per submission with rows, balance and findings together."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.conform import Conformed, conform, empty_frame
from sscb_pipeline.ingest.judge import judge
from sscb_pipeline.ingest.receive import read_again
from sscb_pipeline.ingest.recognise import Recognised, recognise
from sscb_pipeline.returns.between_rows import Frames
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import add_months, day_after_month, first_day
from sscb_pipeline.warehouse import registry
from sscb_pipeline.warehouse.load import Finding, SheetBalance, copy_frame
from sscb_pipeline.warehouse.registry import Waiting, waiting
from sscb_pipeline.warehouse.server import Warehouse

__all__ = ["Accepted", "accept_waiting", "waiting"]


@dataclass(frozen=True)
class Accepted:
    """What became of one submission: `status` accepted or refused, its balance per sheet, how many queries it raised."""

    submission_id: int
    sha256: str
    return_name: str
    month: str
    part: str
    version: int | None
    status: str
    reason: str
    sheets: tuple[SheetBalance, ...]
    queries: int


def accept_waiting(
    settings: Settings, warehouse: Warehouse, return_name: str | None = None, month: str | None = None
) -> list[Accepted]:
    """Load the submissions of a return and month that wait (all, when not said), oldest first.

    A submission another process loads meanwhile is left to it. Raises SscbError when the database does.
    """
    outcomes = []
    for submission in waiting(warehouse, return_name, month):
        outcome = _accept(settings, warehouse, submission)
        (settings.spool / submission.sha256).unlink(missing_ok=True)
        if outcome:
            outcomes.append(outcome)
    return outcomes


def _accept(settings: Settings, warehouse: Warehouse, submission: Waiting) -> Accepted | None:
    packed_sheets, received_on = read_again(settings, warehouse, submission)
    read: list[Conformed] = []
    try:
        found = recognise(submission.file_name, packed_sheets, received_on, return_named(submission.return_name))
        read = [conform(table) for table in found.tables]
        for conformed in read:
            judge(conformed)
        _cross_check(found, read)
        _judge_file(settings, found, read)
    except FileRefused as refusal:
        return _refuse(warehouse, submission, read, refusal)
    with warehouse.begin() as connection:
        if not registry.still_waiting(connection, submission.submission_id):
            return None
        version = registry.next_version(connection, submission)
        balances = [_load(connection, submission, conformed) for conformed in read]
        balances += [_ignore_sheet(connection, submission, sheet.name, len(sheet.rows)) for sheet in found.ignored]
        findings = _findings(read)
        registry.record_findings(connection, submission.submission_id, findings)
        registry.record_accepted(connection, submission.submission_id, version)
    return Accepted(
        submission.submission_id,
        submission.sha256,
        submission.return_name,
        submission.month,
        submission.part,
        version,
        "accepted",
        "",
        tuple(balances),
        sum(f.strength == "query" for f in findings),
    )


def _load(connection: Connection, submission: Waiting, conformed: Conformed) -> SheetBalance:
    table_name = conformed.table.declared.table(conformed.table.sheet)
    frame = conformed.accepted_frame()
    balance = SheetBalance(
        conformed.sheet_name,
        table_name,
        conformed.table.heading_row + 1,
        conformed.rows.rows_read,
        len(frame),
        len(conformed.refused),
        len(conformed.rows.ignored),
    )
    sheet_id = registry.record_sheet(connection, submission.submission_id, balance)
    loaded = frame.reset_index()
    loaded.insert(0, "submission_id", submission.submission_id)
    loaded.insert(1, "sheet_id", sheet_id)
    copy_frame(connection, "returns", table_name, loaded)
    return balance


def _ignore_sheet(connection: Connection, submission: Waiting, name: str, rows: int) -> SheetBalance:
    balance = SheetBalance(name, None, None, rows, 0, 0, rows)
    registry.record_sheet(connection, submission.submission_id, balance)
    return balance


def _refuse(warehouse: Warehouse, submission: Waiting, read: list[Conformed], refusal: FileRefused) -> Accepted | None:
    """Refuse a whole recognised file: nothing of it loads, every row it held is counted as refused or ignored."""
    with warehouse.begin() as connection:
        if not registry.still_waiting(connection, submission.submission_id):
            return None
        balances = []
        for conformed in read:
            rows = conformed.rows
            balance = SheetBalance(
                conformed.sheet_name,
                conformed.table.declared.table(conformed.table.sheet),
                conformed.table.heading_row + 1,
                rows.rows_read,
                0,
                len(rows.data),
                len(rows.ignored),
            )
            registry.record_sheet(connection, submission.submission_id, balance)
            balances.append(balance)
        findings = _findings(read)
        registry.record_findings(connection, submission.submission_id, findings)
        registry.record_load_refused(connection, submission.submission_id, refusal.rule, str(refusal))
    return Accepted(
        submission.submission_id,
        submission.sha256,
        submission.return_name,
        submission.month,
        submission.part,
        None,
        "refused",
        str(refusal),
        tuple(balances),
        0,
    )


def _findings(read: list[Conformed]) -> list[Finding]:
    """Everything found, sheet by sheet, refusals first and each kind in the order of the rows."""
    found: list[Finding] = []
    for conformed in read:
        found += [finding for row in sorted(conformed.refused) for finding in conformed.refused[row]]
        found += sorted(conformed.queries, key=lambda finding: finding.row or 0)
        found += conformed.ignored
    return found


def _cross_check(found: Recognised, read: list[Conformed]) -> None:
    """Rules between rows and sheets: what breaks one loads, and the sender is asked. A sheet left out has no rows."""
    by_sheet = {conformed.table.sheet: conformed for conformed in read}
    tables = {
        sheet.facts().name: by_sheet[sheet].accepted_frame() if sheet in by_sheet else empty_frame(sheet)
        for sheet in found.declared.sheets
    }
    frames = Frames(tables, found.month)
    by_name = {sheet.facts().name: conformed for sheet, conformed in by_sheet.items()}
    for rule in found.declared.rules_between_rows:
        if rule.sheet in by_name:
            conformed = by_name[rule.sheet]
            for row in rule.find(frames):
                conformed.queries.append(conformed.finding(int(row), rule.columns[0], "query", rule.name, rule.says))


def _judge_file(settings: Settings, found: Recognised, read: list[Conformed]) -> None:
    """Block the whole file when too much of it is refused, or when it is another month's. Raises FileRefused."""
    for conformed in read:
        rows, refused = len(conformed.rows.data), len(conformed.refused)
        if rows and refused / rows > settings.thresholds.refused_rows_block_file_above:
            rules = pd.Series([told[0].rule for told in conformed.refused.values()]).value_counts()
            raise FileRefused(
                "too_many_rows_refused",
                f"Sheet {conformed.sheet_name}: {refused} of {rows} rows cannot be loaded (most often: {rules.index[0]}).",
                "Correct the rows listed and send the whole file again.",
            )
        _judge_month(settings, found, conformed)


def _judge_month(settings: Settings, found: Recognised, conformed: Conformed) -> None:
    """Blocks a sheet of events that mostly happened outside its month and the earlier months its return may repeat, or
    that has not one event in its month: last month's file under this month's name."""
    column = conformed.table.sheet.facts().month_column
    if column is None:
        return
    days = conformed.accepted_frame()[column].dropna()
    begin, after = pd.Timestamp(first_day(found.month)), pd.Timestamp(day_after_month(found.month))
    earliest = pd.Timestamp(add_months(first_day(found.month), -found.declared.window_months))
    outside = int(((days < earliest) | (days >= after)).sum())
    none_inside = not ((days >= begin) & (days < after)).any()
    enough = settings.thresholds.month_events_needed
    several = len(days) >= enough
    mostly_outside = outside > settings.thresholds.dates_outside_month_block_file_above * len(days)
    if (several and none_inside) or (outside and outside == len(days)) or (outside >= enough and mostly_outside):
        heading = conformed.table.sheet.facts().columns[column].heading
        where = (
            f"none of the {len(days)} dates in {heading} lies in"
            if none_inside
            else (f"{outside} of {len(days)} dates in {heading} lie outside")
        )
        raise FileRefused(
            "wrong_month",
            f"Sheet {conformed.sheet_name}: {where} {found.month}, the month the file says it is about.",
            "Is it another month's file? Correct the month in the file name, or send the right file.",
        )
