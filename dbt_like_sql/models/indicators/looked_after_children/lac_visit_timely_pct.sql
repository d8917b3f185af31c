/* ---
id: LAC09
name: lac_visit_timely_pct
title: Looked after children visited in time
meaning: Of the children Surrey looked after on the last day of the period, the share a social worker last visited recently enough.
numerator: >-
  Those visited in the last 6 weeks or, in a long-term foster placement that has lasted a year, in the last 3 months, and since
  they moved to where they live now.
denominator: >-
  Children looked after on the day, without short breaks; those who moved at most a week before and have not been visited there
  are left out.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
standard: a week after a placement begins, then every 6 weeks, every 3 months after a year in a permanent one (Care Planning Regulations 2010)
polarity: high
breakdowns:
  placement_location: whether the placement lies in Surrey
disclosure: partnership
cautions:
  - The return gives the last visit alone; late visits before it are not seen.
  - The return does not say which placements are meant to last; long-term foster placements (U1, U4) are taken to be.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with visited as (
    select distinct person_id, last_visit as day, last_visit as visit, false as is_month_end
    from {{ ref('stg_childrens_services__lac_by_month') }}
    where last_visit is not null
    union all
    select person_id, day, null, true from {{ ref('int_looked_after_children__at_month_end') }}
),
running as (
    select person_id, day, is_month_end, max(visit) over (partition by person_id order by day, is_month_end) as last_visit
    from visited
),
clock as (
    select
        max(limit_value) filter (where name = 'first_looked_after_visit') * interval '1 week' as first_after,
        max(limit_value) filter (where name = 'looked_after_visit') * interval '1 week' as usual,
        max(limit_value) filter (where name = 'looked_after_visit_permanent') * interval '1 month' as permanent
    from {{ source('reference', 'standard') }}
),
child as (
    select
        c.day, c.area, c.person_id, c.placement_location, coalesce(c.placement_start, c.spell_start) as placed_on, r.last_visit,
        c.placement_type in ('U1', 'U4') and c.day >= coalesce(c.placement_start, c.spell_start) + interval '1 year' as is_settled,
        c.sheet_id, c.source_row
    from {{ ref('int_looked_after_children__at_month_end') }} c
    join running r on r.person_id = c.person_id and r.day = c.day and r.is_month_end
)
select
    day as item_date, area, person_id as unit_id,
    coalesce(
        last_visit >= placed_on and day <= last_visit + case when is_settled then clock.permanent else clock.usual end, false
    ) as in_numerator,
    coalesce(last_visit >= placed_on, false) or day > placed_on + clock.first_after as in_denominator,
    placement_location, sheet_id, source_row
from child
cross join clock
