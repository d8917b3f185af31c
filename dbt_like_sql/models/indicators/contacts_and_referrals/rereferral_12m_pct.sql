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
counting: distinct
returns: [cs_contacts_referrals]
lookback_months: 12
standard: none
polarity: low
breakdowns:
  source_group: who made the referral
  age_band: age on the day of the referral
shares:
  previous_episode: >-
    how the referral before it in the 12 months had ended: no further action (NFA) or otherwise (CLOSED); UNKNOWN, still open or
    no file says; NONE, no referral in the 12 months before
variants:
  including_same_day: >-
    as national statistics count since 2018; of several referrals of a child on one day the second and later ones are
    re-referrals too
  children: children referred in the period, of them those with a re-referral in it; each child once in the period
disclosure: public
cautions:
  - Referrals are counted, not children; the variant children counts children.
  - A referral is often told in its own month's file alone; where it ended later, how it ended is then UNKNOWN.
  - A child recorded under two ids is not recognised as referred again.
--- */
with referral as (
    select
        referral_date, area, person_id, unit_id,
        coalesce(previous_date >= referral_date - interval '12 months', false) as is_again, number_of_day, previous_episode, source_group, age_band, sheet_id, source_row
    from {{ ref('int_front_door__referrals') }}
),
counted as (
    select *, null as variant, unit_id as counted_id, is_again as is_counted from referral
    union all
    select *, 'including_same_day', unit_id, is_again or number_of_day > 1 from referral
    union all
    select *, 'children', person_id, is_again from referral
)
select
    referral_date as item_date, area, counted_id as unit_id, is_counted as in_numerator, true as in_denominator, variant,
    source_group, age_band, case when is_again then previous_episode else 'NONE' end as previous_episode, sheet_id, source_row
from counted
