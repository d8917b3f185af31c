/* ---
id: CP09
name: cpp_over_2y_snapshot
title: Children on a plan for 2 years or more
meaning: >-
  Of the children with a child protection plan on the last day of the period, the share whose plan had run for two years or more.
numerator: Those whose plan started two calendar years before the day or earlier (exactly two years counts).
denominator: Children with an open plan, counted as for CP04.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_cin_cpp]
standard: none
polarity: low
breakdowns:
  category: latest category of abuse, as the month's file gives it
  age_band: age on the day
disclosure: public
cautions:
  - Temporary plans of other authorities' children are left out.
  - A plan taken over from another authority counts from its start here.
--- */
select
    month_end as item_date, area, person_id as unit_id, time_on_plan = '2_YEARS_AND_OVER' as in_numerator,
    true as in_denominator, plan_number as precedence, latest_category as category, age_band, sheet_id, source_row
from {{ ref('int_child_protection__plans_open_at_month_end') }}
where ola_plan is not true
