/* ---
id: LAC12
name: lac_dental_imms_pct
title: Dental checks and immunisations up to date
meaning: Of the children looked after for a year or longer on the last day of the period, the share with a dental check in the last year, and the share immunised in full.
numerator: Those with a dental check in the 12 months to the day; those whose immunisations were up to date when health last said so.
denominator: Children looked after on the day, without short breaks, for 12 months or longer without a break.
unit: percent
counting_unit: child per measure
type: snapshot
counting: distinct
returns: [hea_lac_health, cs_lac]
lookback_months: {hea_lac_health: 12}
standard: none
polarity: high
headline: none
matching: >-
  A child is found in the health return by social care id or NHS number; one found by neither counts as not up to date.
breakdowns:
  measure: DENTAL or IMMUNISATIONS
  measure_age_band: measure and age on the day (DENTAL_5_9)
disclosure: public
cautions:
  - Health tells both when a health assessment is due or done; a dental check since then is not known.
  - Children whose immunisations are not known count as not up to date.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with child as (
    select day, area, person_id, age_band, sheet_id, source_row
    from {{ ref('int_looked_after_children__at_month_end') }}
    where spell_start <= day - interval '12 months'
),
told as (
    select
        c.person_id, c.day,
        max(a.dental_date) filter (where a.dental_date <= c.day) + interval '12 months' >= c.day as has_dental,
        (array_agg(a.imms_up_to_date order by a.known_from desc, a.due_date desc)
            filter (where a.imms_up_to_date is not null and a.known_from <= c.day))[1] = 'Y' as has_immunisations
    from child c
    join {{ ref('int_looked_after_children__health_assessments') }} a on a.person_id = c.person_id
    group by c.person_id, c.day
)
select
    c.day as item_date, c.area, c.person_id || ' ' || kind.name as unit_id,
    coalesce(case kind.name when 'DENTAL' then t.has_dental else t.has_immunisations end, false) as in_numerator,
    true as in_denominator, kind.name as measure, kind.name || '_' || coalesce(c.age_band, 'UNKNOWN') as measure_age_band,
    t.person_id is not null as is_matched, c.sheet_id, c.source_row
from child c
cross join (values ('DENTAL'), ('IMMUNISATIONS')) as kind (name)
left join told t on t.person_id = c.person_id and t.day = c.day
