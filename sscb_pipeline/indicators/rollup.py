"""From counted items to the tidy table: every indicator by period, area and breakdown, once for all of them.

Months are summed where items add up, never averaged; where units are distinct each period is counted anew. A period
that waits for a return has no value. Whatever occurs anywhere is shown as 0 where it was looked for and not found.
A rate per 10,000 stands beside its count, once for every version of the population; one of less than a year is annualised.
"""
# ruff: noqa: S608 - names come from checked headers, never from data; values are bound

from collections.abc import Sequence

from sqlalchemy import Connection, text

from sscb_pipeline.errors import SscbError
from sscb_pipeline.indicators.build import ROLLED_UP
from sscb_pipeline.indicators.cells import NOT_KNOWN, cells, crossing
from sscb_pipeline.indicators.fingerprint import definitions
from sscb_pipeline.indicators.headers import PER_10000, Indicator
from sscb_pipeline.indicators.models import Model, all_models
from sscb_pipeline.indicators.received import period_statuses, received_so_far
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.warehouse.figures import keep_versions
from sscb_pipeline.warehouse.server import Warehouse

COLUMNS = ("indicator_id", "name", "period_type", "period_start", "period_end", "area", "breakdown", "breakdown_value",
           "numerator", "denominator", "value", "unit", "status", "awaiting", "lower_bound", "upper_bound", "known_at")
"""The columns of the tidy table, as they are pulled."""

_WORK = """
drop table if exists pg_temp.defined, pg_temp.shown, pg_temp.standing, pg_temp.cell;
create temp table defined (indicator_id text, name text, unit text, percent boolean, divided boolean, matched boolean,
                           headline boolean, areas boolean, flow boolean, rate text, rate_of text, ordinal integer)
    on commit drop;
create temp table shown (indicator_id text, breakdown text, breakdown_value text, whole text) on commit drop;
create temp table standing (indicator_id text, period_type text, period_start date, period_after date, status text,
                            awaiting text, known_at timestamptz) on commit drop;
create temp table cell (indicator_id text, period_type text, period_start date, period_after date, area text,
                        breakdown text, breakdown_value text, num bigint, den bigint, unmatched bigint)
    on commit drop;
"""

_VALUES = """
create table {schema}.{table} as
with looked_for as (
    -- whole, whole_value: what a share is of. Crossed with another, it is of that one's value: all before the last blank.
    select c.indicator_id, c.breakdown, c.breakdown_value, s.whole,
        case when s.whole = 'all' then 'all' else regexp_replace(c.breakdown_value, ' [^ ]*$', '') end as whole_value
    from (select distinct indicator_id, breakdown, breakdown_value from pg_temp.cell) c
        left join pg_temp.shown s on s.indicator_id = c.indicator_id and s.breakdown = c.breakdown and s.whole is not null
    union
    select indicator_id, breakdown, breakdown_value, null, breakdown_value from pg_temp.shown where whole is null
),
place as (
    select indicator_id, cast(:county as text) as area from pg_temp.defined
    union all select indicator_id, a.area from pg_temp.defined, unnest(cast(:areas as text[])) a(area) where areas
),
slot as (
    select s.*, p.area, l.breakdown, l.breakdown_value, l.whole, l.whole_value
    from pg_temp.standing s join place p using (indicator_id) join looked_for l using (indicator_id)
        join pg_temp.defined d using (indicator_id)
    where case when s.status = 'awaiting' then l.breakdown = 'all' else l.breakdown <> 'all' or d.headline end
    union all
    select s.*, c.area, l.breakdown, l.breakdown_value, l.whole, l.whole_value
    from pg_temp.cell c join pg_temp.standing s using (indicator_id, period_type, period_start, period_after)
        join pg_temp.defined d using (indicator_id)
        -- A share is shown wherever that which it is of is.
        join looked_for l on l.indicator_id = c.indicator_id and c.breakdown = coalesce(l.whole, l.breakdown)
            and c.breakdown_value = case when l.whole is null then l.breakdown_value else l.whole_value end
    where c.area = :not_known and d.areas and (l.breakdown <> 'all' or d.headline) and (c.num > 0 or c.den > 0)
),
counted as (
    select s.*, d.name, d.unit, d.percent, d.ordinal, d.flow, d.rate, d.rate_of,
        case when s.status <> 'awaiting' then coalesce(c.num, 0) end as numerator,
        case when s.status <> 'awaiting' and d.divided then coalesce(c.den, whole.den, whole.num, 0) end as denominator,
        case when s.status <> 'awaiting' and d.matched and s.whole is null then coalesce(c.unmatched, 0) end as unmatched
    from slot s join pg_temp.defined d using (indicator_id)
        left join pg_temp.cell c using (indicator_id, period_type, period_start, period_after, area, breakdown, breakdown_value)
        left join pg_temp.cell whole on whole.breakdown = s.whole and whole.breakdown_value = s.whole_value
            and whole.indicator_id = s.indicator_id and whole.area = s.area and whole.period_type = s.period_type
            and whole.period_start = s.period_start and whole.period_after = s.period_after
),
valued as (
    select indicator_id, name, period_type, period_start, period_after, area, breakdown, breakdown_value,
        numerator, denominator, unmatched, unit, status, awaiting, known_at, ordinal,
        case when percent then 100 else 1 end as per, case when percent then nullif(denominator, 0) else 1 end as by
    from counted
    union all
    select indicator_id, name, period_type, period_start, period_after, c.area, 'rate',
        concat_ws(' ', nullif(breakdown_value, 'all'), p.version), numerator, p.population, unmatched,
        '{per} children aged ' || replace(p.age_group, '_', '-') || case when months < 12 then ', annualised' else '' end,
        status, awaiting, known_at, ordinal, 12 * 10000, months * p.population
    from counted c
        join reference.population p on p.age_group = c.rate and p.area = c.area
            and p.mid_year = extract(year from period_after - interval '1 day' - interval '3 months')
        cross join lateral (select case when flow then extract(year from age(period_after, period_start)) * 12
            + extract(month from age(period_after, period_start)) else 12 end as months) length
    where c.area = :county and breakdown = rate_of and status <> 'awaiting'
)
select indicator_id, name, period_type, period_start, period_after - 1 as period_end, area, breakdown, breakdown_value,
    numerator, denominator, round(1.0 * per * numerator / by, 1)::double precision as value,
    unit, status, nullif(awaiting, '') as awaiting,
    case when unmatched is not null then round(1.0 * per * numerator / by, 1) end::double precision as lower_bound,
    round(1.0 * per * (numerator + unmatched) / by, 1)::double precision as upper_bound, known_at
from valued
order by ordinal, period_type, period_start, period_end, area, breakdown, breakdown_value
"""


