/* ---
id: DQ01
name: return_on_time_pct
title: Returns received on time
meaning: Of the returns due for the months of the period, the share that arrived by the fifth working day of the month after.
numerator: Those whose first accepted file came on or before the day it was due.
denominator: >-
  Returns expected of the agencies for each month, each part (area, trust) on its own; those neither here nor due yet are left
  out.
unit: percent
counting_unit: return or part of it, per month
type: flow
counting: items
returns: none
standard: fifth working day of the following month
polarity: high
breakdowns:
  return: the return
  agency: agency that sends it
shares:
  lateness: ON_TIME, working days late (1_TO_5, 6_TO_20, OVER_20), or NOT_RECEIVED
areas: none
disclosure: partnership
cautions:
  - A file refused as a whole has not arrived; the day counts on which one could be read.
  - Later corrections do not change when a return first came.
  - A return received through another (Annex A) came when that did.
--- */
with arrival as (
    select distinct on (a.return_name, a.part, a.month)
        a.return_name, a.part, a.agency, a.month, a.day, a.working_days_late, s.sheet_id
    from {{ ref('int_data_quality__arrivals') }} a
    left join {{ source('registry', 'sheet') }} s on s.submission_id = a.submission_id
    order by a.return_name, a.part, a.month, s.sheet_id
)
select
    day as item_date, null as area, return_name || ' ' || part || ' ' || month as unit_id,
    coalesce(working_days_late <= 0, false) as in_numerator, true as in_denominator, return_name as "return",
    upper(agency) as agency,
    case
        when working_days_late <= 0 then 'ON_TIME'
        when working_days_late <= 5 then '1_TO_5'
        when working_days_late <= 20 then '6_TO_20'
        when working_days_late > 20 then 'OVER_20'
        else 'NOT_RECEIVED'
    end as lateness,
    sheet_id, null::integer as source_row
from arrival
