/* ---
meaning: >-
  Plans open at a month's end are those of the month before, with the plans that started and without those that ended in the
  month or disappeared from the file without an end; for months that follow one another.
--- */
with open_plan as (
    select
        period.period_start as month_start, plan.month_end, count(*) as plans,
        count(*) filter (where plan.vanished and plan.month_end = last_shown.month_end) as last_seen
    from {{ ref('int_child_protection__plans_open_at_month_end') }} as plan
    join {{ source('reference', 'period') }} as period on period.period_end = plan.month_end and period.period_type = 'month'
    left join (
        select person_id, cpp_id, max(month_end) as month_end
        from {{ ref('int_child_protection__plans_open_at_month_end') }}
        group by person_id, cpp_id
    ) as last_shown
        on last_shown.person_id = plan.person_id and last_shown.cpp_id = plan.cpp_id
    group by period.period_start, plan.month_end
),
moved as (
    select
        period.period_end as month_end,
        count(*) filter (where plan.cpp_start between period.period_start and period.period_end) as started,
        count(*) filter (where plan.cpp_end between period.period_start and period.period_end) as ended
    from {{ source('reference', 'period') }} as period
    join {{ ref('stg_childrens_services__protection_plans') }} as plan
        on plan.cpp_start between period.period_start and period.period_end
        or plan.cpp_end between period.period_start and period.period_end
    where period.period_type = 'month'
    group by period.period_end
)
select
    'CP04' as indicator_id, 'month' as period_type, now.month_end as period_end, 'plans' as place,
    before.plans - before.last_seen + coalesce(moved.started, 0) - coalesce(moved.ended, 0)
        as expected,
    now.plans as found
from open_plan as now
join open_plan as before on before.month_end = now.month_start - 1
left join moved on moved.month_end = now.month_end
where now.plans <> before.plans - before.last_seen + coalesce(moved.started, 0) - coalesce(moved.ended, 0)
