"""The tidy table as a frame, for whoever analyses further: everything, some indicators, some months, one area."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Connection, text

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators.build import ROLLED_UP, build_apart
from sscb_pipeline.indicators.catalogue import indicator_named
from sscb_pipeline.indicators.cells import NOT_KNOWN
from sscb_pipeline.indicators.models import all_models
from sscb_pipeline.indicators.rollup import COLUMNS, roll_up
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.warehouse.server import Warehouse


def pull_indicators(warehouse: Warehouse, indicators: Sequence[str] = (), first: str | None = None, last: str | None = None,
                    year: str | None = None, area: str | None = None, as_at: str | None = None) -> pd.DataFrame:
    """Rows of the tidy table, its columns exactly COLUMNS; numerator and denominator whole, value and bounds numbers.

    `indicators`: ids or names, all when empty. `first`, `last` and `year` choose periods by the day they end.
    `as_at`: a day (its end) or an ISO moment; the table is then counted from what had been loaded by that moment.
    Raises WrongUsage for an indicator, month, year, area or moment that is none.
    """
    where, values = ["true"], dict[str, object]()
    if indicators:
        where.append("indicator_id = any(:ids)")
        values["ids"] = [indicator_named(name).id for name in indicators]
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
    moment = _moment(as_at) if as_at else None
    with warehouse.begin(as_at=moment) as connection:
        schema = _count_apart(connection) if moment else "indicators"
        frame = pd.DataFrame(columns=list(COLUMNS))
        if connection.execute(text("select to_regclass(:table)"), {"table": f"{schema}.{ROLLED_UP}"}).scalar():
            answer = connection.execute(text(
                f"select {', '.join(COLUMNS)} from {schema}.{ROLLED_UP} where {' and '.join(where)}"  # noqa: S608 - no data
                " order by indicator_id, period_type, period_end, area, breakdown, breakdown_value"), values)
            frame = pd.DataFrame(answer.fetchall(), columns=list(COLUMNS))
        connection.rollback()
    whole, numbers = ("numerator", "denominator"), ("value", "lower_bound", "upper_bound")
    return frame.astype({**dict.fromkeys(whole, "Int64"), **dict.fromkeys(numbers, "float64")})


def _count_apart(connection: Connection) -> str:
    """Build and roll up, in schemas that vanish with the transaction, what `sscb.as_at` lets be seen."""
    models = all_models()
    build_apart(connection, "as_at_", models)
    roll_up(connection, models, "as_at_indicators", "as_at_indicators")
    return "as_at_indicators"


def _moment(as_at: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(as_at)
    except ValueError:
        raise WrongUsage("That is not a moment.", "Write it as 2017-04-10 or 2017-04-10T17:30.") from None
    if len(as_at) == 10:
        moment = dt.datetime.combine(moment.date(), dt.time.max)
    return moment.isoformat() if moment.tzinfo else f"{moment.isoformat()}+00:00"
