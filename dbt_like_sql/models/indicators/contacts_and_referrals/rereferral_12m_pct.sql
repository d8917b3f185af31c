/* ---
id: REF02
name: rereferral_12m_pct
title: Re-referrals within 12 months
meaning: Of the referrals in the period, the share of a child who had been referred before in the 12 months up to it.
numerator: Those with an earlier referral of the same child, at most 12 calendar months before and not on the same day.
denominator: Referrals on a day of the period.
unit: percent
counting_unit: child per referral
type: flow
counting: items
returns: [cs_contacts_referrals]
lookback_months: 12
standard: none
polarity: low
breakdowns:
  source_group: who made the referral
  age_band: age on the day of the referral
disclosure: public
cautions:
  - Referrals are counted, not children. National statistics since 2018 also count a second referral on the same day.
  - A child recorded under two ids is not recognised as referred again.
--- */
select
    r.referral_date as item_date, r.area, r.person_id || ' ' || r.referral_id as unit_id,
    count(*) over (
        partition by r.person_id order by r.referral_date
        range between interval '12 months' preceding and interval '1 day' preceding
    ) > 0 as in_numerator,
    true as in_denominator, g.source_group, b.age_band, r.sheet_id, r.source_row
from {{ ref('stg_childrens_services__referrals') }} r
left join {{ ref('int_front_door__source_groups') }} g on g.source_code = r.referral_source
left join {{ ref('int_children__facts') }} f on f.person_id = r.person_id
left join {{ ref('int_children__age_bands') }} b
    on b.age = case
        when f.dob <= r.referral_date then extract(year from age(r.referral_date, f.dob))::integer
        when f.dob is not null or f.edd is not null then -1
    end
