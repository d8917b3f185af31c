"""The tidy table as a frame, for whoever analyses further: everything, some indicators, some months, one area."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, text

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators import readings
from sscb_pipeline.indicators.build import READING, ROLLED_UP, build_apart
from sscb_pipeline.indicators.catalogue import catalogue, indicator_named
from sscb_pipeline.indicators.cells import NOT_KNOWN
from sscb_pipeline.indicators.models import all_models, load_models
from sscb_pipeline.indicators.rollup import COLUMNS, roll_up
from sscb_pipeline.settings import MODELS
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.warehouse.server import Warehouse


def chosen(indicators: Sequence[str] = (), first: str | None = None, last: str | None = None, year: str | None = None,
           area: str | None = None) -> tuple[str, dict[str, object]]:
    """The condition on the tidy table's columns that chooses figures, with the values it binds.

    `indicators`: ids or names, all when empty. `first`, `last` and `year` choose periods by the day they end.
    Raises WrongUsage for an indicator, month, year or area that is none.
    """
    where, values = ["true"], dict[str, object]()
    if indicators:
        where.append("indicator_id = any(:chosen)")
        values["chosen"] = [indicator_named(name).id for name in indicators]
    if first:
        where.append("period_end >= :first")
        values["first"] = calendar.first_day(first)
    if last:
        where.append("period_end < :after")
        values["after"] = calendar.day_after_month(last)
    if year:
        where.append("period_end >= :year and period_end < :next_year")
        values |= {"year": (start := calendar.financial_year_start(year)), "next_year": calendar.add_months(start, 12)}
    if area:
        if area not in (COUNTY, *AREAS, NOT_KNOWN):
            raise WrongUsage(f"There is no area called {area}.", f"Areas: {', '.join((COUNTY, *AREAS, NOT_KNOWN))}.")
        where.append("area = :area")
        values["area"] = area
    return " and ".join(where), values


def pull_indicators(warehouse: Warehouse, indicators: Sequence[str] = (), first: str | None = None, last: str | None = None,
                    year: str | None = None, area: str | None = None) -> pd.DataFrame:
    """Rows of the tidy table, its columns exactly COLUMNS; numerator and denominator whole, value and bounds numbers.

    From a warehouse as known at a moment the table is counted anew, from what had been loaded by then. Choices as in `chosen`.
    """
    where, values = chosen(indicators, first, last, year, area)
    with warehouse.begin() as connection:
        schema = _count_apart(connection, indicators) if warehouse.as_at else "indicators"
        frame = pd.DataFrame(columns=list(COLUMNS))
        if connection.execute(text("select to_regclass(:table)"), {"table": f"{schema}.{ROLLED_UP}"}).scalar():
            answer = connection.execute(text(
                f"select {', '.join(COLUMNS)} from {schema}.{ROLLED_UP} where {where}"  # noqa: S608 - no data
                " order by indicator_id, period_type, period_end, area, breakdown, breakdown_value"), values)
            frame = pd.DataFrame(answer.fetchall(), columns=list(COLUMNS))
        connection.rollback()
    whole, numbers = ("numerator", "denominator"), ("value", "lower_bound", "upper_bound")
    return frame.astype({**dict.fromkeys(whole, "Int64"), **dict.fromkeys(numbers, "float64")})


def _count_apart(connection: Connection, indicators: Sequence[str]) -> str:
    """Build and roll up, in schemas that vanish with the transaction, what the moment lets be seen."""
    named = [indicator_named(name).name for name in indicators]
    models = load_models(MODELS, only=named) if named else all_models()
    build_apart(connection, "as_at_", models)
    roll_up(connection, models, "as_at_indicators", "as_at_indicators")
    return "as_at_indicators"


def pull_readings(warehouse: Warehouse, thresholds: Thresholds, indicators: Sequence[str] = (), first: str | None = None,
                  last: str | None = None, year: str | None = None, area: str | None = None) -> pd.DataFrame:
    """How months are read, a row a month, its columns exactly those of the table; choices and moments as for the figures.
    Targets, re-basing points and published figures are those of today."""
    where, values = chosen(indicators, first, last, year, area)
    with warehouse.begin() as connection:
        schema = _count_apart(connection, indicators) if warehouse.as_at else "indicators"
        if warehouse.as_at:
            readings.write_readings(connection, list(catalogue().values()), schema, thresholds)
        frame = pd.DataFrame(columns=list(readings.COLUMNS))
        if connection.execute(text("select to_regclass(:table)"), {"table": f"{schema}.{READING}"}).scalar():
            answer = connection.execute(text(
                f"select {', '.join(readings.COLUMNS)} from {schema}.{READING} where {where}"  # noqa: S608 - no data
                " order by indicator_id, area, period_start"), values)
            frame = pd.DataFrame(answer.fetchall(), columns=list(readings.COLUMNS))
        connection.rollback()
    whole = ("numerator", "denominator", "baseline_months", "neighbours_with_data")
    return frame.astype(dict.fromkeys(whole, "Int64"))


def pull_comparators(warehouse: Warehouse, indicators: Sequence[str] = ()) -> pd.DataFrame:
    """Every figure published for comparison, or those that compare with some indicators (ids or names)."""
    return warehouse.read(
        "select * from reference.comparator where cast(:chosen as text[]) = '{}' or indicator_id = any(:chosen)"
        " order by indicator_id, measure, area, neighbour_group, period_end, basis, vintage",
        chosen=[indicator_named(name).id for name in indicators]).astype({"neighbours_with_data": "Int64"})
