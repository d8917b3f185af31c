/* ---
id: DA06
name: da_support_offer_pct
title: Children affected by domestic abuse who were offered support
meaning: >-
  Of the children in whose life domestic abuse came to light in the period, the share offered support within 28 days: outreach,
  early intervention by the mental health services (CAMHS), or a worker trained for it.
numerator: Those with an offer from the day it came to light up to 28 days later.
denominator: >-
  Children about whom a contact gave domestic abuse as the reason, an assessment completed named it as a factor, or an early
  help assessment began for it, on a day of the period; without an offer only once the 28 days have passed.
unit: percent
counting_unit: child
type: flow
counting: distinct
returns: [cs_contacts_referrals, cs_assess_s47_icpc, cs_early_help, hea_camhs, pol_da_notifications]
follow_up_months:
  cs_early_help: 1
  hea_camhs: 1
alternatives: none
matching: >-
  Across Children's Services by the child's id, with the mental health services by NHS number, with the police by the records of
  return home interviews.
standard: every child identified is offered support (the Board)
polarity: high
breakdowns:
  identified_by: how it came to light
  age_band: age on the day
shares:
  offer_type: kind of support offered first, NONE without an offer
variants:
  incl_police: with children the police named with an incident reported in the period, whether or not Children's Services know
disclosure: public
cautions:
  - >-
    Most children whom the police name cannot be told to be the same as those Children's Services know: the headline leaves them
    out, and the variant counts them apart and unmatched.
  - A child whose NHS number is not held, or whom early help knows by another id, may have been offered support unseen.
  - Support offered before it came to light again is not counted; an offer is dated by the day its early help assessment began.
--- */
with told as (
    select min(last_month_end) as until
    from (
        select return_name, max(month_end) as last_month_end
        from {{ ref('int_calendar__months_received') }}
        where return_name in ('cs_early_help', 'hea_camhs')
        group by return_name
    ) each_return
),
by_police as (
    select distinct on (c.police_person_ref, i.reported_date)
        coalesce(known.person_id, c.police_person_ref) as child_id, known.person_id, i.reported_date as identified_on,
        c.dob, c.age_at_incident, place.area, c.sheet_id, c.source_row
    from {{ ref('stg_police__da_children') }} c
    join {{ ref('stg_police__da_incidents') }} i on i.incident_ref = c.incident_ref
    left join {{ ref('int_children__police_references') }} known on known.police_person_ref = c.police_person_ref
    left join {{ source('reference', 'area') }} place
        on place.district_code = i.borough and place.valid_from <= i.reported_date
        and (place.valid_to is null or place.valid_to > i.reported_date)
    order by c.police_person_ref, i.reported_date, c.sheet_id, c.source_row
),
child as (
    select
        i.person_id as child_id, i.person_id, i.identified_on, i.identified_by, coalesce(i.hub, a.area) as area,
        case
            when f.dob <= i.identified_on then extract(year from age(i.identified_on, f.dob))::integer
            when f.dob is not null or f.edd is not null then -1
        end as age,
        null as variant, i.sheet_id, i.source_row
    from {{ ref('int_domestic_abuse__identified') }} i
    left join {{ ref('int_children__facts') }} f on f.person_id = i.person_id
    left join {{ ref('int_children__areas') }} a
        on a.person_id = i.person_id and a.valid_from <= i.identified_on
        and (a.valid_to is null or a.valid_to > i.identified_on)
),
everyone as (
    select * from child
    union all
    select child_id, person_id, identified_on, identified_by, area, age, 'incl_police', sheet_id, source_row from child
    union all
    select
        child_id, person_id, identified_on, 'POLICE', area,
        case
            when dob > identified_on then -1
            when dob is not null then extract(year from age(identified_on, dob))::integer
            else age_at_incident
        end,
        'incl_police', sheet_id, source_row
    from by_police
),
first_offer as (
    select distinct on (e.person_id, e.identified_on) e.person_id, e.identified_on, o.offer_type
    from everyone e
    join {{ source('reference', 'standard') }} allowed on allowed.name = 'domestic_abuse_support'
    join {{ ref('int_domestic_abuse__support_offers') }} o
        on o.person_id = e.person_id and o.offered_on between e.identified_on and e.identified_on + allowed.limit_value
    order by e.person_id, e.identified_on, o.offered_on, o.offer_type
),
numbered as (
    select distinct person_id from {{ ref('int_children__nhs_numbers') }}
)
select
    e.identified_on as item_date, e.area, e.child_id as unit_id, o.offer_type is not null as in_numerator,
    o.offer_type is not null or e.identified_on + allowed.limit_value <= told.until as in_denominator,
    o.offer_type is not null or numbered.person_id is not null as is_matched, e.variant, e.identified_by, b.age_band,
    coalesce(o.offer_type, 'NONE') as offer_type, e.sheet_id, e.source_row
from everyone e
cross join told
join {{ source('reference', 'standard') }} allowed on allowed.name = 'domestic_abuse_support'
left join first_offer o on o.person_id = e.person_id and o.identified_on = e.identified_on
left join {{ ref('int_children__age_bands') }} b on b.age = e.age
left join numbered on numbered.person_id = e.person_id
where e.age is null or e.age < 18
