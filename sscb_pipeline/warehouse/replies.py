"""What a reply to a sender is made from, and which replies have been written."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sscb_pipeline.warehouse.load import Finding, SheetBalance
from sscb_pipeline.warehouse.server import Warehouse


@dataclass(frozen=True)
class Submission:
    """One file with its own bytes, as registered. `nth`: how many files with these bytes came until then, this one included
    (bytes that were refused may come again under another name). `latest_version`: the latest accepted one of its return,
    month and part, 0 when there is none."""

    submission_id: int
    sha256: str
    file_name: str
    agency: str | None
    return_name: str | None
    month: str | None
    part: str
    version: int | None
    received_at: dt.datetime
    status: str
    rule: str
    reason: str
    nth: int
    latest_version: int


@dataclass(frozen=True)
class Reply:
    """One file written for a sender: `kind` receipt or workbook, `path` below the data folder."""

    kind: str
    path: str
    sha256: str


def submission(warehouse: Warehouse, submission_id: int) -> Submission:
    """The submission with this number."""
    (found,) = warehouse.rows(
        "select submission_id, sha256, file_name, agency, return_name, month, part, version, received_at, status, rule, "
        "reason, "
        "(select count(*) from registry.submission o where o.sha256 = s.sha256 and o.submission_id <= s.submission_id), "
        "(select coalesce(max(version), 0) from registry.submission o "
        " where o.return_name = s.return_name and o.month = s.month and o.part = s.part) "
        "from registry.submission s where submission_id = :id",
        id=submission_id,
    )
    return Submission(*found)


def sheets_of(warehouse: Warehouse, submission_id: int) -> tuple[SheetBalance, ...]:
    """The balances of its sheets, in the order they were read."""
    found = warehouse.rows(
        "select sheet, table_name, heading_row, rows_read, accepted, refused, ignored from registry.sheet "
        "where submission_id = :id order by sheet_id",
        id=submission_id,
    )
    return tuple(SheetBalance(*row) for row in found)


def findings_of(warehouse: Warehouse, submission_id: int) -> tuple[Finding, ...]:
    """What was found on its sheets, in the order it was told."""
    found = warehouse.rows(
        'select sheet, "row", column_letter, column_name, strength, rule, message from registry.finding '
        "where submission_id = :id order by finding_id",
        id=submission_id,
    )
    return tuple(Finding(*row) for row in found)


def replies_of(warehouse: Warehouse, submission_id: int) -> tuple[Reply, ...]:
    """What has been written for its sender."""
    found = warehouse.rows("select kind, path, sha256 from registry.reply where submission_id = :id", id=submission_id)
    return tuple(Reply(*row) for row in found)


def record_reply(connection: Connection, submission_id: int, reply: Reply) -> None:
    """Note that a reply lies at its path; one written again takes the place of the first."""
    connection.execute(
        text(
            "insert into registry.reply (submission_id, kind, path, sha256) values (:id, :kind, :path, :sha) "
            "on conflict (submission_id, kind) do update set path = excluded.path, sha256 = excluded.sha256, "
            "made_at = clock_timestamp()"
        ),
        {"id": submission_id, "kind": reply.kind, "path": reply.path, "sha": reply.sha256},
    )


def without_receipt(warehouse: Warehouse, return_name: str | None = None, month: str | None = None) -> list[int]:
    """Submissions (of a return and month, when said) that were accepted or refused and whose sender has no receipt yet,
    oldest first."""
    found = warehouse.rows(
        "select submission_id from registry.submission s where status <> 'received' and not exists "
        "(select from registry.reply r where r.submission_id = s.submission_id and r.kind = 'receipt') "
        "and (cast(:name as text) is null or return_name = :name) and (cast(:month as text) is null or month = :month) "
        "order by submission_id",
        name=return_name,
        month=month,
    )
    return [int(row.submission_id) for row in found]


def current_replies(warehouse: Warehouse, return_name: str, month: str) -> list[Reply]:
    """What was written about a return's current files of a month, and about those refused; receipts first."""
    found = warehouse.rows(
        "select r.kind, r.path, r.sha256 from registry.reply r join registry.submission s using (submission_id) "
        "where s.return_name = :name and s.month = :month and (s.status = 'refused' or s.submission_id in "
        "(select submission_id from registry.current_submission)) order by r.kind, r.reply_id",
        name=return_name,
        month=month,
    )
    return [Reply(*row) for row in found]


def written_since(warehouse: Warehouse, moment: dt.datetime) -> list[Reply]:
    """Replies written at that moment or later, in the order of their writing."""
    found = warehouse.rows(
        "select kind, path, sha256 from registry.reply where made_at >= :moment order by made_at, reply_id", moment=moment
    )
    return [Reply(*row) for row in found]
