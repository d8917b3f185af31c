"""How many children live in a place, by age group, year and version: what rates per 10,000 are divided by.

Estimates of one year are made anew after a census, and rates made with either stay in print. So every version is kept
under its name, and none replaces another.
"""

import csv
from dataclasses import dataclass
from functools import cache

from sscb_pipeline.settings import REFERENCE


@dataclass(frozen=True)
class Population:
    """People of `age_group` (0_17: from 0 to 17 years) in `area` in the middle of `mid_year`, as `version` has it.

    A year ending on 31 March is divided by the middle of the year before: 2016-17 by 2016.
    """

    age_group: str
    area: str
    mid_year: int
    version: str
    population: int
    source: str
    licence: str


@cache
def populations() -> tuple[Population, ...]:
    """Every row of data/reference/populations.csv."""
    with (REFERENCE / "populations.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Population(row["age_group"], row["area"], int(row["mid_year"]), row["version"], int(row["population"]),
                       row["source"], row["licence"])
            for row in csv.DictReader(file)
        )


def age_groups() -> tuple[str, ...]:
    """The age groups any population is known for."""
    return tuple(sorted({row.age_group for row in populations()}))
