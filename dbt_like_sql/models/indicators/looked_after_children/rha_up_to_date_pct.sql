/* ---
id: LAC11
name: rha_up_to_date_pct
title: Review health assessments up to date
meaning: Of the children looked after for a year or longer on the last day of the period, the share whose health was reviewed as often as it should be.
numerator: >-
  Children of 5 and over seen for a review in the last 12 months; children under 5 seen in the last 6 months and in the 6 months
  before.
denominator: Children looked after on the day, without short breaks, for 12 months or longer without a break.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [hea_lac_health, cs_lac]
lookback_months: {hea_lac_health: 12}
standard: every 6 months under 5, every 12 months from 5 (statutory guidance 2015)
polarity: high
matching: >-
  A child is found in the health return by social care id or NHS number; one found by neither counts as not reviewed.
breakdowns:
  placement_location: whether the placement lies in Surrey
  age_band: age on the day
variants:
  initial_counts: the initial assessment counts as well as reviews
disclosure: public
cautions:
  - A review exactly 6 or 12 calendar months before the day is in time.
  - Children within 12 months of their initial assessment need no review yet; the headline counts them as not up to date.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with child as (
    select day, area, person_id, placement_location, age, age_band, sheet_id, source_row
    from {{ ref('int_looked_after_children__at_month_end') }}
    where spell_start <= day - interval '12 months'
),
clock as (
    select
        max(limit_value) filter (where name = 'review_health_assessment_under_5') * interval '1 month' as under_5,
        max(limit_value) filter (where name = 'review_health_assessment_5_and_over') * interval '1 month' as from_5
    from {{ source('reference', 'standard') }}
),
reviewed as (
    select
        c.person_id, c.day, kind.variant,
        bool_or(a.seen_on + clock.from_5 >= c.day) as in_last_year,
        bool_or(a.seen_on + clock.under_5 >= c.day) as in_last_half,
        bool_or(a.seen_on + clock.under_5 < c.day and a.seen_on + 2 * clock.under_5 >= c.day) as in_half_before
    from child c
    cross join clock
    join {{ ref('int_looked_after_children__health_assessments') }} a on a.person_id = c.person_id and a.seen_on <= c.day
    join (values (null, 'RHA'), ('initial_counts', 'RHA'), ('initial_counts', 'IHA')) as kind (variant, type)
        on kind.type = a.type
    group by c.person_id, c.day, kind.variant
),
known as (
    select distinct person_id from {{ ref('int_looked_after_children__health_assessments') }}
)
select
    c.day as item_date, c.area, c.person_id as unit_id,
    coalesce(case when c.age < 5 then r.in_last_half and r.in_half_before else r.in_last_year end, false) as in_numerator,
    true as in_denominator, kind.variant, c.placement_location, c.age_band, known.person_id is not null as is_matched,
    c.sheet_id, c.source_row
from child c
cross join (values (null), ('initial_counts')) as kind (variant)
left join reviewed r on r.person_id = c.person_id and r.day = c.day and r.variant is not distinct from kind.variant
left join known on known.person_id = c.person_id
