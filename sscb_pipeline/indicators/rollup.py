"""From counted items to the tidy table: every indicator by period, area and breakdown, once for all of them.

Months are summed where items add up, never averaged; where units are distinct each period is counted anew. A period
that waits for a return has no value. Whatever occurs anywhere is shown as 0 where it was looked for and not found.
A rate per 10,000 stands beside its count, once for every version of the population; one of less than a year is annualised.
"""
# ruff: noqa: S608 - names come from checked headers, never from data; values are bound

from collections.abc import Sequence

from sqlalchemy import Connection, text

from sscb_pipeline.errors import SscbError
from sscb_pipeline.indicators.build import READING, ROLLED_UP, quicken
from sscb_pipeline.indicators.catalogue_table import write_catalogue
from sscb_pipeline.indicators.cells import NOT_KNOWN, crossing, facts
from sscb_pipeline.indicators.fingerprint import definitions
from sscb_pipeline.indicators.headers import PER_10000, Indicator
from sscb_pipeline.indicators.models import Model, all_models
from sscb_pipeline.indicators.readings import check_named, write_readings
from sscb_pipeline.indicators.received import period_statuses, received_so_far
from sscb_pipeline.thresholds import Thresholds, thresholds_of_the_house
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.vocabulary.targets import rebasings, targets
from sscb_pipeline.warehouse.figures import keep_versions
from sscb_pipeline.warehouse.server import Warehouse

COLUMNS = ("indicator_id", "name", "period_type", "period_start", "period_end", "area", "breakdown", "breakdown_value",
           "numerator", "denominator", "value", "unit", "status", "awaiting", "lower_bound", "upper_bound", "known_at")
"""The columns of the tidy table, as they are pulled."""

_PLACES = [COUNTY, *AREAS, NOT_KNOWN]

_WORK = """
drop table if exists pg_temp.defined, pg_temp.shown, pg_temp.period, pg_temp.standing, pg_temp.reaching, pg_temp.fact,
    pg_temp.key, pg_temp.cell;
create temp table defined (ordinal integer, indicator_id text, name text, unit text, percent boolean, divided boolean,
                           matched boolean, headline boolean, areas boolean, flow boolean, rate text, rate_of text)
    on commit drop;
create temp table shown (ordinal integer, breakdown text, breakdown_value text, whole text) on commit drop;
create temp table period (period integer, period_type text, period_start date, period_after date) on commit drop;
create temp table standing (ordinal integer, period integer, status text, awaiting text, known_at timestamptz) on commit drop;
create temp table reaching (ordinal integer, day date, period integer, period_start date, period_after date) on commit drop;
create temp table fact (ordinal integer, day date, later_than date, sooner_than date, area text, breakdown text,
                        breakdown_value text, num integer, den integer, unmatched integer) on commit drop;
"""

_REACHING = """
insert into pg_temp.reaching
select s.ordinal, r.day, s.period, period_start, period_after
from pg_temp.standing s join pg_temp.defined d using (ordinal) join (
    select true as flow, period.*, generate_series(period_start, period_after - 1, interval '1 month')::date as day
    from pg_temp.period
    union all select false, period.*, period_after - 1 from pg_temp.period) r on r.flow = d.flow and r.period = s.period
where s.status <> 'awaiting'
"""
"""Which days' facts belong to which period: a flow's month by its first day, a snapshot's last day. None of what is awaited."""

_CELLS = """
create temp table key on commit drop as
with found as (
    select ordinal, breakdown, breakdown_value, bool_or(always) as is_shown
    from (select distinct ordinal, breakdown, breakdown_value, false as always from pg_temp.fact
          union all select ordinal, breakdown, breakdown_value, true from pg_temp.shown where whole is null) either
    group by ordinal, breakdown, breakdown_value
),
numbered as (
    select row_number() over (order by ordinal, breakdown, breakdown_value)::integer as key, found.*, s.whole,
        -- What a share is of. Crossed with another, it is of that one's value: all before the last blank.
        case when s.whole = 'all' then 'all' else regexp_replace(found.breakdown_value, ' [^ ]*$', '') end as whole_value
    from found left join (select ordinal, breakdown, whole from pg_temp.shown where whole is not null) s
        using (ordinal, breakdown)
)
select n.key, n.ordinal, n.breakdown, n.breakdown_value, n.is_shown, n.whole is not null as share, w.key as whole_key
from numbered n left join numbered w
    on w.ordinal = n.ordinal and w.breakdown = n.whole and w.breakdown_value = n.whole_value;
analyze pg_temp.key;
create temp table cell on commit drop as
with placed as (
    select k.key, k.ordinal, f.day, f.later_than, f.sooner_than, array_position(cast(:places as text[]), f.area) as place,
        sum(num)::integer as num, sum(den)::integer as den, sum(unmatched)::integer as unmatched
    from pg_temp.fact f join pg_temp.key k using (ordinal, breakdown, breakdown_value)
    group by k.key, k.ordinal, f.day, f.later_than, f.sooner_than, grouping sets ((f.area), ())
)
select key, r.period, coalesce(place, 1) as place, sum(num) as num, sum(den) as den, sum(unmatched) as unmatched
from placed join pg_temp.reaching r using (ordinal, day)
where (later_than is null or r.period_start > later_than) and (sooner_than is null or r.period_after <= sooner_than)
group by key, r.period, coalesce(place, 1);
analyze pg_temp.cell
"""
"""The facts under a number for each breakdown value, summed to periods, by place (as _PLACES has them, the county first)."""

