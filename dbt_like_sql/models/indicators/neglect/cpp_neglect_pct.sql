/* ---
id: CP06
name: cpp_neglect_pct
title: Children on a plan because of neglect
meaning: Of the children with a child protection plan on the last day of the period, the share whose category is neglect.
numerator: Children whose latest category of abuse is neglect.
denominator: Children with an open plan, counted as for CP04.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_cin_cpp]
standard: none
polarity: neutral
breakdowns:
  age_band: age on the day
  sex: as recorded by children's services
  time_on_plan: time since the plan started
shares:
  category: latest category of abuse, as the month's file gives it; several categories count once, under MUL
  initial_category: category of abuse the plan began with, as national statistics count
variants:
  initial_category: by the category the plan began with, as national statistics count
disclosure: public
cautions:
  - A child with several categories is counted under MUL alone, so neglect among several is not seen here.
--- */
with open_plan as (
    select
        month_end, area, person_id, initial_category, latest_category, age_band, sex, time_on_plan, plan_number,
        sheet_id, source_row
    from {{ ref('int_child_protection__plans_open_at_month_end') }}
    where ola_plan is not true
)
select
    month_end as item_date, area, person_id as unit_id, latest_category = 'NEG' as in_numerator, true as in_denominator,
    null as variant, plan_number as precedence, latest_category as category, initial_category, age_band, sex,
    time_on_plan, sheet_id, source_row
from open_plan
union all
select
    month_end as item_date, area, person_id as unit_id, initial_category = 'NEG' as in_numerator, true as in_denominator,
    'initial_category' as variant, plan_number as precedence, initial_category as category, initial_category, age_band,
    sex, time_on_plan, sheet_id, source_row
from open_plan
