/* ---
meaning: >-
  One row per child and period missing (M) or away without authorisation (A) on the local authority's own record, as last told;
  until is the day it ended, or where it goes on the last day of the last month that told it.
--- */
with told as (
    select distinct on (m.person_id, m.type, m.mis_start)
        m.person_id, m.type, m.mis_start, m.mis_end, m.reporting_month, m.sheet_id, m.source_row
    from {{ source('returns', 'cs_lac__la_missing') }} m
    order by m.person_id, m.type, m.mis_start, m.reporting_month desc, m.submission_id desc, m.source_row desc
)
select
    told.person_id, told.type, told.mis_start, told.mis_end,
    coalesce(told.mis_end, greatest(told.mis_start, period.period_end)) as until,
    told.reporting_month, told.sheet_id, told.source_row
from told
join {{ source('reference', 'period') }} as period on period.label = told.reporting_month and period.period_type = 'month'
