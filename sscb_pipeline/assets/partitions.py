"""Months and financial years as partitions. A month not received stays missing in the grid."""

import json
from functools import cached_property

import dagster as dg

from sscb_pipeline.settings import FIRST_MONTH, Settings
from sscb_pipeline.vocabulary.calendar import (
    add_months,
    day_after_month,
    financial_year,
    first_day,
    month_of,
    months_between,
)

_MONTHS_SHOWN_AT_LEAST = 12


class Grid:
    """The months from FIRST_MONTH to the month after the last one received, and the financial years they lie in.

    A grid that ran to today would stretch every plot of a county whose returns end years ago.
    """

    def __init__(self, last_received: str | None = None) -> None:
        least = month_of(add_months(first_day(FIRST_MONTH), _MONTHS_SHOWN_AT_LEAST - 1))
        expected = month_of(day_after_month(last_received)) if last_received else least
        self.last = max(least, expected)

    @cached_property
    def months(self) -> dg.MonthlyPartitionsDefinition:
        return dg.MonthlyPartitionsDefinition(
            start_date=FIRST_MONTH, end_date=month_of(day_after_month(self.last)), fmt="%Y-%m", timezone="Europe/London"
        )

    @cached_property
    def years(self) -> dg.StaticPartitionsDefinition:
        keys = dict.fromkeys(financial_year(first_day(month)) for month in months_between(FIRST_MONTH, self.last))
        return dg.StaticPartitionsDefinition(list(keys))

    def holds(self, month: str) -> bool:
        return FIRST_MONTH <= month <= self.last


def grid_of(settings: Settings) -> Grid:
    """The grid as last noted; definitions load without asking the database."""
    note = settings.dagster_home / "grid.json"
    return Grid(json.loads(note.read_text())["last_received"]) if note.exists() else Grid()


def note_last_received(settings: Settings, months: list[str]) -> Grid:
    """Widen the grid to the latest of these months and note it for definitions that load later."""
    note = settings.dagster_home / "grid.json"
    before = [json.loads(note.read_text())["last_received"]] if note.exists() else []
    latest = max([*before, *months], default=None)
    if latest and [latest] != before:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({"last_received": latest}))
    return Grid(latest)
