"""From a number back to where it came from: definition, submissions, and the rows that were counted. Never a value."""

import dataclasses
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, text

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.indicators.catalogue import indicator_named
from sscb_pipeline.indicators.cells import NOT_KNOWN, conditions, keeping_order
from sscb_pipeline.indicators.dictionary import definition
from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.indicators.left_out import left_out
from sscb_pipeline.indicators.models import Model, all_models
from sscb_pipeline.indicators.rollup import COLUMNS
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.warehouse.server import Warehouse


@dataclass(frozen=True)
class Explanation:
    """Where one figure comes from.

    `span`: the period's first and last day.
    `value`: the headline row of the tidy table (no row when it has none). `models`: what the indicator builds on, in order.
    `inputs`: the submissions of its months: return_name, month, part, version, file_name, received_at.
    `rows`: the address of every counted item: file_name, sheet, row, in_numerator.
    `left_out`: the addresses of the other rows of the same sheets and submissions, each with why.
    """

    indicator: Indicator
    period: str
    area: str
    span: tuple[dt.date, dt.date]
    value: pd.DataFrame
    models: tuple[str, ...]
    inputs: pd.DataFrame
    rows: pd.DataFrame
    left_out: pd.DataFrame

    def definition_text(self) -> str:
        """The definition, a line a fact."""
        return "\n".join(definition(self.indicator))

    def as_json(self) -> str:
        """All of it for a program."""
        facts = {"indicator": dataclasses.asdict(self.indicator), "period": self.period, "area": self.area,
                 "models": self.models}
        told = {"value": self.value, "inputs": self.inputs, "rows": self.rows, "left_out": self.left_out}
        frames = {name: json.loads(frame.to_json(orient="records", date_format="iso")) for name, frame in told.items()}
        return json.dumps({**facts, **frames}, default=str)


def explain(warehouse: Warehouse, indicator_id: str, period: str, area: str = COUNTY) -> Explanation:
    """Where the figure of an indicator for a period (2017-03, 2016-17, 2016-17 Q4) and area comes from.

    Raises WrongUsage when there is no such indicator, period or area, or nothing has been counted yet.
    """
    indicator = indicator_named(indicator_id)
    model = next(m for m in all_models() if m.name == indicator.name)
    if area not in (COUNTY, *AREAS, NOT_KNOWN):
        raise WrongUsage(f"There is no area called {area}.", f"Areas: {', '.join((COUNTY, *AREAS, NOT_KNOWN))}.")
    with warehouse.begin() as connection:
        found = connection.execute(
            text("select period_type, period_start, period_after, period_end from reference.period where label = :label"),
            {"label": period}).mappings().first()
        if found is None:
            raise WrongUsage(f"There is no period called {period}.",
                             "Write a month (2017-03), a quarter (2016-17 Q4) or a year (2016-17).")
        if connection.execute(text("select to_regclass('indicators.indicator_values')")).scalar() is None:
            raise WrongUsage("Nothing has been counted yet.", "Build the indicators first: sscb run.")
        place = {"id": indicator.id, "area": area, "start": found["period_start"], "after": found["period_after"],
                 "end": found["period_end"], "type": found["period_type"], "county": COUNTY}
        value = _frame(
            connection, f"select {', '.join(COLUMNS)} from indicators.indicator_values"  # noqa: S608 - no data
            " where indicator_id = :id and area = :area and period_type = :type and period_start = :start and period_end = :end"
            " and breakdown = 'all'", place)
        first = found["period_start"] if indicator.type == "flow" else found["period_end"]
        inputs = _frame(
            connection, "select submission_id, return_name, month, part, version, file_name, received_at"
            " from registry.current_submission where (return_name = any(:returns) or cardinality(cast(:returns as text[])) = 0)"
            " and month between to_char(cast(:first as date), 'YYYY-MM')"
            " and to_char(cast(:end as date), 'YYYY-MM') order by month, return_name, part",
            {**place, "returns": list(indicator.returns), "first": first})
        rows = _frame(connection, _rows(model, indicator), place)
        apart = left_out(connection, model, indicator, {**place, "sent": inputs["submission_id"].tolist()})
    span = (found["period_start"], found["period_end"])
    sent = inputs.drop(columns="submission_id")
    return Explanation(indicator, period, area, span, value, _lineage(model), sent, rows, apart)


def _frame(connection: Connection, query: str, values: dict[str, Any]) -> pd.DataFrame:
    answer = connection.execute(text(query), values)
    return pd.DataFrame(answer.fetchall(), columns=list(answer.keys()))


def _rows(model: Model, indicator: Indicator) -> str:
    is_ = conditions(indicator)
    within = "item_date >= :start and item_date < :after" if indicator.type == "flow" else "item_date = :end"
    headline = "and variant is null" if indicator.variants else ""
    once = "" if indicator.counting == "items" else "distinct on (unit_id)"
    order = f"unit_id, {keeping_order(model)}" if once else "item_date, sheet_id, source_row"
    return f"""
        with counted as (
            select {once} area, sheet_id, source_row, {is_.numerator} as in_numerator, item_date
            from indicators."{model.name}" where {is_.counted} and {within} {headline} order by {order})
        select b.file_name, s.sheet, c.source_row as row, c.in_numerator
        from counted c join registry.sheet s using (sheet_id)
            join registry.submission b using (submission_id)
        where :area = :county or coalesce(c.area, '{NOT_KNOWN}') = :area
        order by c.item_date, b.file_name, s.sheet, c.source_row"""  # noqa: S608 - names from checked headers


def _lineage(model: Model) -> tuple[str, ...]:
    """The models a model builds on, in building order, itself last."""
    by_name = {m.name: m for m in all_models()}
    reached, waiting = {model.name}, [model]
    while waiting:
        for name in waiting.pop().refs:
            if name not in reached:
                reached.add(name)
                waiting.append(by_name[name])
    return tuple(m.name for m in all_models() if m.name in reached)
