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
rate: 0_17
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
    referral_date as item_date, area, unit_id, true as in_numerator, source_group, age_band, sex, ethnicity_group, is_disabled,
    sheet_id, source_row
from {{ ref('int_front_door__referrals') }}
