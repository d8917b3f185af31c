/* ---
id: HEA02R
name: camhs_referrals
title: Referrals to mental health services
meaning: How many referrals of children mental health services received in the period, and the share they accepted.
numerator: Those that were accepted.
denominator: Referrals received on a day of the period of children under 18 on that day.
unit: percent
counting_unit: referral
type: flow
counting: items
returns: [hea_camhs]
standard: none
polarity: neutral
breakdowns:
  pathway: team or pathway of care, those for domestic abuse and sexual exploitation among them
  lac: whether looked after, as the service knows it
shares:
  decision: ACCEPTED, DECLINED or UNDECIDED, of all referrals received
disclosure: public
cautions:
  - A referral not yet decided counts as received and not as accepted; the share of a month rises as decisions are made.
  - A referral that was opened and closed within a month no file was sent for is not known.
--- */
select
    referral_date as item_date, area, sheet_id || ' ' || source_row as unit_id, coalesce(accepted, false) as in_numerator,
    true as in_denominator, pathway, case when lac_flag then 'YES' when not lac_flag then 'NO' end as lac,
    case when accepted then 'ACCEPTED' when not accepted then 'DECLINED' else 'UNDECIDED' end as decision, sheet_id, source_row
from {{ ref('stg_health__camhs_referrals') }}
where dob is null or extract(year from age(referral_date, dob)) < 18
