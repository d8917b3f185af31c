"""The four reporting areas of the county and the districts that make them up, as a dated lookup."""

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache

from sscb_pipeline.settings import REFERENCE

COUNTY = "Surrey"
AREAS = ("NE", "NW", "SE", "SW")
AREA_NAMES = {"NE": "North East", "NW": "North West", "SE": "South East", "SW": "South West"}


@dataclass(frozen=True)
class District:
    """One district and its area in [valid_from, valid_to)."""

    name: str
    code: str
    gss_code: str
    area: str
    valid_from: dt.date
    valid_to: dt.date | None


@cache
def districts() -> tuple[District, ...]:
    """Every dated district row of data/reference/areas.csv."""
    with (REFERENCE / "areas.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            District(
                row["district"],
                row["district_code"],
                row["gss_code"],
                row["area"],
                dt.date.fromisoformat(row["valid_from"]),
                dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )
            for row in csv.DictReader(file)
        )