_VALUES = """
create table {schema}.{table} as
with looked_for as (
    select * from pg_temp.key where is_shown or key in (select key from pg_temp.cell)
),
slot as (
    select l.*, s.period, s.status, s.awaiting, s.known_at, p.place
    from looked_for l join pg_temp.defined d using (ordinal) join pg_temp.standing s using (ordinal)
        join generate_series(1, {unknown} - 1) p(place) on p.place = 1 or d.areas
    where case when s.status = 'awaiting' then l.breakdown = 'all' else l.breakdown <> 'all' or d.headline end
    union all
    select k.*, s.period, s.status, s.awaiting, s.known_at, c.place
    from pg_temp.cell c
        -- A share is shown wherever that which it is of is.
        join looked_for k on c.key = case when k.share then k.whole_key else k.key end
        join pg_temp.standing s using (ordinal, period) join pg_temp.defined d using (ordinal)
    where c.place = {unknown} and d.areas and (k.breakdown <> 'all' or d.headline) and (c.num > 0 or c.den > 0)
),
counted as not materialized (
    select s.*, d.indicator_id, d.name, d.unit, d.percent, d.flow, d.rate, d.rate_of,
        p.period_type, p.period_start, p.period_after,
        case when s.status <> 'awaiting' then coalesce(c.num, 0) end as numerator,
        case when s.status <> 'awaiting' and d.divided then coalesce(c.den, whole.den, whole.num, 0) end as denominator,
        case when s.status <> 'awaiting' and d.matched and not s.share then coalesce(c.unmatched, 0) end as unmatched
    from slot s join pg_temp.defined d using (ordinal) join pg_temp.period p using (period)
        left join pg_temp.cell c using (key, period, place)
        left join pg_temp.cell whole on whole.key = s.whole_key and whole.period = s.period and whole.place = s.place
),
valued as (
    select ordinal, key, period, place, breakdown, breakdown_value, numerator, denominator, unmatched, unit, status, awaiting,
        known_at, indicator_id, name, period_type, period_start, period_after,
        case when percent then 100 else 1 end as per, case when percent then nullif(denominator, 0) else 1 end as by
    from counted
    union all
    select ordinal, key, period, place, 'rate', concat_ws(' ', nullif(breakdown_value, 'all'), p.version),
        numerator, p.population, unmatched,
        '{per} children aged ' || replace(p.age_group, '_', '-') || case when months < 12 then ', annualised' else '' end,
        status, awaiting, known_at, indicator_id, name, period_type, period_start, period_after,
        12 * 10000, months * p.population
    from counted c
        join reference.population p on p.age_group = c.rate and p.area = :county
            and p.mid_year = extract(year from period_after - interval '1 day' - interval '3 months')
        cross join lateral (select case when flow then extract(year from age(period_after, period_start)) * 12
            + extract(month from age(period_after, period_start)) else 12 end::bigint as months) length
    where c.place = 1 and breakdown = rate_of and status <> 'awaiting'
)
select indicator_id, name, period_type, period_start, period_after - 1 as period_end,
    (cast(:places as text[]))[place] as area, breakdown, breakdown_value,
    numerator, denominator,
    case when per = 1 then numerator else (20 * per * numerator + by) / (2 * by) / 10.0::double precision end
        as value,
    unit, status, nullif(awaiting, '') as awaiting,
    case when unmatched is null then null when per = 1 then numerator
        else (20 * per * numerator + by) / (2 * by) / 10.0::double precision end as lower_bound,
    case when per = 1 then numerator + unmatched
        else (20 * per * (numerator + unmatched) + by) / (2 * by) / 10.0::double precision end as upper_bound, known_at
from valued
"""


