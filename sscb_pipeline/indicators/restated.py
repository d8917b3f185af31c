"""Figures that changed after they were first shown: both series side by side, and each change with what caused it."""

import pandas as pd
from sqlalchemy import text

from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.warehouse.figures import PLACE
from sscb_pipeline.warehouse.server import Warehouse

_PLACE = ", ".join(f"f.{name}" for name in PLACE)

_SERIES = f"""
with first as (
    select distinct on (figure_id) figure_id, numerator, denominator, value, status, counting_id
    from registry.figure_known order by figure_id, counting_id
),
versions as (
    select figure_id, count(*) - 1 as changes from (
        select figure_id, (numerator, denominator, value) is distinct from
            lag((numerator, denominator, value)) over (partition by figure_id order by counting_id) as differs
        from registry.figure_known) told
    where differs group by figure_id
)
select {_PLACE}, first.numerator as first_numerator, first.denominator as first_denominator, first.value as first_value,
    first.status as first_status, shown.counted_at as first_shown_at, now.numerator as numerator_now,
    now.denominator as denominator_now, now.value as value_now, now.status as status_now, since.counted_at as shown_since,
    coalesce(versions.changes, 0) as times_restated
from registry.figure f
    join first using (figure_id)
    join registry.counting shown on shown.counting_id = first.counting_id
    join registry.figure_known now on now.figure_id = f.figure_id and now.replaced_in is null
    join registry.counting since on since.counting_id = now.counting_id
    left join versions on versions.figure_id = f.figure_id
where {{where}}
order by {_PLACE}
"""  # noqa: S608 - names of columns, never data

_RESTATED = f"""
with counting as (
    select *, lag(counted_at) over (order by counting_id) as counted_before,
        lag(definitions) over (order by counting_id) as definitions_before
    from registry.counting
)
select {_PLACE}, k.numerator as numerator_before, k.denominator as denominator_before, k.value as value_before,
    n.numerator, n.denominator, n.value, n.value - k.value as change, n.status, c.counted_at as restated_at,
    concat_ws('; ',
        (select string_agg(s.file_name, ', ' order by s.loaded_at, s.file_name) from registry.submission s
         where s.status = 'accepted' and s.return_name = any (string_to_array(rests.on_returns, ' '))
            and s.loaded_at > c.counted_before and s.loaded_at <= c.counted_at),
        case when c.definitions <> c.definitions_before then 'the definitions changed' end) as changed_by
from registry.figure f
    join registry.figure_known k using (figure_id)
    join registry.figure_known n on n.figure_id = k.figure_id and n.counting_id = k.replaced_in
    join counting c on c.counting_id = n.counting_id
    join unnest(cast(:ids as text[]), cast(:returns as text[])) as rests (resting_id, on_returns)
        on rests.resting_id = f.indicator_id
where (k.numerator, k.denominator, k.value) is distinct from (n.numerator, n.denominator, n.value) and {{where}}
order by {_PLACE}, c.counting_id
"""  # noqa: S608 - names of columns, never data


def series(warehouse: Warehouse, where: str = "true", **values: object) -> pd.DataFrame:
    """One row per figure ever shown: as first shown, and as now known. `where` chooses by columns of the tidy table."""
    return _read(warehouse, _SERIES.format(where=where), values)


def restated(warehouse: Warehouse, where: str = "true", **values: object) -> pd.DataFrame:
    """One row per change of a figure that had been shown: before, after, by how much, when, and the files that came between.

    A change without a file and without new definitions would be a fault of ours: `changed_by` is empty then.
    """
    names = {i.id: " ".join(_with_stand_ins(i.returns)) for i in catalogue().values()}
    return _read(warehouse, _RESTATED.format(where=where), {**values, "ids": list(names), "returns": list(names.values())})


def _with_stand_ins(returns: tuple[str, ...]) -> list[str]:
    """The returns, and those that may come in their place."""
    return [*returns, *(r.name for r in all_returns() if any(feed.return_name in returns for feed in r.feeds))]


def _read(warehouse: Warehouse, query: str, values: dict[str, object]) -> pd.DataFrame:
    with warehouse.begin() as connection:
        answer = connection.execute(text(query), values)
        frame = pd.DataFrame(answer.fetchall(), columns=list(answer.keys()))
    whole = [name for name in frame.columns if "numerator" in name or "denominator" in name]
    return frame.astype(dict.fromkeys(whole, "Int64"))
