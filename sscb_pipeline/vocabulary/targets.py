"""Targets the Board set, and where it lets a series begin anew: dated files, empty of whatever was never decided."""

import csv
import datetime as dt
import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.settings import REFERENCE
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.vocabulary.calendar import MONTH_KEY, first_day, month_of

EVERYWHERE = "all"
"""The area of a target that holds for the county and each area that has none of its own."""


@dataclass(frozen=True)
class Target:
    """What an indicator should be from `valid_from` on, to before `valid_to`: green at `target`, amber to `tolerance` short of
    it, in the indicator's own unit (points of a percentage)."""

    indicator_id: str
    area: str
    valid_from: dt.date
    valid_to: dt.date | None
    target: float
    tolerance: float
    source: str


@dataclass(frozen=True)
class Rebasing:
    """A change of how things are done, from whose `first_month` on a series is a new one: of one indicator, or of a theme."""

    theme: str
    indicator_id: str
    changed_on: dt.date
    first_month: dt.date
    reason: str
    source: str


def target_of(every: Collection[Target], indicator_id: str, area: str, day: dt.date) -> Target | None:
    """The target in force on a day: the area's own, else that of everywhere."""
    standing = {each.area: each for each in every if each.indicator_id == indicator_id and each.valid_from <= day
                and (each.valid_to is None or day < each.valid_to)}
    return standing.get(area) or standing.get(EVERYWHERE)


@cache
def targets() -> tuple[Target, ...]:
    """Every row of data/reference/targets.csv."""
    return read_targets(REFERENCE / "targets.csv")


@cache
def rebasings() -> tuple[Rebasing, ...]:
    """Every row of data/reference/rebasing.csv."""
    return read_rebasings(REFERENCE / "rebasing.csv")


def read_targets(path: Path) -> tuple[Target, ...]:
    """Every row of a file of targets. Raises DeclarationError for one that cannot hold."""
    found: list[Target] = []
    for row in _rows(path):
        name = f"{row['indicator_id']} {row['area']}"
        try:
            each = Target(row["indicator_id"], row["area"], dt.date.fromisoformat(row["valid_from"]),
                          dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None, float(row["target"]),
                          float(row["tolerance"]), row["source"])
        except ValueError:
            _refuse(path, name, "a date or number cannot be read")
        if each.area not in (EVERYWHERE, COUNTY, *AREAS):
            _refuse(path, name, f"its area is none of {', '.join((EVERYWHERE, COUNTY, *AREAS))}")
        if not each.source:
            _refuse(path, name, "nothing says who set it")
        if not math.isfinite(each.target) or not 0 <= each.tolerance < math.inf:
            _refuse(path, name, "its target or tolerance is no number, or the tolerance is below 0")
        if each.valid_to and each.valid_to <= each.valid_from:
            _refuse(path, name, "it ends before it begins")
        for other in found:
            if (other.indicator_id, other.area) == (each.indicator_id, each.area) and _overlap(other, each):
                _refuse(path, name, "two targets are in force on the same day")
        found.append(each)
    return tuple(found)


def read_rebasings(path: Path) -> tuple[Rebasing, ...]:
    """Every row of a file of re-basing points. Raises DeclarationError for one that cannot hold."""
    found = []
    for row in _rows(path):
        name = f"{row['theme']}{row['indicator_id']} {row['first_month']}"
        if bool(row["theme"]) == bool(row["indicator_id"]) or not (row["reason"] and row["source"]):
            _refuse(path, name, "it needs a theme or an indicator, a reason and a source")
        if not MONTH_KEY.fullmatch(row["first_month"]) or not re.fullmatch(r"\d{4}-\d\d-\d\d", row["changed_on"]):
            _refuse(path, name, "its day or month cannot be read")
        each = Rebasing(row["theme"], row["indicator_id"], dt.date.fromisoformat(row["changed_on"]),
                        first_day(row["first_month"]), row["reason"], row["source"])
        if month_of(each.changed_on) > row["first_month"]:
            _refuse(path, name, "the new series begins before the change")
        found.append(each)
    return tuple(found)


def _overlap(one: Target, other: Target) -> bool:
    return one.valid_from < (other.valid_to or dt.date.max) and other.valid_from < (one.valid_to or dt.date.max)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _refuse(path: Path, name: str, why: str) -> NoReturn:
    raise DeclarationError(f"{path.name}: {name}: {why}.", "Correct the row.")
