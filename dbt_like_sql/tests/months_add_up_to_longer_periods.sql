/* ---
meaning: >-
  Where items are counted, a year, a quarter, a year to date and twelve months hold exactly what their months hold; where each
  unit counts once, they hold at most that, and at least what the fullest month holds. Nothing is averaged.
--- */
with flow as (
    select
        v.indicator_id, v.period_type, v.period_start, v.period_end, v.area, v.breakdown, v.breakdown_value, v.numerator,
        c.counting
    from {{ source('figures', 'indicator_values') }} as v
    join {{ source('figures', 'catalogue') }} as c on c.indicator_id = v.indicator_id and c.type = 'flow'
    where v.status <> 'awaiting' and v.breakdown not in ('rate', 'variant')
),
summed as (
    select
        longer.indicator_id, longer.period_type, longer.period_end, longer.area, longer.breakdown, longer.breakdown_value,
        longer.counting, longer.numerator, sum(month.numerator) as of_months, max(month.numerator) as fullest,
        count(*) as months, extract(year from age(longer.period_end + 1, longer.period_start)) * 12
        + extract(month from age(longer.period_end + 1, longer.period_start)) as wanted
    from flow as longer
    join flow as month
        on month.indicator_id = longer.indicator_id and month.area = longer.area and month.breakdown = longer.breakdown
        and month.breakdown_value = longer.breakdown_value and month.period_type = 'month'
        and month.period_start >= longer.period_start and month.period_end <= longer.period_end
    where longer.period_type <> 'month'
    group by
        longer.indicator_id, longer.period_type, longer.period_start, longer.period_end, longer.area, longer.breakdown,
        longer.breakdown_value, longer.counting, longer.numerator
)
select
    indicator_id, period_type, period_end, area || ' ' || breakdown || ' ' || breakdown_value as place, of_months as expected,
    numerator as found
from summed
where months = wanted
    and ((counting = 'items' and numerator <> of_months) or numerator > of_months
         or (counting = 'distinct' and breakdown = 'all' and numerator < fullest))
