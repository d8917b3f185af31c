"""How each month's figure is to be read, as a table beside the figures: `indicators.indicator_reading`.

A baseline begins with the first month that has a figure and anew where data/reference/rebasing.csv says so, never by itself.
Reviews of cases and deaths are too few for limits, and so is sexual exploitation by area: there the twelve months to the
month's end are shown, and no direction. A comparator is of a whole year and stands beside the month as a line to draw; red,
amber and green are told against the Board's targets alone.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.indicators.build import READING, ROLLED_UP
from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.judgement.reading import Point, direction, rag, read_series
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.vocabulary.calendar import add_months
from sscb_pipeline.vocabulary.comparators import ENGLAND, NEIGHBOURS, PUBLISHED_BY_DFE, REGION
from sscb_pipeline.vocabulary.targets import Rebasing, Target, rebasings, target_of, targets
from sscb_pipeline.warehouse.load import copy_rows

_TOO_FEW_EVERYWHERE = ("learning_from_reviews", "child_deaths")
_TOO_FEW_BY_AREA = ("child_sexual_exploitation",)
"""Themes whose months are read without limits: reviews of cases and deaths, and exploitation by area."""

_COLUMNS = {
    "indicator_id": "text not null", "name": "text not null", "period_start": "date not null", "period_end": "date not null",
    "area": "text not null", "numerator": "bigint", "denominator": "bigint", "value": "double precision",
    "unit": "text not null", "status": "text not null", "limits": "text not null", "baseline_start": "date",
    "baseline_reason": "text", "baseline_months": "integer", "mean": "double precision", "lower_limit": "double precision",
    "upper_limit": "double precision", "moving_range": "double precision", "moving_range_limit": "double precision",
    "outside_limits": "text", "same_side": "text", "trend": "text", "near_limit": "text", "change": "double precision",
    "direction": "text", "direction_rule": "text", "direction_is": "text", "target": "double precision",
    "tolerance": "double precision", "target_source": "text", "rag": "text", "rag_reason": "text",
    "rolling_12m": "double precision", "comparator_year": "text", "england": "double precision",
    "south_east": "double precision", "neighbours": "double precision", "neighbours_with_data": "integer",
    "surrey_published": "double precision", "known_at": "timestamptz",
}
COLUMNS = tuple(_COLUMNS)
"""The columns of the table, as they are pulled."""

_HIGH = {1: "HIGH", -1: "LOW", 0: None}
_SIDE = {1: "ABOVE", -1: "BELOW", 0: None}
_COURSE = {1: "RISING", -1: "FALLING", 0: None}
_DIRECTION = {1: "UP", -1: "DOWN", 0: "NO_CHANGE"}

_MONTHS = """
select m.indicator_id, m.name, m.period_start, m.period_end, m.area, m.numerator, m.denominator, m.value, m.unit, m.status,
    m.known_at, y.value as rolling_12m
from {schema}.{table} m left join {schema}.{table} y on y.indicator_id = m.indicator_id and y.area = m.area
    and y.period_end = m.period_end and y.period_type = 'rolling_12m' and y.breakdown = 'all'
where m.period_type = 'month' and m.breakdown = 'all' and m.area = any(:areas)
order by m.indicator_id, m.area, m.period_start
"""

# One figure a place and year: where a series was released twice, the release that was added last.
_COMPARED = """
select indicator_id, area, period, period_end, value, neighbours_with_data from reference.comparator
where basis = :basis and breakdown = 'all' and part = 'value' and unit = 'percent' and periods = 'all'
    and period not like '% to %'
