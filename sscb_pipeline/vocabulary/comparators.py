"""What is published for comparison: England, the South East, statistical neighbours, and Surrey as others printed it.

A published figure never replaces one of ours, nor one basis another: 812 children on a plan as the Board printed them and
843 as the Department for Education did are two rows, and both stay.
"""

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

from sscb_pipeline.errors import DeclarationError, WrongUsage
from sscb_pipeline.settings import REFERENCE
from sscb_pipeline.vocabulary.areas import COUNTY
from sscb_pipeline.vocabulary.calendar import add_months, financial_year_start

ENGLAND, REGION, NEIGHBOURS = "England", "South East", "Statistical neighbours"
COMPARED = (ENGLAND, REGION, NEIGHBOURS, COUNTY)
"""The areas a published figure may be of."""

PUBLISHED_BY_DFE, PUBLISHED_LOCALLY = "DFE_PUBLISHED", "LOCAL_AS_PUBLISHED"
BASES = {
    PUBLISHED_BY_DFE: "published by the Department for Education, months after the year, from authorities' national returns",
    PUBLISHED_LOCALLY: "printed by the Board at the time, from local management information",
}

ROUNDINGS = {
    "UNROUNDED": "the number itself",
    "NEAREST_10": "a number rounded to the nearest 10",
    "NEAREST_5": "a number rounded to the nearest 5",
    "AS_PRINTED": "a percentage or rate with the decimals its source prints",
    "MEAN": "the plain mean of the neighbours that have a figure",
    "UNKNOWN": "not known",
}
PARTS = ("value", "numerator", "denominator")

_FILE, _MEASURES, _GROUPS, _OURS = (
    "comparators.csv", "comparator_measures.csv", "statistical_neighbours.csv", "published_figures.csv")
FILES = (_FILE, _MEASURES, _GROUPS, _OURS)
"""The files of data/reference the table is made from."""


@dataclass(frozen=True)
class Measure:
    """One published series. `measure`: its short name at the source. `indicator_id`, `breakdown`, `breakdown_value`, `part`:
    the place in the tidy table it compares with, blank where no indicator of ours counts the same. `periods`: all, or year
    where a month's figure is naturally smaller than a year's."""

    measure: str
    title: str
    indicator_id: str
    breakdown: str
    breakdown_value: str
    part: str
    periods: str
    unit: str
    polarity: str
    note: str


@dataclass(frozen=True)
class Comparator:
    """One published figure. `period`: a financial year, or the first and last of several counted as one (`2015-16 to
    2017-18`). `neighbour_group`, `neighbours_with_data`: for the mean of statistical neighbours, which group and how many of
    it had a figure. `vintage`: which release of the series, or which population a rate was made with."""

    measure: str
    area: str
    neighbour_group: str
    period: str
    value: float
    neighbours_with_data: int | None
    basis: str
    rounding: str
    source: str
    vintage: str
    licence: str

    @property
    def place(self) -> tuple[str, ...]:
        """What no two published figures have in common."""
        return self.measure, self.area, self.neighbour_group, self.period, self.basis, self.vintage


@dataclass(frozen=True)
class Neighbour:
    """One authority of a group of statistical neighbours, which holds in [valid_from, valid_to)."""

    neighbour_group: str
    la_code: str
    name: str
    closeness: str
    valid_from: dt.date
    valid_to: dt.date | None


def last_day_of(period: str) -> dt.date:
    """The last day of `2016-17` or `2015-16 to 2017-18`. Raises WrongUsage for what is neither."""
    years = period.split(" to ")
    starts = [financial_year_start(year) for year in years]
    if len(years) > 2 or sorted(starts) != starts:
        raise WrongUsage("That is not a period of financial years.", "Write it as 2016-17, or 2015-16 to 2017-18.")
    return add_months(starts[-1], 12) - dt.timedelta(days=1)


