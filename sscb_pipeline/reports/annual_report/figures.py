"""The report's figures: the tidy table of two years, by indicator, period and place, and a register of what is printed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.indicators.headers import Indicator, has_decimals
from sscb_pipeline.indicators.pull import pull_indicators
from sscb_pipeline.reports.cells import Shown, is_blank
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.warehouse.server import Warehouse

NOT_BUILT = "not computed yet"
NOTHING_TO_DIVIDE_BY = "none to count"
NO_FIGURE = "no figure"


@dataclass(frozen=True)
class Figure:
    """One figure of the tidy table, or (`row` None) the words that stand in its place."""

    indicator_id: str
    period: str
    area: str
    breakdown: str
    breakdown_value: str
    row: dict[str, Any] | None
    instead: str = ""

    @property
    def figure_id(self) -> str:
        """`CP04/2016-17/SW/category=NEG`: how a printed number is found again."""
        tail = "" if self.breakdown == "all" else f"/{self.breakdown}={self.breakdown_value}"
        return f"{self.indicator_id}/{self.period}/{self.area}{tail}"

    @property
    def number(self) -> float | None:
        """The value, None when there is none."""
        return None if self.row is None or is_blank(self.row["value"]) else float(self.row["value"])

    @property
    def printed(self) -> Shown | str:
        """The value as it is shown, or why there is none. Never an empty cell, never a zero for what is awaited."""
        if self.row is None:
            return self.instead
        if self.row["status"] == "awaiting":
            return f"awaiting {self.row['awaiting']}"
        if self.number is None:
            return NOTHING_TO_DIVIDE_BY
        return Shown(self.number, "decimal" if has_decimals(self.row["unit"]) else "whole")

    @property
    def status(self) -> str:
        """final, provisional with what is awaited, awaiting, or why there is no figure."""
        if self.row is None:
            return self.instead
        awaited = self.row["awaiting"]
        return (
            f"provisional, awaiting {awaited}" if self.row["status"] == "provisional" and awaited else str(self.row["status"])
        )


class Figures:
    """Every monthly and yearly figure of these indicators (all, when none is named) in a financial year and the one before;
    remembers which were printed."""

    def __init__(self, warehouse: Warehouse, year: str, indicators: Iterable[str] = ()) -> None:
        start = calendar.financial_year_start(year)
        self.year, self.year_before = year, calendar.financial_year(calendar.add_months(start, -12))
        last = calendar.month_of(calendar.add_months(start, 11))
        self.months = tuple(calendar.months_between(calendar.month_of(start), last))
        known = [name for name in indicators if name in catalogue()]
        frame = pull_indicators(warehouse, known, first=calendar.month_of(calendar.add_months(start, -12)), last=last)
        self._rows: dict[tuple[str, str], dict[tuple[str, str, str], dict[str, Any]]] = {}
        kept = frame[frame["period_type"].isin(["month", "year"])]
        for row in kept.astype(object).to_dict("records"):
            of = calendar.financial_year if row["period_type"] == "year" else calendar.month_of
            period = self._rows.setdefault((row["indicator_id"], of(row["period_start"])), {})
            period[(row["area"], row["breakdown"], row["breakdown_value"])] = {str(key): value for key, value in row.items()}
        self.printed: dict[str, Figure] = {}

    def known_at(self) -> dt.datetime | None:
        """The latest moment any of the figures was known."""
        moments = [row["known_at"] for rows in self._rows.values() for row in rows.values() if not is_blank(row["known_at"])]
        return max(moments, default=None)

    def indicator(self, indicator_id: str) -> Indicator | None:
        return catalogue().get(indicator_id)

    def figure(self, indicator_id: str, period: str, area: str = COUNTY, breakdown: str = "all", value: str = "all") -> Figure:
        """A figure about to be printed: it goes into the register."""
        figure = self._find(indicator_id, period, area, breakdown, value)
        if figure.row is not None:
            self.printed[figure.figure_id] = figure
        return figure

    def has_headline(self, indicator_id: str) -> bool:
        """Whether the sum over everything means something; else only its breakdowns are shown."""
        indicator = self.indicator(indicator_id)
        return indicator is None or indicator.has_headline

    def places(self, indicator_ids: tuple[str, ...], period: str) -> tuple[str, ...]:
        """Areas beyond the four these indicators have figures for (children whose area is not known)."""
        found = {
            area for name in indicator_ids for area, breakdown, _ in self._rows.get((name, period), {}) if breakdown == "all"
        }
        return (COUNTY, *AREAS, *sorted(found - {COUNTY, *AREAS}))

    def breakdowns(self, indicator_id: str) -> list[tuple[str, str]]:
        """(breakdown, value) of an indicator that occur in either year, for the county."""
        keys = [key for period in (self.year_before, self.year) for key in self._rows.get((indicator_id, period), {})]
        return sorted({(breakdown, value) for area, breakdown, value in keys if area == COUNTY and breakdown != "all"})

    def _find(self, indicator_id: str, period: str, area: str, breakdown: str, value: str) -> Figure:
        rows = self._rows.get((indicator_id, period), {})
        row = rows.get((area, breakdown, value))
        whole = rows.get((area, "all", "all")) or rows.get((COUNTY, "all", "all"))
        instead = ""
        if row is None and whole is not None and whole["status"] == "awaiting":
            instead = f"awaiting {whole['awaiting']}"
        elif row is None and indicator_id not in catalogue():
            instead = NOT_BUILT
        elif row is None and not rows:
            instead = "awaiting all returns"
        elif row is None:
            indicator = catalogue()[indicator_id]
            by_area = area == COUNTY or indicator.has_areas
            instead = NO_FIGURE if by_area else "not by area"
        return Figure(indicator_id, period, area, breakdown, value, row, instead)
