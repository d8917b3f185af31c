/* ---
meaning: The values of a breakdown add up to the headline, unless an item may count under several; not known counts as UNKNOWN.
--- */
with headline as (
    select v.indicator_id, v.period_type, v.period_start, v.period_end, v.area, v.numerator, v.denominator, c.denominator as divided
    from {{ source('figures', 'indicator_values') }} as v
    join {{ source('figures', 'catalogue') }} as c on c.indicator_id = v.indicator_id and c.has_headline
    where v.breakdown = 'all' and v.status <> 'awaiting'
),
parts as (
    select
        v.indicator_id, v.period_type, v.period_start, v.period_end, v.area, v.breakdown, b.kind, sum(v.numerator) as numerator,
        sum(v.denominator) as denominator
    from {{ source('figures', 'indicator_values') }} as v
    join {{ source('figures', 'catalogue_breakdown') }} as b
        on b.indicator_id = v.indicator_id and b.breakdown = v.breakdown and b.kind <> 'variant' and not b.overlapping
    where v.status <> 'awaiting'
    group by v.indicator_id, v.period_type, v.period_start, v.period_end, v.area, v.breakdown, b.kind
)
select
    h.indicator_id, h.period_type, h.period_end, h.area || ' ' || p.breakdown as place,
    case when p.kind = 'breakdown' then h.numerator else coalesce(h.denominator, h.numerator) end as expected, p.numerator as found
from headline as h
join parts as p
    on p.indicator_id = h.indicator_id and p.period_type = h.period_type and p.period_start = h.period_start
    and p.period_end = h.period_end and p.area = h.area
where (p.kind = 'breakdown' and (p.numerator <> h.numerator or p.denominator <> h.denominator))
    or (p.kind = 'share' and h.divided is not null and p.numerator <> h.denominator)