def read_measures(path: Path) -> dict[str, Measure]:
    """Every row of a file of measures by its short name. Raises DeclarationError."""
    found = [Measure(**row) for row in _rows(path)]
    for measure in found:
        placed = (measure.indicator_id, measure.breakdown, measure.breakdown_value, measure.periods)
        if measure.periods not in ("", "all", "year"):
            _refuse(path, measure.measure, "the periods it compares with are neither all nor year")
        if measure.part not in PARTS or measure.polarity not in ("high", "low", "neutral") or (any(placed) and not all(placed)):
            _refuse(path, measure.measure, "its part, polarity or place among the indicators is none")
    _once(path, [measure.measure for measure in found])
    return {measure.measure: measure for measure in found}


def read_comparators(path: Path, known: dict[str, Measure], groups: set[str]) -> tuple[Comparator, ...]:
    """Every row of a file of published figures. Raises DeclarationError for one that names what there is not."""
    found = []
    for row in _rows(path):
        name = f"{row['measure']} {row['area']} {row['period']}"
        if not re.fullmatch(r"-?\d+(\.\d+)?", row["value"]):
            _refuse(path, name, "its value is no number")
        each = Comparator(**{**row, "value": float(row["value"]),  # type: ignore[arg-type]
                             "neighbours_with_data": int(row["neighbours_with_data"] or 0) or None})
        if fault := fault_of(each, known, groups):
            _refuse(path, name, fault)
        found.append(each)
    _once(path, [" ".join(each.place) for each in found])
    return tuple(found)


def fault_of(each: Comparator, known: dict[str, Measure], groups: set[str]) -> str | None:
    """What is wrong with a published figure, in words; None where nothing is."""
    try:
        last_day_of(each.period)
    except WrongUsage:
        return "its period is no financial year"
    if each.measure not in known:
        return "its measure is not in comparator_measures.csv"
    if each.area not in COMPARED:
        return f"its area is none of {', '.join(COMPARED)}"
    if each.basis not in BASES or each.rounding not in ROUNDINGS:
        return "its basis or rounding is none"
    if not (each.source and each.vintage and each.licence):
        return "it has no source, vintage or licence"
    of_neighbours = each.area == NEIGHBOURS
    if of_neighbours != bool(each.neighbours_with_data) or of_neighbours != (each.neighbour_group in groups):
        return "neighbours have a group and a number with data, and nobody else has"
    return None


@cache
def measures() -> dict[str, Measure]:
    """The published series, and those the Board's own report printed."""
    ours = {
        row["figure_id"]: Measure(row["figure_id"], row["text"].lstrip("- "), row["indicator_id"], row["breakdown"],
                                  row["breakdown_value"], row["measure"], "year", row["unit"], "neutral", "")
        for row in _rows(REFERENCE / _OURS)
    }
    return {**read_measures(REFERENCE / _MEASURES), **ours}


@cache
def neighbours() -> tuple[Neighbour, ...]:
    """Every row of data/reference/statistical_neighbours.csv."""
    return tuple(
        Neighbour(row["neighbour_group"], row["la_code"], row["name"], row["closeness"],
                  dt.date.fromisoformat(row["valid_from"]),
                  dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None)
        for row in _rows(REFERENCE / _GROUPS))


@cache
def comparators() -> tuple[Comparator, ...]:
    """Every published figure: those of data/reference/comparators.csv, and those the Board printed."""
    groups = {each.neighbour_group for each in neighbours()}
    ours = tuple(
        Comparator(row["figure_id"], row["area"], "", row["period"], float(row["published"]), None, PUBLISHED_LOCALLY,
                   "AS_PRINTED" if row["measure"] == "value" else "UNROUNDED",
                   f"Surrey Safeguarding Children Board, annual report summary 2016/17, paragraph {row['paragraph']}",
                   "2017-09-07", "facts, quoted for comparison")
        for row in _rows(REFERENCE / _OURS))
    return read_comparators(REFERENCE / _FILE, measures(), groups) + ours


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _once(path: Path, names: list[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            _refuse(path, name, "it stands there more than once")


def _refuse(path: Path, name: str, why: str) -> NoReturn:
    raise DeclarationError(f"{path.name}: {name}: {why}.", "Correct the row.")
