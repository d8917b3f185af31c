/* ---
id: CP04
name: cpp_open
title: Children subject of a child protection plan
meaning: How many children had a child protection plan on the last day of the period. Unborn children are counted.
numerator: Children with a plan that started on or before the day and had not ended by it (a plan that ends on the day is not open).
unit: children
rate: 0_17
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_cin_cpp]
standard: none
polarity: neutral
breakdowns:
  category: latest category of abuse, as the month's file gives it; several categories count once, under MUL
  age_band: age on the day; UNBORN while only the expected day of birth is known
  sex: as recorded by children's services
  ethnicity_group: group of the ethnicity last known; refused and not obtained count as UNKNOWN
  is_disabled: YES or NO as last assessed; UNKNOWN where no assessment says
  looked_after: whether the child is looked after as well
  time_on_plan: time since the plan started
variants:
  including_other_authorities: temporary plans of other authorities' children counted as well
disclosure: public
cautions:
  - Temporary plans of children who are another authority's responsibility are left out; the variant counts them.
  - >-
    Plans that were open and then disappear from the file without an end are counted until the last month that shows them.
  - A plan left open after the 18th birthday is counted, under 18_AND_OVER.
  - Figures change when a plan's start or end is recorded late; national statistics are made months later and differ.
--- */
with open_plan as (
    select
        month_end, area, person_id, latest_category, age_band, sex, ethnicity_group, is_disabled, lac_at_snapshot, time_on_plan,
        ola_plan, plan_number, sheet_id, source_row
    from {{ ref('int_child_protection__plans_open_at_month_end') }}
),
counted as (
    select *, null as variant from open_plan where ola_plan is not true
    union all
    select *, 'including_other_authorities' as variant from open_plan
)
select
    month_end as item_date, area, person_id as unit_id, true as in_numerator, variant, plan_number as precedence,
    latest_category as category, age_band, sex, ethnicity_group,
    case when is_disabled then 'YES' when not is_disabled then 'NO' end as is_disabled,
    case when lac_at_snapshot then 'YES' when not lac_at_snapshot then 'NO' end as looked_after, time_on_plan,
    sheet_id, source_row
from counted
