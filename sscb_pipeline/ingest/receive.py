"""Picks files up from landing: archive by their own bytes, read, recognise, register. Nothing received is ever deleted.

A file leaves landing only after its bytes lie in the archive and its receipt is written; a crash in between leaves it
there, and picking it up again changes nothing.
"""

import datetime as dt
import hashlib
import os
import stat
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from sscb_pipeline.errors import FileRefused, SscbError
from sscb_pipeline.ingest.grid import RawSheet, unpack_file
from sscb_pipeline.ingest.months import months_in, version_in_name
from sscb_pipeline.ingest.recognise import agency_in_name, recognise, return_in_name
from sscb_pipeline.ingest.spellings import site_spellings
from sscb_pipeline.ingest.workbook import reading
from sscb_pipeline.passwords import agreed_passwords, all_of
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.agencies import AGENCIES, Agency
from sscb_pipeline.warehouse import registry
from sscb_pipeline.warehouse.registry import Waiting
from sscb_pipeline.warehouse.server import Warehouse

_NOT_RETURNS = ("~$", ".", "Thumbs.db", "desktop.ini")
_STILL_COPYING = (".tmp", ".part", ".crdownload", ".filepart")
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Received:
    """One file picked up: `outcome` received, already received, refused, left (not a file, or still being copied) or ignored
    (a program's own file, such as the lock of an open workbook)."""

    sha256: str
    file_name: str
    outcome: str
    return_name: str | None
    month: str | None
    part: str
    reason: str