def refresh_values(warehouse: Warehouse, models: Sequence[Model] | None = None) -> int:
    """Rebuild `indicators.indicator_values` from the tables of counted items; returns its number of rows."""
    with warehouse.begin() as connection:
        rows = roll_up(connection, all_models() if models is None else models, "indicators", "building_indicators")
        connection.execute(text(f"drop table if exists indicators.{ROLLED_UP}"))
        connection.execute(text(f"alter table building_indicators.{ROLLED_UP} set schema indicators"))
        keep_versions(connection, f"indicators.{ROLLED_UP}", definitions())
    return rows


def roll_up(connection: Connection, models: Sequence[Model], items: str, into: str) -> int:
    """Write table `<into>.indicator_values` from the item tables in schema `items`; returns its number of rows."""
    counted = [(model, model.indicator) for model in models if model.indicator]
    connection.execute(text("set local work_mem = '64MB'"))
    # Slots are taken for few: a merge join on area and indicator alone then compares every pair (36 s instead of 1).
    connection.execute(text("set local enable_mergejoin = off"))
    _set_out(connection, [indicator for _, indicator in counted])
    for model, indicator in counted:
        _check_items(connection, indicator, model.columns, items)
        connection.execute(text(cells(model, items)), {"id": indicator.id, "county": COUNTY})
    connection.execute(text("analyze pg_temp.cell"))
    connection.execute(text(f"create schema if not exists {into}"))
    connection.execute(text(f"drop table if exists {into}.{ROLLED_UP}"))
    made = connection.execute(text(_VALUES.format(schema=into, table=ROLLED_UP, per=PER_10000)),
                              {"county": COUNTY, "areas": list(AREAS), "not_known": NOT_KNOWN})
    connection.execute(text(f"create index on {into}.{ROLLED_UP} (indicator_id, period_type, period_end)"))
    connection.execute(text(f"comment on table {into}.{ROLLED_UP} is 'One row per indicator, period, area and breakdown.'"))
    connection.execute(text(f"analyze {into}.{ROLLED_UP}"))
    return int(made.rowcount)


def _set_out(connection: Connection, indicators: Sequence[Indicator]) -> None:
    """Fill the work tables: what is defined, what is always shown, and how every period stands."""
    for statement in filter(str.strip, _WORK.split(";")):
        connection.execute(text(statement))
    _insert(connection, "defined", [
        {"indicator_id": i.id, "name": i.name, "unit": i.unit, "percent": i.is_percent, "divided": i.denominator is not None,
         "matched": i.matching is not None, "headline": i.has_headline, "areas": i.has_areas, "flow": i.type == "flow",
         "rate": i.rate, "rate_of": i.rate_of, "ordinal": n} for n, i in enumerate(indicators)])
    _insert(connection, "shown", [
        {"indicator_id": i.id, "breakdown": breakdown, "breakdown_value": value, "whole": whole} for i in indicators
        for breakdown, value, whole in (("all", "all", None), *(("variant", word, None) for word in i.variants),
                                        *((name, "", "all") for name in i.shares),
                                        *((crossing(name, of), "", of) for name, every in i.crossed.items() for of in every))])
    _insert(connection, "standing", [s.__dict__ for s in period_statuses(connection, indicators, received_so_far(connection))])
    connection.execute(text("analyze pg_temp.standing"))


def _insert(connection: Connection, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        names = ", ".join(rows[0])
        connection.execute(text(f"insert into pg_temp.{table} ({names}) values ({', '.join(':' + n for n in rows[0])})"), rows)


def _check_items(connection: Connection, indicator: Indicator, columns: Sequence[str], items: str) -> None:
    """Refuses items in an area or variant nobody declared: they would count for the county and show nowhere. Likewise rows
    that stand for no number of items."""
    stray, named = "area is not null and area <> all(:areas)", {"areas": list(AREAS)}
    if indicator.variants:
        stray, named = f"{stray} or variant <> all(:variants)", {**named, "variants": list(indicator.variants)}
    if "item_count" in columns:
        stray = f"{stray} or item_count is null or item_count < 0"
    found = connection.execute(
        text(f'select count(*) from {items}."{indicator.name}" where item_date is null or unit_id is null or {stray}'),
        named).scalar_one()
    if found:
        raise SscbError(f"{indicator.id}: {found} items have no date, unit or number, or an area or variant that is "
                        "not declared.",
                        f"Correct models/indicators/{indicator.theme}/{indicator.name}.sql.")
