/* ---
meaning: What is counted in the areas, and where the area is not known, adds up to Surrey; numerators and denominators both.
--- */
with summed as (
    select
        v.indicator_id, v.period_type, v.period_start, v.period_end, v.breakdown, v.breakdown_value,
        sum(v.numerator) filter (where v.area <> 'Surrey') as parts, max(v.numerator) filter (where v.area = 'Surrey') as whole,
        coalesce(sum(v.denominator) filter (where v.area <> 'Surrey'), 0) as parts_below,
        coalesce(max(v.denominator) filter (where v.area = 'Surrey'), 0) as whole_below
    from {{ source('figures', 'indicator_values') }} as v
    join {{ source('figures', 'catalogue') }} as c on c.indicator_id = v.indicator_id and c.has_areas
    where v.status <> 'awaiting' and v.breakdown <> 'rate'
    group by v.indicator_id, v.period_type, v.period_start, v.period_end, v.breakdown, v.breakdown_value
)
select indicator_id, period_type, period_end, breakdown || ' ' || breakdown_value as place, whole as expected, parts as found
from summed
where parts <> whole or parts_below <> whole_below
