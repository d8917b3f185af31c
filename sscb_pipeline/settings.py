"""Where things lie and which limits hold: from the command line, then the environment, then these defaults."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from sscb_pipeline.errors import SscbError
from sscb_pipeline.thresholds import Thresholds, thresholds_for, thresholds_of_the_house

PROJECT_ROOT = Path(__file__).resolve().parents[1]
REFERENCE = PROJECT_ROOT / "data" / "reference"
MODELS = PROJECT_ROOT / "dbt_like_sql" / "models"

SITE_FILE = "settings.toml"
"""What a site sets anew, in its data folder."""

FIRST_MONTH = "2015-04"
"""The first reporting month the county holds returns for: where monthly partitions begin."""


@dataclass(frozen=True)
class ReadingLimits:
    """How large an honest workbook can be; beyond it a file is refused before it is read."""

    file_bytes: int = 50 * 1024 * 1024
    unpacked_bytes: int = 400 * 1024 * 1024
    zip_members: int = 2_000
    rows: int = 200_000
    columns: int = 702
    """To column ZZ."""
    cells: int = 4_000_000
    """Filled cells of one sheet."""
    grid_cells: int = 20_000_000
    """Places between a sheet's first and last cell, filled or not: the reader holds them all."""
    text_bytes: int = 200 * 1024 * 1024
    """Text of all cells together: one long text may be shared by a million cells in a small file."""
    seconds: int = 60
    memory_bytes: int = 1_500 * 1024 * 1024


@dataclass(frozen=True)
class Settings:
    """One value says where the data folder is, which database serves it and which thresholds judge a file."""

    data: Path
    database_url: str | None = field(default=None, repr=False)
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    quiet_seconds: float = 2.0
    """How long a file in landing must have been left alone before it is taken for completely copied."""
    passwords_named: Path | None = None
    """The file of passwords agreed with the agencies, where it is not passwords.toml in the data folder."""
    thresholds: Thresholds = field(default_factory=thresholds_of_the_house, repr=False)
    """How much is too much: thresholds.toml, with what the data folder's settings.toml sets anew."""

    @classmethod
    def from_environment(cls, data: Path | str | None = None) -> "Settings":
        """Raises SscbError when the data folder's settings.toml says what cannot be."""
        chosen = Path(data or os.environ.get("SSCB_DATA") or "data").expanduser().resolve()
        named = os.environ.get("SSCB_PASSWORDS_FILE")
        return cls(
            data=chosen,
            database_url=os.environ.get("SSCB_DATABASE_URL") or None,
            passwords_named=Path(named).expanduser() if named else None,
            thresholds=thresholds_for(chosen / SITE_FILE),
        )

    @property
    def landing(self) -> Path:
        return self.data / "landing"

    @property
    def archive(self) -> Path:
        return self.data / "archive"

    @property
    def store(self) -> Path:
        return self.data / "store"

    @property
    def spool(self) -> Path:
        """Cells of files read but not yet loaded; 0600, emptied as they are loaded."""
        return self.store / "spool"

    @property
    def dagster_home(self) -> Path:
        return self.store / "dagster"

    @property
    def published(self) -> Path:
        return self.data / "published"

    @property
    def packs(self) -> Path:
        return self.data / "packs"

    @property
    def replies(self) -> Path:
        """What goes back to the senders, one folder an agency."""
        return self.data / "replies"

    def make_folders(self) -> None:
        """Create the data folder's rooms, readable by their owner alone. Raises SscbError if they cannot be written."""
        os.umask(0o077)
        try:
            rooms = (self.landing, self.archive, self.store, self.spool, self.dagster_home, self.published, self.packs)
            for folder in (*rooms, self.replies):
                folder.mkdir(parents=True, exist_ok=True)
                if not os.access(folder, os.W_OK):
                    raise PermissionError(folder)
        except OSError as fault:
            raise SscbError(
                f"The data folder {self.data} cannot be written ({type(fault).__name__}).",
                "Give another folder with --data or SSCB_DATA, or ask for write access to this one.",
            ) from None
