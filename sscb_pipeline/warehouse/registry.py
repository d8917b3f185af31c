"""Writes and reads the registry: receipts, submissions, sheets, findings."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.load import ColumnSeen, Finding, SheetBalance, copy_rows
from sscb_pipeline.warehouse.server import Warehouse

_LONGEST_WORD = 200


@dataclass(frozen=True)
class Waiting:
    """A submission received and recognised, but not yet loaded."""

    submission_id: int
    sha256: str
    file_name: str
    return_name: str
    month: str
    part: str


@dataclass(frozen=True)
class Known:
    """A standing submission with the same bytes: its version (None while it waits), and the version that counts now."""

    version: int | None
    counts_now: int | None

    @property
    def is_replaced(self) -> bool:
        return self.version is not None and self.version != self.counts_now


def known_submission(connection: Connection, sha256: str) -> Known | None:
    """What is known of these bytes, None when they never came or were refused: what was refused is judged anew, as a
    password may have been agreed, a spelling accepted or the name corrected since."""
    found = connection.execute(
        text(
            "select s.version, (select max(o.version) from registry.submission o where o.status = 'accepted' "
            "and (o.return_name, o.month, o.part) = (s.return_name, s.month, s.part)) as counts_now "
            "from registry.submission s where sha256 = :sha and status <> 'refused' order by version desc nulls first limit 1"
        ),
        {"sha": sha256},
    ).first()
    return Known(*found) if found else None


def record_receipt(connection: Connection, sha256: str, file_name: str, at: dt.datetime, outcome: str) -> None:
    """Note that a file was picked up."""
    connection.execute(
        text("insert into registry.receipt (sha256, file_name, received_at, outcome) values (:sha, :name, :at, :outcome)"),
        {"sha": sha256, "name": file_name, "at": at, "outcome": outcome},
    )


def record_received(
    connection: Connection,
    sha256: str,
    file_name: str,
    at: dt.datetime,
    agency: str,
    return_name: str,
    month: str,
    covers_from: str,
    part: str,
) -> int | None:
    """Register a recognised file; None when another process registered the same bytes first. `covers_from`: the first month
    it is about, its own unless it holds the year to date."""
    submission_id: int | None = connection.execute(
        text(
            "insert into registry.submission (sha256, file_name, agency, return_name, month, part, received_at, "
            "status) values (:sha, :name, :agency, :return_name, :month, :part, :at, 'received') "
            "on conflict (sha256, file_name) where status <> 'refused' do nothing "
            "returning submission_id"
        ),
        {
            "sha": sha256,
            "name": file_name,
            "agency": agency,
            "return_name": return_name,
            "month": month,
            "part": part,
            "at": at,
        },
    ).scalar()
    if submission_id is not None and covers_from != month:
        covered = [{"id": submission_id, "month": one} for one in months_between(covers_from, month)]
        connection.execute(text("insert into registry.covered_month values (:id, :month)"), covered)
    return submission_id


def record_refused(
    connection: Connection,
    sha256: str,
    file_name: str,
    at: dt.datetime,
    agency: str | None,
    return_name: str | None,
    month: str | None,
    rule: str,
    reason: str,
) -> None:
    """Register a file that is refused as a whole before it could be recognised; once, if it comes again and is refused as
    before. `month`: the one its name says."""
    connection.execute(
        text(
            "insert into registry.submission "
            "(sha256, file_name, agency, return_name, month, received_at, status, rule, reason) "
            "select cast(:sha as text), cast(:name as text), :agency, :return_name, :month, :at, 'refused', :rule, "
            "cast(:reason as text) where not exists (select from registry.submission "
            "where (sha256, file_name, status, reason) = (:sha, :name, 'refused', :reason))"
        ),
        {
            "sha": sha256,
            "name": file_name,
            "agency": agency,
            "return_name": return_name,
            "month": month,
            "at": at,
            "rule": rule,
            "reason": reason,
        },
    )


def waiting(warehouse: Warehouse, return_name: str | None = None, month: str | None = None) -> list[Waiting]:
    """Submissions that wait to be loaded, oldest first."""
    found = warehouse.read(
        "select submission_id, sha256, file_name, return_name, month, part from registry.submission where status = 'received' "
        "and (cast(:return_name as text) is null or return_name = :return_name) "
        "and (cast(:month as text) is null or month = :month) order by received_at, submission_id",
        return_name=return_name,
        month=month,
    )
    return [Waiting(*row) for row in found.itertuples(index=False, name=None)]


def next_version(connection: Connection, submission: Waiting) -> int:
    """The version a submission becomes. Holds a lock until the transaction ends, so that two cannot take the same."""
    key = f"{submission.return_name}/{submission.month}/{submission.part}"
    connection.execute(text("select pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})
    return int(
        connection.execute(
            text(
                "select coalesce(max(version), 0) + 1 from registry.submission "
                "where return_name = :return_name and month = :month and part = :part"
            ),
            {"return_name": submission.return_name, "month": submission.month, "part": submission.part},
        ).scalar_one()
    )


def still_waiting(connection: Connection, submission_id: int) -> bool:
    """Whether the submission has not been loaded or refused meanwhile; locks its row."""
    return (
        connection.execute(
            text("select status = 'received' from registry.submission where submission_id = :id for update"),
            {"id": submission_id},
        ).scalar()
        is True
    )


def record_accepted(connection: Connection, submission_id: int, version: int) -> None:
    """Mark a submission loaded, now."""
    connection.execute(
        text(
            "update registry.submission set status = 'accepted', version = :version, "
            "loaded_at = clock_timestamp() where submission_id = :id"
        ),
        {"version": version, "id": submission_id},
    )


def record_load_refused(connection: Connection, submission_id: int, rule: str, reason: str) -> None:
    """Mark a recognised submission refused as a whole."""
    connection.execute(
        text("update registry.submission set status = 'refused', rule = :rule, reason = :reason where submission_id = :id"),
        {"rule": rule, "reason": reason, "id": submission_id},
    )


def record_sheet(connection: Connection, submission_id: int, balance: SheetBalance) -> int:
    """Write one sheet's balance; its id. The database refuses one that does not add up."""
    return int(
        connection.execute(
            text(
                "insert into registry.sheet (submission_id, sheet, table_name, heading_row, rows_read, accepted, refused, "
                "ignored) "
                "values (:id, :sheet, :table_name, :heading_row, :rows_read, :accepted, :refused, :ignored) returning sheet_id"
            ),
            {
                "id": submission_id,
                "sheet": balance.sheet,
                "table_name": balance.table_name,
                "heading_row": balance.heading_row,
                "rows_read": balance.rows_read,
                "accepted": balance.accepted,
                "refused": balance.refused,
                "ignored": balance.ignored,
            },
        ).scalar_one()
    )


