/* ---
id: CP05
name: cpp_starts_ends
title: Child protection plans starting and ending
meaning: How many plans started in the period and how many ended. A child whose plan ended and who got another counts twice.
numerator: Plans with a start, and plans with an end, on a day of the period.
unit: plans
rate: 0_17
counting_unit: plan
type: flow
counting: items
returns: [cs_cin_cpp]
standard: "check: open at the end = open at the beginning + starts - ends"
polarity: neutral
headline: none
breakdowns:
  event: START, plans that started; END, plans that ended
  event_category: START with the category of abuse the plan began with, END with its last
disclosure: public
cautions:
  - Temporary plans of other authorities' children are left out, as they are from the children on a plan.
  - Plans that disappear from the file without an end are not counted as ended.
--- */
with plan as (
    select cpp_id, cpp_start, cpp_end, initial_category, latest_category, area, sheet_id, source_row
    from {{ ref('stg_childrens_services__protection_plans') }}
    where ola_plan is not true
)
select
    cpp_start as item_date, area, cpp_id as unit_id, true as in_numerator, 'START' as event,
    'START_' || initial_category as event_category, sheet_id, source_row
from plan
union all
select cpp_end, area, cpp_id, true, 'END', 'END_' || latest_category, sheet_id, source_row
from plan
where cpp_end is not null
