"""The SQL that counts one indicator's items: numerators and denominators by period, area and breakdown."""
# ruff: noqa: S608 - names come from checked headers, never from data; values are bound

from dataclasses import dataclass

from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.indicators.models import Model

NOT_KNOWN = "UNKNOWN"
"""The area or breakdown value of items that carry none."""

_PERIOD = "period_type, period_start, period_after"


@dataclass(frozen=True)
class Conditions:
    """SQL conditions on one item of an indicator's table: in the numerator, in the denominator (true where there is none),
    not matched across agencies, counted at all."""

    numerator: str
    denominator: str
    unmatched: str
    counted: str


def conditions(indicator: Indicator) -> Conditions:
    """What an item is. One that could not be matched is not in the numerator, but may belong there."""
    inside = "coalesce(in_denominator, false)" if indicator.denominator else "true"
    matched = "coalesce(is_matched, false)" if indicator.matching else "true"
    numerator = f"(coalesce(in_numerator, false) and {inside} and {matched})"
    unmatched = f"({inside} and not {matched})"
    counted = inside if indicator.denominator or indicator.shares else f"({numerator} or {unmatched})"
    return Conditions(numerator, inside, unmatched, counted)


def keeping_order(model: Model) -> str:
    """The order in which one item of a distinct unit is kept: precedence, the numerator, what may belong there, the day."""
    assert model.indicator is not None
    is_ = conditions(model.indicator)
    precedence = "precedence, " if "precedence" in model.columns else ""
    return f"{precedence}{is_.numerator} desc, {is_.unmatched} desc, item_date, sheet_id, source_row"


def cells(model: Model, items: str) -> str:
    """The statement that fills pg_temp.cell for one indicator, whose items are in schema `items`.

    Items that add up are summed by month first and the months summed to periods. Distinct units are thinned to one item
    a month; those seen in one month only add up like items, the others are thinned to one item for every period: that of
    lowest precedence, the same for the whole county, so that parts add up.
    """
    indicator = model.indicator
    if indicator is None:
        raise ValueError(f"{model.name} is no indicator")
    snapshot = indicator.type == "snapshot"
    meets = "d.day = s.period_after - 1" if snapshot else "d.day >= s.period_start and d.day < s.period_after"
    standing = f"(select * from pg_temp.standing where indicator_id = :id and status <> 'awaiting') s on {meets}"
    summed = f"select {_PERIOD}, area, breakdown, breakdown_value, num, den, unmatched from monthly d join {standing}"
    parts = [_items(model, items)]
    if indicator.counting == "distinct":
        again = "false" if snapshot else "count(*) over (partition by item.unit) > 1"
        parts += ["of_month as (select min(place) as place from item group by unit, day)",
                  f"kept as materialized (select item.*, {again} as again from of_month join item using (place))",
                  "once as materialized (select * from kept where not again)"]
    parts.append(f"monthly as materialized ({_long('item' if indicator.counting == 'items' else 'once', 'day', model)})")
    if indicator.counting == "distinct" and not snapshot:
        parts += [f"of_period as (select {_PERIOD}, min(place) as place from kept d join {standing} where again"
                  f" group by unit, {_PERIOD})",
                  "several as materialized (select of_period.*, area, variant"
                  f"{''.join(f', {d}' for d in _dimensions(model))}, num, den, unmatched"
                  " from of_period join kept using (place))",
                  f"recounted as materialized ({_long('several', _PERIOD, model)})"]
        summed += f" union all select {_PERIOD}, area, breakdown, breakdown_value, num, den, unmatched from recounted"
    return f"""
        with {", ".join(parts)}
        insert into pg_temp.cell
        select :id, {_PERIOD}, coalesce(area, :county), breakdown, breakdown_value, sum(num), sum(den), sum(unmatched)
        from ({summed}) summed group by {_PERIOD}, breakdown, breakdown_value, grouping sets ((area), ())"""


