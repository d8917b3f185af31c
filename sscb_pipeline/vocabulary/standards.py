"""The clocks indicators are held against: from which event to which, and how long it may take. One table for all."""

import csv
from dataclasses import dataclass
from functools import cache

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.settings import REFERENCE

UNITS = ("working_days", "calendar_months", "weeks", "days", "hours")


@dataclass(frozen=True)
class Standard:
    """One clock. `limit_value` in `unit` is the last moment in time; `basis`: statutory, statutory guidance or local."""

    name: str
    start_event: str
    end_event: str
    limit_value: int
    unit: str
    basis: str
    source: str


@cache
def standards() -> dict[str, Standard]:
    """Every row of data/reference/standards.csv by its name. Raises DeclarationError for a unit nobody counts in."""
    with (REFERENCE / "standards.csv").open(encoding="utf-8", newline="") as file:
        rows = [Standard(row["name"], row["start_event"], row["end_event"], int(row["limit_value"]), row["unit"], row["basis"],
                         row["source"]) for row in csv.DictReader(file)]
    for row in rows:
        if row.unit not in UNITS:
            raise DeclarationError(f"standards.csv: {row.name} is in {row.unit}.", f"Units: {', '.join(UNITS)}.")
    found = {row.name: row for row in rows}
    if len(found) < len(rows):
        raise DeclarationError("standards.csv: two rows have the same name.")
    return found
