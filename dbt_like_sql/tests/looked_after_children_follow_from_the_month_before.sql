/* ---
meaning: >-
  Children looked after at a month's end are those of the month before, with the starts and without the ends of the month.
  Children who left without an end (turned 18, vanished from the file, went over to short breaks), or came without a start, are
  counted from the children themselves.
--- */
with figure as (
    select indicator_id, period_start, period_end, breakdown, breakdown_value, numerator
    from {{ source('figures', 'indicator_values') }}
    where indicator_id in ('LAC01', 'LAC02') and period_type = 'month' and area = 'Surrey' and status <> 'awaiting'
),
month as (
    select
        now.period_start, now.period_end, now.numerator as now_open, before.numerator as before_open,
        coalesce(started.numerator, 0) as started, coalesce(ceased.numerator, 0) as ceased
    from figure as now
    join figure as before
        on before.indicator_id = 'LAC01' and before.breakdown = 'all' and before.period_end = now.period_start - 1
    left join figure as started
        on started.indicator_id = 'LAC02' and started.breakdown = 'event' and started.breakdown_value = 'START'
        and started.period_end = now.period_end
    left join figure as ceased
        on ceased.indicator_id = 'LAC02' and ceased.breakdown = 'event' and ceased.breakdown_value = 'CEASE'
        and ceased.period_end = now.period_end
    where now.indicator_id = 'LAC01' and now.breakdown = 'all'
),
departed as (
    select month.period_end, count(*) as left_without_end
    from month
    join {{ ref('int_looked_after_children__at_month_end') }} as before on before.day = month.period_start - 1
    left join {{ ref('int_looked_after_children__at_month_end') }} as now
        on now.person_id = before.person_id and now.day = month.period_end
    left join {{ ref('int_looked_after_children__spells') }} as spell
        on spell.person_id = before.person_id and spell.spell_end between month.period_start and month.period_end
    where now.person_id is null and spell.person_id is null
    group by month.period_end
),
appeared as (
    select month.period_end, count(*) as came_without_start
    from month
    join {{ ref('int_looked_after_children__at_month_end') }} as now on now.day = month.period_end
    left join {{ ref('int_looked_after_children__at_month_end') }} as before
        on before.person_id = now.person_id and before.day = month.period_start - 1
    left join {{ ref('int_looked_after_children__spells') }} as spell
        on spell.person_id = now.person_id and spell.spell_start between month.period_start and month.period_end
    where before.person_id is null and spell.person_id is null
    group by month.period_end
)
select
    'LAC01' as indicator_id, 'month' as period_type, month.period_end, 'children' as place,
    month.before_open + month.started - month.ceased - coalesce(departed.left_without_end, 0)
    + coalesce(appeared.came_without_start, 0) as expected,
    month.now_open as found
from month
left join departed on departed.period_end = month.period_end
left join appeared on appeared.period_end = month.period_end
where month.now_open <> month.before_open + month.started - month.ceased - coalesce(departed.left_without_end, 0)
    + coalesce(appeared.came_without_start, 0)
