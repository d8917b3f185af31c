/* ---
id: REF03
name: referral_nfa_pct
title: Referrals with no further action
meaning: Of the referrals in the period, the share on which no further action followed.
numerator: Those recorded as needing no further action.
denominator: Referrals on a day of the period, once for each child, that say whether further action followed.
unit: percent
counting_unit: child per referral
type: flow
counting: items
returns: [cs_contacts_referrals]
standard: none
polarity: neutral
breakdowns:
  source_group: who made the referral
disclosure: public
cautions:
  - Cases closed after an assessment are not among them; the referral itself led to action.
--- */
select
    referral_date as item_date, area, unit_id, coalesce(referral_nfa, false) as in_numerator,
    referral_nfa is not null as in_denominator, source_group, sheet_id, source_row
from {{ ref('int_front_door__referrals') }}