def _dimensions(model: Model) -> list[str]:
    """The breakdowns' and shares' columns, quoted."""
    indicator = model.indicator
    assert indicator is not None
    return [f'"{name}"' for name in (*indicator.breakdowns, *indicator.shares)]


def _items(model: Model, items: str) -> str:
    """Part `item`: the items that count, with `num`, `den` and `unmatched` 1 or 0 (times `item_count` where a row stands for
    many), flows at their month's first day.

    Where units are distinct also `unit`, a number for each, and `place`, where the item stands in the order of keeping:
    comparing numbers is several times quicker than comparing references and dates for every period.
    """
    indicator = model.indicator
    assert indicator is not None
    day = "item_date" if indicator.type == "snapshot" else "date_trunc('month', item_date)::date"
    is_ = conditions(indicator)
    named = "".join(f", coalesce({d}::text, '{NOT_KNOWN}') as {d}" for d in _dimensions(model))
    variant = "variant" if indicator.variants else "null::text"
    times = " * item_count" if "item_count" in model.columns else ""
    keeping = "" if indicator.counting == "items" else f""",
            dense_rank() over (order by unit_id collate "C", {variant}) as unit,
            row_number() over (order by {keeping_order(model)}, {variant}) as place"""
    return f"""item as materialized (
        select {day} as day, coalesce(area, '{NOT_KNOWN}') as area, {variant} as variant{named},
            {is_.numerator}::int{times} as num, ({is_.denominator})::int{times} as den,
            {is_.unmatched}::int{times} as unmatched{keeping}
        from {items}."{model.name}" where {is_.counted})"""


def _long(relation: str, keys: str, model: Model) -> str:
    """Rows of `relation` summed by keys and area: the whole, each breakdown, each share, each variant, one below another.

    A share's denominator is left open: it is the whole's, or that of the value it is crossed with, and is filled in later.
    """
    indicator = model.indicator
    assert indicator is not None
    parts = [f"select {keys}, area, 'all' as breakdown, 'all' as breakdown_value, sum(num) as num, sum(den) as den,"
             f" sum(unmatched) as unmatched"
             f" from {relation} where variant is null group by {keys}, area"]
    parts += [f"select {keys}, area, '{d}', {value}, sum(num), sum(den), sum(unmatched) from {each} where variant is null"
              f" group by {keys}, area, {value}"
              for d in indicator.breakdowns for each, value in [_values_of(relation, d, d in indicator.overlapping)]]
    shares = {d: _values_of(relation, d, d in indicator.overlapping) for d in indicator.shares}
    parts += [f"select {keys}, area, '{d}', {value}, sum(den), null, null from {each} where variant is null"
              f" group by {keys}, area, {value}" for d, (each, value) in shares.items()]
    parts += [f"""select {keys}, area, '{crossing(d, other)}', "{other}" || ' ' || {shares[d][1]}, sum(den), null, null"""
              f""" from {shares[d][0]} where variant is null group by {keys}, area, "{other}", {shares[d][1]}"""
              for d, others in indicator.crossed.items() for other in others]
    if indicator.variants:
        parts.append(f"select {keys}, area, 'variant', variant, sum(num), sum(den), sum(unmatched) from {relation}"
                     f" where variant is not null group by {keys}, area, variant")
    return " union all ".join(parts)


def crossing(share: str, other: str) -> str:
    """The breakdown that shows a share within the values of another: `outcome_by_source_group`, `POLICE REFERRAL`."""
    return f"{share}_by_{other}"


def _values_of(relation: str, dimension: str, overlapping: bool) -> tuple[str, str]:
    """What a breakdown is counted from, and its value there: a row for each code where a column may hold several."""
    if not overlapping:
        return relation, f'"{dimension}"'
    return f"""{relation} cross join lateral unnest(string_to_array("{dimension}", ',')) each_of (code)""", "each_of.code"