def refresh_values(warehouse: Warehouse, models: Sequence[Model] | None = None, thresholds: Thresholds | None = None) -> int:
    """Rebuild `indicators.indicator_values` from the tables of counted items, and how they are read; returns its rows."""
    chosen = all_models() if models is None else models
    indicators = [model.indicator for model in chosen if model.indicator]
    if models is None:
        check_named({each.id: each for each in indicators}, targets(), rebasings())
    with warehouse.begin() as connection:
        rows = roll_up(connection, chosen, "indicators", "building_indicators")
        write_readings(connection, indicators, "building_indicators", thresholds or thresholds_of_the_house())
        for table in (ROLLED_UP, READING):
            connection.execute(text(f"drop table if exists indicators.{table}"))
            connection.execute(text(f"alter table building_indicators.{table} set schema indicators"))
        write_catalogue(connection, indicators)
        keep_versions(connection, f"indicators.{ROLLED_UP}", definitions())
    return rows


def roll_up(connection: Connection, models: Sequence[Model], items: str, into: str) -> int:
    """Write table `<into>.indicator_values` from the item tables in schema `items`; returns its number of rows."""
    counted = [(model, model.indicator) for model in models if model.indicator]
    quicken(connection)
    _set_out(connection, [indicator for _, indicator in counted])
    for ordinal, (model, indicator) in enumerate(counted):
        _check_items(connection, indicator, model.columns, items)
        connection.execute(text(facts(model, items)), {"ordinal": ordinal})
    connection.execute(text("analyze pg_temp.fact"))
    # Many facts share few keys: the planner fears long chains in a hash and sorts instead, at twice the time.
    connection.execute(text("set local enable_mergejoin = off"))
    for statement in _CELLS.split(";"):
        connection.execute(text(statement), {"places": _PLACES} if ":places" in statement else {})
    connection.execute(text(f"create schema if not exists {into}"))
    connection.execute(text(f"drop table if exists {into}.{ROLLED_UP}"))
    made = connection.execute(text(_VALUES.format(schema=into, table=ROLLED_UP, per=PER_10000, unknown=len(_PLACES))),
                              {"county": COUNTY, "places": _PLACES})
    connection.execute(text("set local enable_mergejoin = on"))
    connection.execute(text(f"create index on {into}.{ROLLED_UP} (indicator_id, period_type, period_end)"))
    connection.execute(text(f"comment on table {into}.{ROLLED_UP} is 'One row per indicator, period, area and breakdown.'"))
    connection.execute(text(f"analyze {into}.{ROLLED_UP}"))
    return int(made.rowcount)


def _set_out(connection: Connection, indicators: Sequence[Indicator]) -> None:
    """Fill the work tables: what is defined, what is always shown, and how every period stands."""
    for statement in filter(str.strip, _WORK.split(";")):
        connection.execute(text(statement))
    _insert(connection, "defined", [
        {"ordinal": n, "indicator_id": i.id, "name": i.name, "unit": i.unit, "percent": i.is_percent,
         "divided": i.denominator is not None, "matched": i.matching is not None, "headline": i.has_headline,
         "areas": i.has_areas, "flow": i.type == "flow", "rate": i.rate, "rate_of": i.rate_of}
        for n, i in enumerate(indicators)])
    _insert(connection, "shown", [
        {"ordinal": n, "breakdown": breakdown, "breakdown_value": value, "whole": whole} for n, i in enumerate(indicators)
        for breakdown, value, whole in (("all", "all", None), *(("variant", word, None) for word in i.variants),
                                        *((name, "", "all") for name in i.shares),
                                        *((crossing(name, of), "", of) for name, every in i.crossed.items() for of in every))])
    statuses = list(period_statuses(connection, indicators, received_so_far(connection)))
    periods = {period: n for n, period in enumerate(sorted({s.period for s in statuses}))}
    _insert(connection, "period", [
        {"period": n, "period_type": kind, "period_start": start, "period_after": after}
        for (kind, start, after), n in periods.items()])
    ordinals = {i.id: n for n, i in enumerate(indicators)}
    _insert(connection, "standing", [
        {"ordinal": ordinals[s.indicator_id], "period": periods[s.period], "status": s.status, "awaiting": s.awaiting,
         "known_at": s.known_at} for s in statuses])
    connection.execute(text("analyze pg_temp.standing"))
    connection.execute(text(_REACHING))
    connection.execute(text("analyze pg_temp.reaching"))


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
