"""Next year's published figures: what of a file of the department is ours, in the shape of comparators.csv.

Every figure of the file is accepted, refused with its row and the reason, or left aside and counted: other authorities,
series nothing of ours compares with, what is suppressed. The mean of the statistical neighbours is made here.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from statistics import fmean

from sscb_pipeline.comparators.published_file import Printed, printed_figures
from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.vocabulary.areas import COUNTY
from sscb_pipeline.vocabulary.comparators import (
    ENGLAND,
    NEIGHBOURS,
    PUBLISHED_BY_DFE,
    REGION,
    Comparator,
    measures,
    neighbours,
    read_comparators,
)

SOURCE = "Department for Education, Local authority interactive tool"
LICENCE = "Open Government Licence v3.0"

_PLACES = {"england": ENGLAND, "england all schools": ENGLAND, "south east": REGION, "surrey": COUNTY}
_NO_FIGURE = {"", "-", "..", ":", "c", "k", "low", "n/a", "na", "u", "x", "z"}
"""How the department prints what is suppressed, not available, not applicable or rounds to nothing."""
_NUMBER = re.compile(r"-?\d+(,\d{3})*(\.\d+)?%?")

OTHER_SERIES, OTHER_PLACE, NO_YEAR, SUPPRESSED, REPEATED, KNOWN = (
    "another series", "another place", "no year (a rank, a trend, a target)", "suppressed or not available", "repeated",
    "known already")
"""Why a figure is left aside."""


@dataclass(frozen=True)
class Refused:
    """One figure that should have been ours: where it stands, and why it is not taken. Published words, nobody's data."""

    row: int
    measure: str
    area: str
    rule: str
    message: str


@dataclass
class Taken:
    """What a file gave: figures `read` = used + refused + left aside. Of the neighbours' figures, which are used, only the
    mean is among the `accepted`; one that is refused stands in no row (0)."""

    read: int = 0
    used: int = 0
    accepted: list[Comparator] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_aside: Counter[str] = field(default_factory=Counter)


def take_published(path: Path, vintage: str, known: Collection[Comparator], group: str | None = None,
                   source: str = SOURCE) -> Taken:
    """Read the department's file. `vintage`: the release it is; `known`: figures that are there already; `group`: the
    statistical neighbours to take the mean of, the latest unless said. Raises FileRefused, WrongUsage."""
    groups = {each.neighbour_group: each.valid_from for each in neighbours()}
    chosen = group or max(groups, key=lambda name: groups[name])
    if chosen not in groups:
        raise WrongUsage(f"There is no group of neighbours called {chosen}.", f"Groups: {', '.join(groups)}.")
    members = {_key(each.name): each.name for each in neighbours() if each.neighbour_group == chosen}
    taken, standing = Taken(), dict[tuple[str, str, str], list[tuple[Printed, float]]]()
    for printed in printed_figures(path):
        taken.read += 1
        _judge(printed, members, taken, standing)
    of_neighbours = defaultdict[tuple[str, str], list[float]](list)
    found = []
    for (measure, area, period), stand in standing.items():
        if len({value for _, value in stand}) > 1:
            taken.refused += [_refused(printed, measure, area, "two_values", "Another row has another value for the same year.")
                              for printed, _ in stand]
            continue
        taken.used += 1
        taken.left_aside[REPEATED] += len(stand) - 1
        value = stand[0][1]
        if area in members.values():
            of_neighbours[measure, period].append(value)
        else:
            found.append((stand[0][0], Comparator(measure, area, "", period, value, None, PUBLISHED_BY_DFE, "UNKNOWN", source,
                                                  vintage, LICENCE)))
    for (measure, period), values in of_neighbours.items():
        found.append((Printed(0, measure, period, NEIGHBOURS, ""), Comparator(
            measure, NEIGHBOURS, chosen, period, round(fmean(values), 2), len(values), PUBLISHED_BY_DFE, "MEAN", source,
            vintage, LICENCE)))
    _beside(found, known, taken)
    return taken


