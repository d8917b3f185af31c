/* ---
id: MIS01
name: missing_episodes
title: Missing episodes
meaning: How often children went missing in the period, as the police recorded it.
numerator: Episodes of category missing that began on a day of the period, of children under 18 when they went.
unit: episodes
counting_unit: episode
type: flow
counting: distinct
returns: [pol_missing]
standard: police definitions of missing and absent, 2013 to 2017
polarity: low
breakdowns:
  status_group: living at home, looked after by Surrey, or by another authority
  looked_after: whether looked after by any authority
  other_authority: whether looked after by another authority than Surrey
  missing_from_type: kind of place the child went missing from
  risk: risk grade given by the police
  age_band: age when the child went
  sex: as recorded by the police
  duration_band: time until the child was found
variants:
  absent: episodes of category absent
  children: children who went missing, each once in the period
disclosure: public
cautions:
  - Absent was used until 2017 and is never added to missing; its end makes missing rise.
  - >-
    The police return carries no area: it is that of the child's latest referral, where the record of a return home interview
    says who the child is, and UNKNOWN otherwise.
  - Two police references are one child where records of return home interviews say so, and two children otherwise.
--- */
with episode as (
    select
        e.missing_from_at::date as began_on, e.area, e.misper_ref, e.child_id, e.category, e.status_group,
        e.missing_from_type, e.risk, b.age_band, e.sex, e.duration_band, e.sheet_id, e.source_row
    from {{ ref('int_missing__episodes') }} e
    left join {{ ref('int_children__age_bands') }} b on b.age = e.age
    where e.age is null or e.age < 18
),
counted as (
    select *, misper_ref as unit_id, null as variant from episode where category = 'MISSING'
    union all
    select *, misper_ref, 'absent' from episode where category = 'ABSENT'
    union all
    select *, child_id, 'children' from episode where category = 'MISSING'
)
select
    began_on as item_date, area, unit_id, true as in_numerator, variant, status_group,
    case when status_group = 'HOME' then 'NO' when status_group is not null then 'YES' end as looked_after,
    case when status_group = 'OTHER_LA_LAC' then 'YES' when status_group is not null then 'NO' end as other_authority,
    missing_from_type, risk, age_band, sex, duration_band, sheet_id, source_row
from counted
