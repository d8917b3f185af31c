"""The rows a figure could have counted and did not, each with why: addresses, never a value."""
# ruff: noqa: S608 - names come from checked headers and declarations, never from data; values are bound

import pandas as pd
from sqlalchemy import Connection, text

from sscb_pipeline.indicators.cells import NOT_KNOWN, conditions, keeping_order
from sscb_pipeline.indicators.headers import Indicator
from sscb_pipeline.indicators.models import Model

_WHY = """
case
    when kept.sheet_id is not null then 'counted in another area'
    when bool_or(item.counted and item.within) then 'another row of the same unit counts'
    when bool_or(item.within) then 'in the period, but not what is counted'
    when count(item.sheet_id) > 0 then 'its day lies outside the period'
    else 'left out by the definition'
end
"""


def left_out(connection: Connection, model: Model, indicator: Indicator, place: dict[str, object]) -> pd.DataFrame:
    """Rows of the sheets the indicator's items come from, in the submissions of the period, that its figure does not count.

    Columns file_name, sheet, row, why. `place`: the period and area, as `explain` binds them.
    """
    tables = [name for (name,) in connection.execute(text(
        f'select distinct s.table_name from (select distinct sheet_id from indicators."{model.name}") i'
        " join registry.sheet s using (sheet_id) where s.table_name is not null"))]
    if not tables:
        return pd.DataFrame(columns=["file_name", "sheet", "row", "why"])
    is_ = conditions(indicator)
    within = "item_date >= :start and item_date < :after" if indicator.type == "flow" else "item_date = :end"
    headline = "where variant is null" if indicator.variants else ""
    once = "" if indicator.counting == "items" else "distinct on (unit_id)"
    order = f"order by unit_id, {keeping_order(model)}" if once else ""
    here = " union all ".join(f'select sheet_id, source_row from returns."{table}" where submission_id = any(:sent)'
                              for table in sorted(tables))
    answer = connection.execute(text(f"""
        with item as (
            select sheet_id, source_row, {is_.counted} as counted, {within} as within
            from indicators."{model.name}" {headline}
        ),
        kept as (
            select {once} sheet_id, source_row, area from indicators."{model.name}"
            where {is_.counted} and {within} {headline.replace("where", "and")} {order}
        ),
        shown as (select sheet_id, source_row from kept where :area = :county or coalesce(area, '{NOT_KNOWN}') = :area),
        here as ({here} except select sheet_id, source_row from shown)
        select b.file_name, s.sheet, here.source_row as row, {_WHY} as why
        from here join registry.sheet s using (sheet_id) join registry.submission b using (submission_id)
            left join item on item.sheet_id = here.sheet_id and item.source_row = here.source_row
            left join (select distinct sheet_id, source_row from kept) kept
                on kept.sheet_id = here.sheet_id and kept.source_row = here.source_row
        group by b.file_name, s.sheet, here.source_row, kept.sheet_id
        order by b.file_name, s.sheet, here.source_row"""), place)
    return pd.DataFrame(answer.fetchall(), columns=list(answer.keys()))
