"""The SQL that counts one indicator's items: numerators and denominators by period, area and breakdown."""
# ruff: noqa: S608 - names come from checked headers, never from data; values are bound

from sscb_pipeline.indicators.models import Model

NOT_KNOWN = "UNKNOWN"
"""The area or breakdown value of items that carry none."""

_PERIOD = "period_type, period_start, period_after"


def cells(model: Model, items: str) -> str:
    """The statement that fills pg_temp.cell for one indicator, whose items are in schema `items`.

    Items that add up are summed by month first and the months summed to periods. Distinct units are thinned to one item
    a month, then one a period: the item of lowest precedence, the same for the whole county, so that parts add up.
    """
    indicator = model.indicator
    if indicator is None:
        raise ValueError(f"{model.name} is no indicator")
    snapshot = indicator.type == "snapshot"
    meets = "d.day = s.period_after - 1" if snapshot else "d.day >= s.period_start and d.day < s.period_after"
    standing = "(select * from pg_temp.standing where indicator_id = :id and status <> 'awaiting') s"
    total = f"""
        select :id, {_PERIOD}, coalesce(area, :county), breakdown, breakdown_value, sum(num), sum(den)
        from {{long}} group by {_PERIOD}, breakdown, breakdown_value, grouping sets ((area), ())"""
    if indicator.counting == "items":
        return f"""
        with {_items(model, items)},
        monthly as materialized ({_long("item", "day", model)})
        insert into pg_temp.cell {total.format(long=f"monthly d join {standing} on {meets}")}"""
    order = "precedence, num desc, item_date, sheet_id, source_row"
    return f"""
        with {_items(model, items)},
        of_day as materialized (select distinct on (unit_id, variant, day) * from item order by unit_id, variant, day, {order}),
        of_period as materialized (
            select distinct on (unit_id, variant, {_PERIOD}) d.*, {_PERIOD} from of_day d join {standing} on {meets}
            order by unit_id, variant, {_PERIOD}, {order}),
        long as materialized ({_long("of_period", _PERIOD, model)})
        insert into pg_temp.cell {total.format(long="long")}"""


def _items(model: Model, items: str) -> str:
    """Part `item`: the items that count, with `num` and `den` 1 or 0, flows at their month's first day."""
    indicator = model.indicator
    assert indicator is not None
    day = "item_date" if indicator.type == "snapshot" else "date_trunc('month', item_date)::date"
    inside = "coalesce(in_denominator, false)" if indicator.denominator else "true"
    numerator = f"(coalesce(in_numerator, false) and {inside})"
    counts = inside if indicator.denominator or indicator.shares else numerator
    named = "".join(f""", coalesce("{d}"::text, '{NOT_KNOWN}') as "{d}\"""" for d in (*indicator.breakdowns, *indicator.shares))
    return f"""item as materialized (
        select {day} as day, item_date, unit_id, coalesce(area, '{NOT_KNOWN}') as area,
            {"variant" if indicator.variants else "null::text as variant"}{named},
            {numerator}::int as num, ({inside})::int as den,
            {"precedence" if "precedence" in model.columns else "0 as precedence"}, sheet_id, source_row
        from {items}."{model.name}" where {counts})"""


def _long(relation: str, keys: str, model: Model) -> str:
    """Rows of `relation` summed by keys and area: the whole, each breakdown, each share, each variant, one below another.

    A share's denominator is left open: it is the whole's, and is filled in with the value.
    """
    indicator = model.indicator
    assert indicator is not None
    parts = [f"select {keys}, area, 'all' as breakdown, 'all' as breakdown_value, sum(num) as num, sum(den) as den"
             f" from {relation} where variant is null group by {keys}, area"]
    parts += [f"select {keys}, area, '{d}', \"{d}\", sum(num), sum(den) from {relation} where variant is null"
              f' group by {keys}, area, "{d}"' for d in indicator.breakdowns]
    parts += [f"select {keys}, area, '{d}', \"{d}\", sum(den), null from {relation} where variant is null"
              f' group by {keys}, area, "{d}"' for d in indicator.shares]
    if indicator.variants:
        parts.append(f"select {keys}, area, 'variant', variant, sum(num), sum(den) from {relation}"
                     f" where variant is not null group by {keys}, area, variant")
    return " union all ".join(parts)
