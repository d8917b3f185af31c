"""Loads what waits: conform, judge, then one transaction per submission with rows, balance and findings together."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from sscb_pipeline.errors import FileRefused, SscbError
from sscb_pipeline.ingest.between import cross_check
from sscb_pipeline.ingest.conform import Conformed, conform
from sscb_pipeline.ingest.drift import judge_drift
from sscb_pipeline.ingest.grid import RawSheet
from sscb_pipeline.ingest.history import judge_history
from sscb_pipeline.ingest.how_read import tell_how_it_was_read, tell_of_file, tell_of_file_name
from sscb_pipeline.ingest.judge import judge
from sscb_pipeline.ingest.judge_file import judge_file
from sscb_pipeline.ingest.receive import read_again
from sscb_pipeline.ingest.recognise import LeftSheet, Recognised, recognise
from sscb_pipeline.ingest.reply import write_replies
from sscb_pipeline.ingest.spellings import site_spellings
from sscb_pipeline.passwords import agreed_passwords, password_for
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import registry
from sscb_pipeline.warehouse.load import ColumnSeen, Finding, SheetBalance, copy_frame
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
    """Load the submissions of a return and month that wait (all, when not said), oldest first, and tell their senders.

    A submission another process loads meanwhile is left to it. Raises SscbError when the database does.
    """
    outcomes = []
    agreed = agreed_passwords(settings)
    for submission in waiting(warehouse, return_name, month):
        sheets, received_on = read_again(settings, warehouse, submission)
        outcome = _accept(settings, warehouse, submission, sheets, received_on)
        if outcome:
            outcomes.append(outcome)
            with suppress(SscbError):  # the load stands; what could not be written is told at the end, and written next time
                write_replies(settings, warehouse, submission.submission_id, sheets, _password(agreed, submission))
        (settings.spool / submission.sha256).unlink(missing_ok=True)
    return outcomes


def _password(agreed: Mapping[str, Sequence[str]], submission: Waiting) -> str | None:
    return password_for(agreed, return_named(submission.return_name).agency.key)


def _accept(
    settings: Settings, warehouse: Warehouse, submission: Waiting, sheets: list[RawSheet], received_on: dt.date
) -> Accepted | None:
    read: list[Conformed] = []
    left: tuple[LeftSheet, ...] = ()
    site = site_spellings(settings)
    try:
        known = return_named(submission.return_name)
        found = recognise(submission.file_name, sheets, received_on, known, None, site, settings.thresholds)
        left = found.left
        read = [conform(table, site) for table in found.tables]
        for conformed in read:
            tell_how_it_was_read(conformed)
        tell_of_file(read)
        tell_of_file_name(read, submission.file_name)
        judge(read)
        cross_check(found, read)
        judge_file(settings, found, read)
        return _load(settings, warehouse, submission, found, read)
    except FileRefused as refusal:
        return _refuse(warehouse, submission, read, left, refusal)


def _load(
    settings: Settings, warehouse: Warehouse, submission: Waiting, found: Recognised, read: list[Conformed]
) -> Accepted | None:
    with warehouse.begin() as connection:
        if not registry.still_waiting(connection, submission.submission_id):
            return None
        version = registry.next_version(connection, submission)
        balances = [_load_sheet(connection, submission, conformed) for conformed in read]
        balances += [_leave_sheet(connection, submission, left) for left in found.left]
        findings = _findings(read, found.left)
        nil = {conformed.sheet_name for conformed in read if conformed.rows.nil}
        findings += judge_history(connection, settings, submission, balances, nil)
        findings += judge_drift(connection, settings, submission)
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


def _balance(conformed: Conformed, loads: bool = True) -> SheetBalance:
    """A sheet's balance; when the whole file is refused, nothing of it loads."""
    refused = len(conformed.refused) if loads else len(conformed.records)
    return SheetBalance(
        conformed.sheet_name,
        conformed.table.declared.table(conformed.table.sheet),
        conformed.table.heading_row + 1,
        conformed.rows_read,
        len(conformed.records) - refused,
        refused,
        conformed.ignored_count,
    )


def _load_sheet(connection: Connection, submission: Waiting, conformed: Conformed) -> SheetBalance:
    balance = _balance(conformed)
    sheet_id = registry.record_sheet(connection, submission.submission_id, balance)
    registry.record_columns(connection, sheet_id, _columns_seen(conformed))
    registry.record_unknown_words(connection, sheet_id, conformed.unknown_words)
    if balance.accepted:
        loaded = conformed.accepted_frame()
        records = conformed.records
        kept = loaded.index.get_indexer(pd.Index(records.labels)) >= 0
        loaded = loaded.reset_index(drop=True)
        loaded.insert(0, "submission_id", submission.submission_id)
        loaded.insert(1, "sheet_id", sheet_id)
        loaded.insert(2, "source_row", records.rows[kept] + 1)
        loaded.insert(3, "source_column", records.columns[kept] + 1)
        if conformed.why_blank:
            said = [conformed.why_blank.get(label) for label, here in zip(records.labels, kept, strict=True) if here]
            loaded["why_blank"] = pd.Series([json.dumps(words) if words else None for words in said], dtype="str")
        copy_frame(connection, "returns", balance.table_name or "", loaded)
    return balance


def _columns_seen(conformed: Conformed) -> list[ColumnSeen]:
    """Every headed column of the sheet, with how much of it is filled in the rows that are data."""
    table = conformed.table
    names = {position: name for name, position in table.columns.items()}
    if wide := table.sheet.facts().wide:
        names |= dict.fromkeys(table.wide.values(), wide.value)
    rows = conformed.rows.data
    return [
        ColumnSeen(
            position + 1,
            heading,
            names.get(position),
            len(rows),
            int(table.raw.holds(table.raw.columns[position])[rows].sum()),
        )
        for position, heading in enumerate(table.headings)
        if heading
    ]


def _leave_sheet(connection: Connection, submission: Waiting, left: LeftSheet) -> SheetBalance:
    rows = int((left.raw.filled > 0).sum())
    balance = SheetBalance(left.raw.name, None, None, rows, 0, 0, rows)
    registry.record_sheet(connection, submission.submission_id, balance)
    return balance


def _refuse(
    warehouse: Warehouse, submission: Waiting, read: list[Conformed], left: tuple[LeftSheet, ...], refusal: FileRefused
) -> Accepted | None:
    """Refuse a whole recognised file: nothing of it loads, every row it held is counted as refused or ignored."""
    with warehouse.begin() as connection:
        if not registry.still_waiting(connection, submission.submission_id):
            return None
        balances = [_balance(conformed, loads=False) for conformed in read]
        for conformed, balance in zip(read, balances, strict=True):
            sheet_id = registry.record_sheet(connection, submission.submission_id, balance)
            registry.record_unknown_words(connection, sheet_id, conformed.unknown_words)
        balances += [_leave_sheet(connection, submission, sheet) for sheet in left]
        registry.record_findings(connection, submission.submission_id, _findings(read, left))
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


def _findings(read: list[Conformed], left: tuple[LeftSheet, ...]) -> list[Finding]:
    """Everything found, sheet by sheet, refusals first and each kind in the order of the rows."""
    found: list[Finding] = []
    for conformed in read:
        found += [finding for label in sorted(conformed.refused) for finding in conformed.refused[label]]
        asked = [finding for label in sorted(conformed.queries) for finding in conformed.queries[label]]
        found += sorted(asked, key=lambda finding: finding.row or 0)
        found += conformed.told
    found += [Finding(sheet.raw.name, None, None, None, sheet.strength, sheet.rule, f"{sheet.words}.") for sheet in left]
    return found
