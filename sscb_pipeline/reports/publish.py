"""Publishes a document: writes it as known at this moment, keeps it unchangeable, and can rebuild it to the last byte.

    annual-report_2016-17_1        the first publication of that year's tables
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators.fingerprint import definitions
from sscb_pipeline.reports.annual_report import write_annual_report
from sscb_pipeline.reports.maecc import write_maecc_packs
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import publications
from sscb_pipeline.warehouse.publications import Publication
from sscb_pipeline.warehouse.server import Warehouse

ANNUAL_REPORT, MAECC_PACKS = "annual-report", "maecc-packs"


@dataclass(frozen=True)
class Rebuilt:
    """What rebuilding a publication came to, file by file: `same`, `differs`, `kept copy changed`, `kept copy missing`."""

    publication: Publication
    files: dict[str, str]
    same_definitions: bool

    @property
    def is_same(self) -> bool:
        return set(self.files.values()) <= {"same"}


def publish(settings: Settings, warehouse: Warehouse, document: str, subject: str) -> tuple[str, list[Path]]:
    """Write and keep a document about a year or month, as known now; returns its id and the files kept (mode 0400)."""
    [now] = warehouse.rows("select clock_timestamp() as moment")
    with tempfile.TemporaryDirectory(dir=settings.data, prefix="publishing-") as made:
        _WRITERS[document](settings, warehouse.known_at(now.moment), subject, Path(made))
        files = _hashes(Path(made))
        with warehouse.known_at(now.moment).begin() as connection:
            connection.execute(text("lock table registry.publication in exclusive mode"))
            edition = publications.next_edition(connection, document, subject)
            name = f"{document}_{subject}_{edition}"
            publications.record(connection, {"publication_id": name, "document": document, "subject": subject,
                                             "edition": edition, "as_at": now.moment, "definitions": definitions()}, files)
            kept = _folder(settings, document, name)
            kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copytree(made, kept)
    for path in kept.rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    return name, [kept / path for path in files]


def rebuild(settings: Settings, warehouse: Warehouse, publication_id: str) -> Rebuilt:
    """Rebuild a publication from the rows it was made from and compare every byte. Raises WrongUsage for an unknown id."""
    with warehouse.begin() as connection:
        found = publications.publication_named(connection, publication_id)
    if found is None:
        raise WrongUsage(f"There is no publication called {publication_id}.", "sscb pull publications lists them.")
    with tempfile.TemporaryDirectory(dir=settings.data, prefix="rebuilding-") as made:
        _WRITERS[found.document](settings, warehouse.known_at(found.as_at), found.subject, Path(made))
        again = _hashes(Path(made))
    kept = _folder(settings, found.document, publication_id)
    said = {path: _compared(sha, again.get(path), kept / path) for path, sha in found.files.items()}
    said |= dict.fromkeys(again.keys() - found.files.keys(), "differs")
    return Rebuilt(found, said, found.definitions == definitions())


def _compared(published: str, again: str | None, kept: Path) -> str:
    if again != published:
        return "differs"
    if not kept.exists():
        return "kept copy missing"
    return "same" if _sha256(kept) == published else "kept copy changed"


def _annual_report(settings: Settings, warehouse: Warehouse, year: str, folder: Path) -> None:
    write_annual_report(settings, warehouse, year, folder)


def _maecc_packs(settings: Settings, warehouse: Warehouse, month: str, folder: Path) -> None:
    write_maecc_packs(settings, warehouse, month, folder=folder)


_WRITERS: dict[str, Callable[[Settings, Warehouse, str, Path], None]] = {
    ANNUAL_REPORT: _annual_report, MAECC_PACKS: _maecc_packs}


def _folder(settings: Settings, document: str, name: str) -> Path:
    """Packs name children: what is kept of them stays among the packs."""
    return (settings.packs if document == MAECC_PACKS else settings.published) / "kept" / name


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
