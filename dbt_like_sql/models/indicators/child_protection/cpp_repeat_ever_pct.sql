/* ---
id: CP07
name: cpp_repeat_ever_pct
title: Plans that are a second or subsequent plan, ever
meaning: Of the child protection plans that started in the period, the share for children who had a plan before, however long ago.
numerator: Plans of children with at least one previous plan, by the count the return gives.
denominator: Plans that started on a day of the period. A child with two starts counts twice.
unit: percent
counting_unit: plan
type: flow
counting: items
returns: [cs_cin_cpp]
standard: none
polarity: low
breakdowns:
  category: category of abuse the plan began with
shares:
  gap: >-
    time from the end of the previous plan, where the returns show it, to the start; of all plans that started
variants:
  or_plan_seen: an earlier plan the returns themselves show counts too, where the count says there was none
disclosure: public
cautions:
  - Some second plans are right; a low figure is not a target.
  - Previous plans in other authorities count when children's services know of them.
  - >-
    The gap is UNKNOWN for a child with a previous plan that no file shows. Files show plans for a year after their end, so gaps
    over two years come to be seen only as the years of files grow.
  - Temporary plans of other authorities' children are left out.
--- */
with started as (
    select
        plan.cpp_start, plan.area, plan.person_id || ' ' || plan.cpp_id as unit_id, plan.previous_cpp_count >= 1 as had_one,
        plan.initial_category, plan.sheet_id, plan.source_row, earlier.cpp_id is not null as saw_one,
        case
            when earlier.within_24_months then 'UP_TO_2_YEARS'
            when earlier.cpp_id is not null then 'OVER_2_YEARS'
            when plan.previous_cpp_count = 0 then 'NO_PREVIOUS_PLAN'
        end as gap
    from {{ ref('stg_childrens_services__protection_plans') }} as plan
    left join {{ ref('int_child_protection__earlier_plans') }} as earlier
        on earlier.person_id = plan.person_id and earlier.cpp_id = plan.cpp_id
    where plan.ola_plan is not true
)
select
    cpp_start as item_date, area, unit_id, coalesce(had_one, false) as in_numerator, true as in_denominator, null as variant,
    initial_category as category, gap, sheet_id, source_row
from started
union all
select
    cpp_start, area, unit_id, coalesce(had_one, false) or saw_one, true, 'or_plan_seen', initial_category, gap, sheet_id,
    source_row
from started
