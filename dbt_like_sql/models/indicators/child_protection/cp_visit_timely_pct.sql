/* ---
id: CP12
name: cp_visit_timely_pct
title: Children on a plan visited in the last 10 working days
meaning: >-
  Of the children who on the last day of the period had been on a child protection plan for ten working days or more, the share
  a social worker had visited in the ten working days before.
numerator: Those whose last statutory visit was at most ten working days before the day.
denominator: Children with an open plan, counted as for CP04, that started at least ten working days before the day.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_cin_cpp]
standard: 10 working days, a local limit to be confirmed (there is no national one)
polarity: high
breakdowns:
  seen_alone: whether the child was seen alone at the last visit, YES or NO
variants:
  visited_alone: visited in time and seen alone at the last visit
disclosure: partnership
cautions:
  - The return gives the last visit alone; being seen alone at an earlier one within the ten days is not seen.
  - A visit after the day does not count for it; the last one before it is then taken from the other months' files.
  - Teams are not told apart; the return names them in free text.
  - Temporary plans of other authorities' children are left out.
--- */
with open_plan as (
    select plan.month_end, plan.area, plan.person_id, plan.cpp_id, plan.plan_number, plan.sheet_id, plan.source_row,
        today.working_day_number as today_number, limits.limit_value,
        -- The calendar begins years before any file; a plan that began before it has run long enough.
        today.working_day_number - coalesce(begun.working_day_number, 0) >= limits.limit_value as is_due
    from {{ ref('int_child_protection__plans_open_at_month_end') }} as plan
    join {{ source('reference', 'standard') }} as limits on limits.name = 'child_protection_visit'
    join {{ source('reference', 'day') }} as today on today.day = plan.month_end
    left join {{ source('reference', 'day') }} as begun on begun.day = plan.cpp_start
    where plan.ola_plan is not true
),
visit as (
    select distinct on (told.person_id, told.cpp_id, told.last_statutory_visit)
        told.person_id, told.cpp_id, told.last_statutory_visit as visited_on, told.seen_alone,
        day.working_day_number
    from {{ ref('stg_childrens_services__protection_plans_by_month') }} as told
    join {{ source('reference', 'day') }} as day on day.day = told.last_statutory_visit
    order by told.person_id, told.cpp_id, told.last_statutory_visit, told.reporting_month desc, told.sheet_id desc,
        told.source_row desc
),
so_far as (
    -- Visits and days in one line per plan: the last visit up to a day without pairing every day with every visit.
    select
        person_id, cpp_id, month_end,
        max(visited_on) over (partition by person_id, cpp_id order by coalesce(month_end, visited_on)) as visited_on
    from (
        select person_id, cpp_id, month_end, null::date as visited_on from open_plan
        union all
        select person_id, cpp_id, null, visited_on from visit
    ) as line
),
last_visit as (
    select so_far.person_id, so_far.cpp_id, so_far.month_end, visit.seen_alone, visit.working_day_number
    from so_far
    join visit
        on visit.person_id = so_far.person_id and visit.cpp_id = so_far.cpp_id and visit.visited_on = so_far.visited_on
    where so_far.month_end is not null
),
judged as (
    select
        plan.month_end, plan.area, plan.person_id, plan.plan_number, plan.sheet_id, plan.source_row, plan.is_due,
        coalesce(plan.today_number - last_visit.working_day_number <= plan.limit_value, false) as is_visited,
        case last_visit.seen_alone when 'Y' then 'YES' when 'N' then 'NO' end as seen_alone
    from open_plan as plan
    left join last_visit
        on last_visit.person_id = plan.person_id and last_visit.cpp_id = plan.cpp_id and last_visit.month_end = plan.month_end
)
select
    month_end as item_date, area, person_id as unit_id, is_visited as in_numerator, is_due as in_denominator, null as variant,
    plan_number as precedence, seen_alone, sheet_id, source_row
from judged
union all
select
    month_end, area, person_id, is_visited and coalesce(seen_alone = 'YES', false), is_due, 'visited_alone', plan_number,
    seen_alone, sheet_id, source_row
from judged