def record_findings(connection: Connection, submission_id: int, findings: Sequence[Finding]) -> None:
    """Write what was found on a submission's sheets."""
    if findings:
        copy_rows(
            connection,
            "registry",
            "finding",
            ("submission_id", "sheet", "row", "column_letter", "column_name", "strength", "rule", "message"),
            ((submission_id, f.sheet, f.row, f.column_letter, f.column_name, f.strength, f.rule, f.message) for f in findings),
        )


def record_columns(connection: Connection, sheet_id: int, columns: Sequence[ColumnSeen]) -> None:
    """Write which columns a sheet came with."""
    if columns:
        copy_rows(
            connection,
            "registry",
            "column_seen",
            ("sheet_id", "position", "heading", "column_name", "rows", "filled"),
            ((sheet_id, c.position, c.heading, c.column_name, c.rows, c.filled) for c in columns),
        )


def record_unknown_words(connection: Connection, sheet_id: int, words: Mapping[str, Mapping[str, int]]) -> None:
    """Write the words of code columns that no list spells: column -> word -> rows."""
    counted: Counter[tuple[str, str]] = Counter()
    for column, found in words.items():
        for word, rows in found.items():
            counted[column, word[:_LONGEST_WORD]] += rows  # long texts that begin alike are one word here
    if counted:
        copy_rows(
            connection,
            "registry",
            "unknown_word",
            ("sheet_id", "column_name", "word", "rows"),
            ((sheet_id, column, word, rows) for (column, word), rows in counted.items()),
        )