def add_to(path: Path, accepted: Collection[Comparator]) -> None:
    """Write figures at the end of a file in the shape of comparators.csv, made if it is not there."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [each.name for each in fields(Comparator)], lineterminator="\n")
        if new:
            writer.writeheader()
        for each in accepted:
            whole = int(each.value) if each.value == int(each.value) else each.value
            writer.writerow(asdict(each) | {"value": whole, "neighbours_with_data": each.neighbours_with_data or ""})


def already_in(path: Path) -> tuple[Comparator, ...]:
    """The figures such a file holds."""
    groups = {each.neighbour_group for each in neighbours()}
    return read_comparators(path, measures(), groups) if path.exists() else ()


def period_of(years: str) -> str | None:
    """The financial years the department means: `2017`, the year ending in March 2017, is 2016-17, and so are `2016/17` and
    `201617`; `2015/16-17/18` is several. None for what is no year."""
    single = re.fullmatch(r"(20\d\d)(?:\.0)?", years)
    if single:
        return f"{int(single[1]) - 1}-{int(single[1]) % 100:02d}"
    parts = re.fullmatch(r"(20\d\d)[-/]?(\d\d)(?:\s*(?:-|–|to)\s*(?:20)?(\d\d)[-/](\d\d))?", years)
    if not parts or (int(parts[1]) + 1) % 100 != int(parts[2]):
        return None
    first = f"{parts[1]}-{parts[2]}"
    if not parts[3]:
        return first
    return f"{first} to 20{parts[3]}-{parts[4]}" if (int(parts[3]) + 1) % 100 == int(parts[4]) else None


def _judge(printed: Printed, members: dict[str, str], taken: Taken,
           standing: dict[tuple[str, str, str], list[tuple[Printed, float]]]) -> None:
    """Take one figure in, refuse it or leave it aside."""
    series = printed.series if printed.series in measures() else re.sub(r"_\d+$", "", printed.series).strip()
    area = _PLACES.get(_key(printed.place)) or members.get(_key(printed.place))
    period = period_of(printed.years)
    aside = OTHER_SERIES if series not in measures() else OTHER_PLACE if not area else NO_YEAR if not period else (
        SUPPRESSED if printed.value.casefold() in _NO_FIGURE else None)
    if aside or not area or not period:
        taken.left_aside[aside or OTHER_PLACE] += 1
        return
    unit = measures()[series].unit
    if not _NUMBER.fullmatch(printed.value):
        taken.refused.append(_refused(printed, series, area, "no_number", "The value is no number."))
        return
    value = float(printed.value.rstrip("%").replace(",", ""))
    if value < 0 or (unit == "percent" and value > 100):
        taken.refused.append(_refused(printed, series, area, "outside", "The value is below 0, or a percentage above 100."))
        return
    standing.setdefault((series, area, period), []).append((printed, value))


def _beside(found: list[tuple[Printed, Comparator]], known: Collection[Comparator], taken: Taken) -> None:
    """Accept what is not known yet; what is known with another value needs a vintage of its own, and replaces nothing."""
    there = {each.place: each.value for each in known}
    for printed, each in found:
        if each.place not in there:
            taken.accepted.append(each)
        elif there[each.place] == each.value:
            taken.left_aside[KNOWN] += printed.row > 0
            taken.used -= printed.row > 0
        else:
            taken.used -= printed.row > 0
            taken.refused.append(_refused(printed, each.measure, each.area, "differs",
                                          "The same vintage has another value: give this release a vintage of its own."))


def _refused(printed: Printed, measure: str, area: str, rule: str, message: str) -> Refused:
    return Refused(printed.row, measure, area, rule, message)


def _key(place: str) -> str:
    return re.sub(r"[\s_().]+", " ", place.casefold().replace("&", "and")).strip()
