"""Writes what goes back to a sender, after the load is committed: a receipt always, a workbook where rows need it.

A reply that cannot be written stops nothing: the load stands, and the next run writes it.
"""

import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sscb_pipeline.errors import FileRefused, SscbError
from sscb_pipeline.ingest.grid import RawSheet, unpack_file
from sscb_pipeline.ingest.receive import archive_path
from sscb_pipeline.ingest.reply.as_sent import rows_as_sent
from sscb_pipeline.ingest.reply.receipt import ReplyWorkbook, receipt
from sscb_pipeline.ingest.reply.sheet import ReplySheet
from sscb_pipeline.ingest.reply.told import Told, told_of
from sscb_pipeline.ingest.reply.workbook import ReplyTooLarge, reply_workbook
from sscb_pipeline.ingest.workbook import Reader, reading
from sscb_pipeline.passwords import agreed_passwords, all_of, password_for
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.replies import Reply, record_reply, replies_of, without_receipt
from sscb_pipeline.warehouse.server import Warehouse

KEPT_DAYS = 30
_BEGUN = ".being-written-"
_NO_AGENCY = "sender_not_known"


def write_replies(
    settings: Settings, warehouse: Warehouse, submission_id: int, sheets: Sequence[RawSheet], password: str | None
) -> list[Path]:
    """Write the receipt and, where rows were refused or asked about, the workbook; what lies there already is kept.

    `sheets`: the file's, as sent. With the agency's agreed `password` the workbook is encrypted. Raises SscbError with one
    sentence when they cannot be written; nothing half-written is left, and calling it again goes on.
    """
    told = told_of(warehouse, submission_id)
    return _reply(settings, warehouse, told, rows_as_sent(told, sheets), password)


def _reply(
    settings: Settings, warehouse: Warehouse, told: Told, sheets: Sequence[ReplySheet], password: str | None
) -> list[Path]:
    if told.submission.status == "received":
        raise SscbError("A file that is not loaded yet has no receipt.", "Load it first: sscb run.")
    present = {reply.kind: settings.data / reply.path for reply in replies_of(warehouse, told.submission.submission_id)}
    present = {kind: path for kind, path in present.items() if path.exists()}
    if "receipt" in present:
        return list(present.values())
    made: ReplyWorkbook | None = None
    paths = []
    try:
        if any(sheet.rows for sheet in sheets):
            made = ReplyWorkbook(f"{_stem(told)}_to-correct.xlsx", bool(password))
            content = reply_workbook(told, sheets, made.file_name, password)
            paths.append(_write(settings, warehouse, told, "workbook", made.file_name, content))
        text = receipt(told, made).replace("\n", "\r\n").encode()
        paths.append(_write(settings, warehouse, told, "receipt", f"{_stem(told)}_receipt.txt", text))
    except (OSError, ReplyTooLarge) as fault:
        about = f"{told.submission.return_name or 'a refused file'} {told.submission.month or ''}".strip()
        raise SscbError(
            f"The reply about {about} could not be written ({type(fault).__name__}); what was loaded stands.",
            f"See that {settings.replies} can be written and has space; the next run writes it.",
        ) from None
    return paths


def missing_replies(
    settings: Settings, warehouse: Warehouse, return_name: str | None = None, month: str | None = None
) -> list[int]:
    """Submissions, by their number, that were accepted or refused and have no receipt, oldest first."""
    return without_receipt(warehouse, return_name, month)


def write_missing_replies(
    settings: Settings, warehouse: Warehouse, return_name: str | None = None, month: str | None = None
) -> list[Path]:
    """Write what missing_replies finds, each encrypted with its agency's newest agreed password where there is one.

    Their rows are read again from the archive. Raises SscbError when a reply cannot be written; the others were, or are the
    next time.
    """
    paths: list[Path] = []
    agreed = agreed_passwords(settings)
    with reading(settings.limits, all_of(agreed)) as reader:
        for submission_id in missing_replies(settings, warehouse, return_name, month):
            told = told_of(warehouse, submission_id)
            sheets = _read_again(settings, reader, told) if told.rows_to_correct else []
            password = password_for(agreed, told.submission.agency)
            paths += _reply(settings, warehouse, told, rows_as_sent(told, sheets), password)
    return paths


def _read_again(settings: Settings, reader: Reader, told: Told) -> list[RawSheet]:
    """The sheets of an archived file; none of one that cannot be read any more, whose sender has the receipt."""
    try:
        return unpack_file(reader.read(archive_path(settings, told.submission.sha256)))
    except FileRefused:
        return []


def sweep(settings: Settings, now: dt.datetime | None = None) -> int:
    """Delete replies older than KEPT_DAYS, and what a crash left half-written; how many files went."""
    moment = now or dt.datetime.now(dt.UTC)
    gone = 0
    for path in settings.replies.glob("*/*"):
        limit = dt.timedelta(days=1 if path.name.startswith(_BEGUN) else KEPT_DAYS)
        if path.is_file() and moment - dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) > limit:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _stem(told: Told) -> str:
    """`pol_missing_2016-11_v1_0a1b2c3d`: never the sender's file name, which may hold a child's."""
    sent = told.submission
    again = f"-{sent.nth}" if sent.nth > 1 else ""
    version = f"v{sent.version}" if sent.version else "refused"
    return "_".join(filter(None, (sent.return_name or "unrecognised", sent.month, version, f"{sent.sha256[:8]}{again}")))


def _write(settings: Settings, warehouse: Warehouse, told: Told, kind: str, name: str, content: bytes) -> Path:
    """Write beside its place with mode 0600, then rename, then note it."""
    folder = settings.replies / (told.submission.agency or _NO_AGENCY)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name
    handle, beside = tempfile.mkstemp(dir=folder, prefix=_BEGUN)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    with warehouse.begin() as connection:
        reply = Reply(kind, path.relative_to(settings.data).as_posix(), hashlib.sha256(content).hexdigest())
        record_reply(connection, told.submission.submission_id, reply)
    return path