order by added
"""


@dataclass(frozen=True)
class Compared:
    """What was published of one indicator for one year, by place."""

    year: str
    ended: dt.date
    by_place: dict[str, Any]


def write_readings(connection: Connection, indicators: Sequence[Indicator], schema: str, thresholds: Thresholds) -> int:
    """Write table `<schema>.indicator_reading` from `<schema>.indicator_values`; returns its number of rows. Raises
    DeclarationError where a target or re-basing point names no indicator, or one that is neither good nor bad."""
    connection.execute(text(f"drop table if exists {schema}.{READING}"))
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    connection.execute(text(f"create table {schema}.{READING} ({columns}, primary key (indicator_id, area, period_start))"))
    connection.execute(text(f"comment on table {schema}.{READING} is"
                            " 'One row per indicator, area and month: how the figure is to be read.'"))
    known = {each.id: each for each in indicators}
    found = connection.execute(text(_MONTHS.format(schema=schema, table=ROLLED_UP)), {"areas": [COUNTY, *AREAS]}).mappings()
    series = defaultdict[tuple[str, str], list[Any]](list)
    for row in found:
        series[row["indicator_id"], row["area"]].append(row)
    compared = published(connection)
    rows = [[read.get(name) for name in COLUMNS] for (id_, area), months in series.items()
            for read in readings(known[id_], area, months, compared.get(id_, []), targets(), rebasings(), thresholds)]
    copy_rows(connection, schema, READING, COLUMNS, rows)
    connection.execute(text(f"analyze {schema}.{READING}"))
    return len(rows)


def check_named(known: dict[str, Indicator], set_: Sequence[Target], rebased: Sequence[Rebasing]) -> None:
    """Raises DeclarationError where a target or re-basing point names what there is not."""
    themes = {each.theme for each in known.values()}
    for target in set_:
        if target.indicator_id not in known or known[target.indicator_id].polarity == "neutral":
            raise DeclarationError(f"targets.csv: {target.indicator_id} is no indicator of which high or low is good.")
    for each in rebased:
        if (each.indicator_id and each.indicator_id not in known) or (each.theme and each.theme not in themes):
            raise DeclarationError(f"rebasing.csv: there is no indicator or theme called {each.indicator_id or each.theme}.")


def readings(indicator: Indicator, area: str, months: Sequence[Any], published: Sequence[Compared], set_: Sequence[Target],
             rebased: Sequence[Rebasing], thresholds: Thresholds) -> Iterator[dict[str, Any]]:
    """The months of one indicator in one area, each as it is to be read; `months` are rows of the figures, oldest first."""
    charted = indicator.theme not in _TOO_FEW_EVERYWHERE and (area == COUNTY or indicator.theme not in _TOO_FEW_BY_AREA)
    points = _points(indicator, months, rebased, thresholds) if charted else {}
    values = {month["period_start"]: month["value"] for month in months}
    last: float | None = None
    for month in months:
        start, value = month["period_start"], month["value"]
        read: dict[str, Any] = {**month, "limits": "NOT_CHARTED" if not charted else "NO_FIGURE" if value is None else
                                "TOO_FEW_MONTHS"}
        read |= points.get(start, {})
        if value is not None and last is not None and charted:
            read["moving_range"] = round(abs(value - last), 1)
        last = last if value is None else value
        before = values.get(add_months(start, -1))
        if charted and value is not None and before is not None:
            read |= _direction(indicator, value, before, read.pop("point", None), thresholds)
        read |= _rag(indicator, area, month, target_of(set_, indicator.id, area, month["period_end"]), thresholds)
        read |= _beside(published, month["period_end"])
        yield read


def _points(indicator: Indicator, months: Sequence[Any], rebased: Sequence[Rebasing],
            thresholds: Thresholds) -> dict[dt.date, dict[str, Any]]:
    """By month with a value: its baseline, and its limits and signals where the baseline is long enough."""
    anew = sorted((each for each in rebased if each.indicator_id == indicator.id or each.theme == indicator.theme),
                  key=lambda each: each.first_month)
    filled = [month for month in months if month["value"] is not None]
    found: dict[dt.date, dict[str, Any]] = {}
    starts = [(dt.date.min, "first month with a figure"), *((each.first_month, each.reason) for each in anew)]
    for (since, reason), (until, _) in zip(starts, [*starts[1:], (dt.date.max, "")], strict=True):
        baseline = [month for month in filled if since <= month["period_start"] < until]
        points = read_series([month["value"] for month in baseline], indicator.is_percent, thresholds)
        for at, month in enumerate(baseline):
            found[month["period_start"]] = {
                "baseline_start": baseline[0]["period_start"], "baseline_reason": reason,
                "baseline_months": min(len(baseline), thresholds.reading_months_that_fix_limits),
                **(_shown(points[at]) if points else {})}
    return found


def _shown(point: Point) -> dict[str, Any]:
    return {
        "point": point, "limits": "TRIAL" if point.known.trial else "FIXED", "mean": round(point.known.mean, 2),
        "lower_limit": round(point.lower, 2), "upper_limit": round(point.upper, 2),
        "moving_range_limit": round(point.moving_range_limit, 2), "outside_limits": _HIGH[point.outside],
        "same_side": _SIDE[point.same_side], "trend": _COURSE[point.trend], "near_limit": _HIGH[point.near_limit]}


def _direction(indicator: Indicator, value: float, before: float, point: Point | None,
               thresholds: Thresholds) -> dict[str, Any]:
    way, rule = direction(value, before, point, indicator.is_percent, thresholds)
    good = {"high": way, "low": -way}.get(indicator.polarity, 0)
    return {"change": round(value - before, 1), "direction": _DIRECTION[way], "direction_rule": rule,
            "direction_is": {1: "BETTER", -1: "WORSE", 0: None}[good]}


def _rag(indicator: Indicator, area: str, month: Any, target: Target | None, thresholds: Thresholds) -> dict[str, Any]:
    if target is None:
        return {"rag_reason": "NO_TARGET"}
    said = {"target": target.target, "tolerance": target.tolerance, "target_source": target.source}
    if month["value"] is None:
        return said | {"rag_reason": "NO_VALUE"}
    colour, reason = rag(month["value"], month["denominator"], indicator.polarity == "high", target.target, target.tolerance,
                         thresholds)
    return said | {"rag": colour, "rag_reason": reason}


def _beside(published: Sequence[Compared], day: dt.date) -> dict[str, Any]:
    """The latest year published of that had ended by the month's end."""
    ended = [each for each in published if each.ended <= day]
    if not ended:
        return {}
    latest = max(ended, key=lambda each: each.ended)
    place = latest.by_place
    return {"comparator_year": latest.year, "england": place.get(ENGLAND), "south_east": place.get(REGION),
            "neighbours": place.get(NEIGHBOURS), "neighbours_with_data": place.get("with_data"),
            "surrey_published": place.get(COUNTY)}


def published(connection: Connection) -> dict[str, list[Compared]]:
    found = defaultdict[str, dict[str, Compared]](dict)
    for row in connection.execute(text(_COMPARED), {"basis": PUBLISHED_BY_DFE}):
        year = found[row.indicator_id].setdefault(row.period, Compared(row.period, row.period_end, {}))
        year.by_place[row.area] = row.value
        if row.area == NEIGHBOURS:
            year.by_place["with_data"] = row.neighbours_with_data
    return {id_: list(years.values()) for id_, years in found.items()}