def receive_landing(
    settings: Settings, warehouse: Warehouse, landing: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> list[Received]:
    """Receive every file that lies in landing, or in a folder there called after an agency, which then says who sent it.

    Raises SscbError when the folder is not there: that is never a month without returns.
    """
    folder = landing or settings.landing
    if not folder.is_dir():
        raise SscbError(f"There is no landing folder {folder}.", "Check the path, or whether the share is connected.")
    files, received = _look_into(folder)
    _wait_until_quiet(settings, files)
    total = len(files)
    with reading(settings.limits, all_of(agreed_passwords(settings))) as reader:
        while files:
            reader.begin()
            picked = [_pick_up(settings, warehouse, path) for path in files]
            unread = list({new.sha256: new for new in reversed(picked) if isinstance(new, _New)}.values())[::-1]
            received += [known for known in picked if isinstance(known, Received)]
            for new, answer in zip(unread, reader.read_each(new.archived for new in unread), strict=True):
                received.append(_register(settings, warehouse, new, answer))
                if progress:
                    progress(len(received), total)
            # The same bytes twice in one go: the second is asked about again now that the first is known.
            files = [new.path for new in picked if isinstance(new, _New) and new not in unread]
    return sorted(received, key=lambda file: file.file_name)


@dataclass(frozen=True)
class _New:
    """A file whose bytes are archived and not known yet."""

    path: Path
    name: str
    sha256: str
    archived: Path
    at: dt.datetime

    @property
    def sender(self) -> Agency | None:
        """The agency whose folder in landing the file lay in."""
        return _sender_of_folder(self.path.parent)


def _look_into(folder: Path) -> tuple[list[Path], list[Received]]:
    """The files to pick up, a correction after what it corrects, and what else lies there, named."""
    files: list[Path] = []
    others: list[Received] = []
    for path in sorted(folder.iterdir(), key=_in_turn):
        if path.name.startswith(_NOT_RETURNS):
            others.append(_passed_over(path, "It is a program's own file, no return."))
        elif path.name.endswith(_STILL_COPYING):
            others.append(_passed_over(path, "It is still being copied."))
        elif not path.is_dir() or path.is_symlink():
            files.append(path)
        elif _sender_of_folder(path) and path.parent == folder:
            within, named = _look_into(path)
            files += within
            others += named
        else:
            others.append(_passed_over(path, "It is a folder. Put the files themselves into landing.", outcome="left"))
    return files, others


def _in_turn(path: Path) -> tuple[int, float, str]:
    """Files of one month become versions in this order: by the version in the name, then by when they were last written."""
    try:
        written = path.lstat().st_mtime
    except OSError:
        written = 0.0
    return version_in_name(path.name), written, path.name


def _passed_over(path: Path, reason: str, outcome: str = "ignored") -> Received:
    return Received("", printable_name(path.name), outcome, None, None, "", reason)


def _sender_of_folder(folder: Path) -> Agency | None:
    name = folder.name.casefold()
    return next((agency for agency in AGENCIES if name in (agency.key, agency.sender.casefold())), None)


def _wait_until_quiet(settings: Settings, files: list[Path]) -> None:
    """A file touched a moment ago may still be being copied: wait out the quiet time once, for all of them."""
    newest = max((path.lstat().st_mtime for path in files), default=0.0)
    remaining = settings.quiet_seconds - (time.time() - newest)
    if 0 < remaining <= settings.quiet_seconds:
        time.sleep(remaining)


def _pick_up(settings: Settings, warehouse: Warehouse, path: Path) -> Received | _New:
    name = printable_name(path.name)
    try:
        sha256, archived = _archive(settings, path)
    except FileRefused as refusal:
        return Received("", name, "left", None, None, "", str(refusal))
    at = dt.datetime.now(dt.UTC)
    with warehouse.begin() as connection:
        known = registry.known_submission(connection, sha256)
        if known is None or (known.is_replaced and version_in_name(name) > (known.counts_now or 0)):
            return _New(path, name, sha256, archived, at)
        registry.record_receipt(connection, sha256, name, at, "already received")
    path.unlink(missing_ok=True)
    replaced = ""
    if known.is_replaced:
        next_one = (known.counts_now or 0) + 1
        replaced = (
            f" It became version {known.version}; version {known.counts_now} has replaced it since."
            f" If this one should count again, send it with _v{next_one} at the end of its name."
        )
    return Received(sha256, name, "already received", None, None, "", f"The same file was received before.{replaced}")


def _register(settings: Settings, warehouse: Warehouse, new: _New, answer: bytes | FileRefused) -> Received:
    try:
        if isinstance(answer, FileRefused):
            raise answer
        sheets, site = unpack_file(answer), site_spellings(settings)
        found = recognise(new.name, sheets, new.at.date(), None, new.sender, site, settings.thresholds)
    except FileRefused as refusal:
        outcome = _register_refused(warehouse, new, refusal)
    else:
        (settings.spool / new.sha256).write_bytes(answer)
        with warehouse.begin() as connection:
            registry.record_receipt(connection, new.sha256, new.name, new.at, "new")
            agency, return_name = found.declared.agency.key, found.declared.name
            registry.record_received(
                connection, new.sha256, new.name, new.at, agency, return_name, found.month, found.covers_from, found.part
            )
        outcome = Received(new.sha256, new.name, "received", return_name, found.month, found.part, "")
    new.path.unlink(missing_ok=True)
    return outcome


def _register_refused(warehouse: Warehouse, new: _New, refusal: FileRefused) -> Received:
    declared = return_named(refusal.return_name) if refusal.return_name else return_in_name(new.name)
    sender = new.sender or agency_in_name(new.name)
    agency = declared.agency.key if declared else sender.key if sender else None
    return_name = declared.name if declared else None
    named = months_in(PurePath(new.name).stem)
    month = named.pop() if declared and len(named) == 1 else None
    with warehouse.begin() as connection:
        registry.record_receipt(connection, new.sha256, new.name, new.at, "new")
        registry.record_refused(
            connection, new.sha256, new.name, new.at, agency, return_name, month, refusal.rule, str(refusal)
        )
    return Received(new.sha256, new.name, "refused", return_name, month, "", str(refusal))


def read_again(settings: Settings, warehouse: Warehouse, submission: Waiting) -> tuple[list[RawSheet], dt.date]:
    """The sheets of a received file, from the spool or, if it was swept, from the archive; and the day it was received."""
    spooled = settings.spool / submission.sha256
    if spooled.exists():
        packed = spooled.read_bytes()
    else:
        with reading(settings.limits, all_of(agreed_passwords(settings))) as reader:
            packed = reader.read(archive_path(settings, submission.sha256))
    day = warehouse.read(
        "select received_at::date as day from registry.submission where submission_id = :id", id=submission.submission_id
    )["day"].iloc[0]
    return unpack_file(packed), day


def archive_path(settings: Settings, sha256: str) -> Path:
    """Where the bytes with this fingerprint lie."""
    return settings.archive / sha256[:2] / sha256


def _archive(settings: Settings, path: Path) -> tuple[str, Path]:
    """Copy a file into the archive under its fingerprint. Raises FileRefused for links, pipes and files still growing."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as fault:
        raise FileRefused(
            "not_a_file",
            f"It cannot be opened as a file ({type(fault).__name__}).",
            "Put the file itself into landing, readable for this account.",
        ) from None
    temporary = settings.archive / f".{uuid.uuid4().hex}"
    digest = hashlib.sha256()
    try:
        with os.fdopen(descriptor, "rb") as source:
            before = os.fstat(source.fileno())
            if not stat.S_ISREG(before.st_mode) or before.st_nlink != 1:
                raise FileRefused(
                    "not_a_file", "It is not a plain file of its own (a pipe or a link).", "Put the file itself into landing."
                )
            with temporary.open("xb") as target:
                while piece := source.read(_CHUNK):
                    digest.update(piece)
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())
            after = path.lstat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise FileRefused("still_copying", "It changed while it was read.", "It is left for the next run.")
        archived = archive_path(settings, digest.hexdigest())
        archived.parent.mkdir(exist_ok=True)
        if not archived.exists():
            temporary.chmod(0o400)
            temporary.replace(archived)
        return digest.hexdigest(), archived
    finally:
        temporary.unlink(missing_ok=True)


def printable_name(name: str) -> str:
    """A file name as data: control and direction characters and undecodable bytes escaped."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode()
        for c in name.encode("utf-8", "backslashreplace").decode()
    )
