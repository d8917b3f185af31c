"""What a pack holds: the month's evidence, asked once for all areas, and one area's share of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.indicators.pull import pull_indicators
from sscb_pipeline.reports.maecc.cohort import HISTORIES, Child, children
from sscb_pipeline.reports.received import Received
from sscb_pipeline.settings import FIRST_MONTH
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.vocabulary.codes import code_list
from sscb_pipeline.warehouse.server import Warehouse

Row = dict[str, Any]
TREND_MONTHS = 13


@dataclass(frozen=True)
class Evidence:
    """A month's evidence for all areas: the children of the CSE assessments, the answers to the sections' queries.

    `as_at`: the moment it is told as known at, None for all that has come since.
    """

    as_at: dt.datetime | None
    month: str
    cutoff: dt.date
    before: dt.date
    received: Received
    children: Sequence[Child]
    asked: Mapping[str, Sequence[Row]]
    trend: pd.DataFrame


@dataclass(frozen=True)
class Pack:
    """One area's pack. `children` are those who stand, or stood a month before, in this area at any level."""

    area: str
    evidence: Evidence

    @property
    def month(self) -> str:
        return self.evidence.month

    @property
    def cutoff(self) -> dt.date:
        return self.evidence.cutoff

    @property
    def asked(self) -> Mapping[str, Sequence[Row]]:
        return self.evidence.asked

    @property
    def cohort(self) -> list[Child]:
        """The roster: children of the area at medium or high risk at the cut-off."""
        return [child for child in self.evidence.children if child.is_in_cohort and child.area == self.area]

    def awaiting(self, name: str, month: str | None = None) -> str:
        """What is awaited of a return for the month (or another), '' when it is here."""
        return self.evidence.received.lacking(name, month or self.month, self.area)

    def awaiting_since(self, name: str, first_day: dt.date) -> str:
        """What is awaited of a return for any month from that of `first_day` to the pack's month, '' when all are here."""
        first = max(calendar.month_of(first_day), FIRST_MONTH)
        return "; ".join(filter(None, (self.awaiting(name, month) for month in calendar.months_between(first, self.month))))

    def nothing(self, name: str, sentence: str) -> str:
        """What stands where there are no rows: that the return is awaited, else the sentence."""
        return self.awaiting(name) or sentence


def gather(warehouse: Warehouse, month: str, queries: Mapping[str, str]) -> Evidence:
    """Ask everything the month's packs need, once for all areas."""
    cutoff = calendar.last_day(month)
    before = calendar.first_day(month) - dt.timedelta(days=1)
    bound = {"month": month, "first": calendar.first_day(month), "cutoff": cutoff, "after": calendar.day_after_month(month)}
    histories = _rows(warehouse, HISTORIES, bound)
    return Evidence(
        warehouse.as_at,
        month,
        cutoff,
        before,
        Received(warehouse),
        children(histories, cutoff, before),
        {name: _rows(warehouse, query, bound) for name, query in queries.items()},
        _trend(warehouse, month),
    )


def _rows(warehouse: Warehouse, query: str, bound: Mapping[str, object]) -> list[Row]:
    """Rows as dictionaries. A query binds only the names it uses."""
    named = {name: value for name, value in bound.items() if f":{name}" in query}
    return [dict(row._mapping) for row in warehouse.rows(query, **named)]


def _trend(warehouse: Warehouse, month: str) -> pd.DataFrame:
    """CSE01 of the month and the twelve before it, by month."""
    if "CSE01" not in catalogue():
        return pd.DataFrame(
            columns=["period_type", "period_start", "area", "breakdown", "breakdown_value", "value", "status", "awaiting"]
        )
    first = calendar.month_of(calendar.add_months(calendar.first_day(month), 1 - TREND_MONTHS))
    frame = pull_indicators(warehouse, ["CSE01"], first=first, last=month)
    return frame[frame["period_type"] == "month"]


def meaning(code: str | None, list_name: str) -> str:
    """A code in words; `not known` when blank."""
    return code_list(list_name).meanings.get(code, code) if code else "not known"


def meanings(codes: str | None, list_name: str) -> str:
    """Several codes, separated by commas, in words."""
    return ", ".join(meaning(code.strip(), list_name) for code in codes.split(",")) if codes else ""


def yes_no(value: bool | None) -> str:
    """Yes, No or `not known`."""
    return "not known" if value is None else "Yes" if value else "No"


def count(rows: Iterable[object]) -> int:
    return sum(1 for _ in rows)
