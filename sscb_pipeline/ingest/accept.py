"""Loads what waits: conform, judge, then one transaction per submission with rows, balance and findings together."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

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
from sscb_pipeline.ingest.loading import Loading, balance_of
from sscb_pipeline.ingest.receive import read_again
from sscb_pipeline.ingest.recognise import LeftSheet, Recognised, recognise
from sscb_pipeline.ingest.reply import write_replies
from sscb_pipeline.ingest.spellings import SiteSpellings, site_spellings
from sscb_pipeline.ingest.times import judge_times
from sscb_pipeline.passwords import agreed_passwords, password_for
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import registry
from sscb_pipeline.warehouse.load import Finding, SheetBalance
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
        return _load(settings, warehouse, submission, found, site, read)
    except FileRefused as refusal:
        return _refuse(warehouse, submission, read, left, refusal)


def _load(
    settings: Settings,
    warehouse: Warehouse,
    submission: Waiting,
    found: Recognised,
    site: SiteSpellings,
    read: list[Conformed],
) -> Accepted | None:
    """Read, judge and load the file's sheets. `read` is filled with them once all could be read."""
    with warehouse.begin() as connection:
        if not registry.still_waiting(connection, submission.submission_id):
            return None
        version = registry.next_version(connection, submission)
        with Loading(connection, submission) as loading:
            read += _read(found, site, loading)
            tell_of_file(read)
            tell_of_file_name(read, submission.file_name)
            judge_times(settings.thresholds, read)
            cross_check(found, read)
            judge_file(settings, found, read)
            balances, measured = loading.finished()
        balances += [_leave_sheet(connection, submission, left) for left in found.left]
        findings = _findings(read, found.left)
        nil = {conformed.sheet_name for conformed in read if conformed.rows.nil}
        findings += judge_history(connection, settings, submission, balances, nil, measured)
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


def _read(found: Recognised, site: SiteSpellings, loading: Loading) -> list[Conformed]:
    """Every sheet, in its order. What loads of a declared sheet is known once the last of the sheets it stands on is read:
    then it is loaded, while the next one is read."""
    read: list[Conformed] = []
    last = {table.sheet: number for number, table in enumerate(found.tables)}
    for number, table in enumerate(found.tables):
        read.append(conform(table, site))
        tell_how_it_was_read(read[-1])
        if last[table.sheet] == number:
            of_one = [conformed for conformed in read if conformed.table.sheet is table.sheet]
            judge(of_one)
            loading.load(of_one)
    return read


def _leave_sheet(connection: Connection, submission: Waiting, left: LeftSheet) -> SheetBalance:
    rows = int((left.raw.filled > 0).sum())
    balance = SheetBalance(left.raw.called, None, None, rows, 0, 0, rows)
    registry.record_sheet(connection, submission.submission_id, balance)
    return balance


def _refuse(
    warehouse: Warehouse, submission: Waiting, read: list[Conformed], left: tuple[LeftSheet, ...], refusal: FileRefused
) -> Accepted | None:
    """Refuse a whole recognised file: nothing of it loads, every row it held is counted as refused or ignored."""
    with warehouse.begin() as connection:
        if not registry.still_waiting(connection, submission.submission_id):
            return None
        balances = [balance_of(conformed, loads=False) for conformed in read]
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
    found += [Finding(sheet.raw.called, None, None, None, sheet.strength, sheet.rule, f"{sheet.words}.") for sheet in left]
    return found
