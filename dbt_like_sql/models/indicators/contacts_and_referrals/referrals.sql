/* ---
id: REF01
name: referrals
title: Referrals to children's social care
meaning: How many referrals children's social care took on in the period. A referral of three children counts three times.
numerator: Children referred on a day of the period, once per referral.
unit: referrals
counting_unit: child per referral
type: flow
counting: items
returns: [cs_contacts_referrals]
standard: none
polarity: neutral
breakdowns:
  source_group: who made the referral
  age_band: age on the day of the referral
  sex: as recorded by children's services
  ethnicity_group: group of the ethnicity last known; refused and not obtained count as UNKNOWN
  is_disabled: YES or NO as last assessed; UNKNOWN where no assessment says
disclosure: public
cautions:
  - Referrals on which no further action followed are counted.
--- */
select
    r.referral_date as item_date, r.area, r.person_id || ' ' || r.referral_id as unit_id, true as in_numerator,
    g.source_group, b.age_band, f.sex, f.ethnicity_group,
    case when f.is_disabled then 'YES' when not f.is_disabled then 'NO' end as is_disabled,
    r.sheet_id, r.source_row
from {{ ref('stg_childrens_services__referrals') }} r
left join {{ ref('int_front_door__source_groups') }} g on g.source_code = r.referral_source
left join {{ ref('int_children__facts') }} f on f.person_id = r.person_id
left join {{ ref('int_children__age_bands') }} b
    on b.age = case
        when f.dob <= r.referral_date then extract(year from age(r.referral_date, f.dob))::integer
        when f.dob is not null or f.edd is not null then -1
    end
