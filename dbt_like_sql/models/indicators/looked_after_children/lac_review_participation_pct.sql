/* ---
id: LAC08
name: lac_review_participation_pct
title: Children aged 4 and over who took part in their review
meaning: Of the reviews held in the period of looked after children aged 4 and over, the share in which the child took part.
numerator: Those the child attended, or spoke to through an advocate or by other means (participation codes PN1 to PN6).
denominator: Reviews held on a day of the period of children who were 4 or older that day.
unit: percent
counting_unit: child per review
type: flow
counting: items
returns: [cs_lac]
standard: none
polarity: high
alternatives: none
breakdowns:
  age_group: age on the day of the review (4_9, 10_15, 16_17)
  uasc: whether an unaccompanied asylum-seeking child on the day
  send_status: special educational needs (N none, K support, S statement, E plan)
  is_disabled: YES or NO as last assessed; UNKNOWN where no assessment says
  placement_location: whether the child lived in Surrey on the day
disclosure: public
cautions:
  - The code for children under 4 (PN0) used of an older child counts as not having taken part.
  - Where the date of birth is not known a review counts unless that code is used.
  - Reviews of children in a series of short breaks (legal status V3, V4) are left out.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with review as (
    select distinct on (r.person_id, r.review_date)
        r.person_id, r.review_date, r.participation, t.legal_status, t.placement_location, t.send_status, f.is_disabled,
        t.uasc and (t.duc is null or t.duc > r.review_date) as is_uasc,
        extract(year from age(r.review_date, coalesce(t.dob, f.dob)))::integer as age, r.sheet_id, r.source_row
    from {{ ref('stg_childrens_services__lac_reviews') }} r
    left join {{ ref('int_looked_after_children__as_told') }} t
        on t.person_id = r.person_id and t.valid_from <= r.review_date
        and (t.valid_to is null or t.valid_to >= r.review_date)
    left join {{ ref('int_children__facts') }} f on f.person_id = r.person_id
    where r.participation is not null
    order by r.person_id, r.review_date, t.valid_from desc nulls last
)
select
    r.review_date as item_date, a.area, r.person_id || ' ' || r.review_date as unit_id,
    r.participation not in ('PN0', 'PN7') as in_numerator, coalesce(r.age >= 4, r.participation <> 'PN0') as in_denominator,
    case when r.age < 10 then '4_9' when r.age < 16 then '10_15' when r.age >= 16 then '16_17' end as age_group,
    case when r.is_uasc then 'YES' when not r.is_uasc then 'NO' end as uasc, r.send_status,
    case when r.is_disabled then 'YES' when not r.is_disabled then 'NO' end as is_disabled,
    r.placement_location, r.sheet_id, r.source_row
from review r
left join {{ ref('int_children__areas') }} a
    on a.person_id = r.person_id and a.valid_from <= r.review_date and (a.valid_to is null or a.valid_to > r.review_date)
where r.legal_status is null or r.legal_status not in ('V3', 'V4')
