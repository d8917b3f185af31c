/* ---
id: REF04
name: referral_source_pct
title: Where referrals come from
meaning: Of the referrals in the period, the shares made by the police, schools, health and others.
numerator: Those made by the group or source shown.
denominator: Referrals on a day of the period, once for each child.
unit: percent
counting_unit: child per referral
type: flow
counting: items
returns: [cs_contacts_referrals]
standard: none
polarity: neutral
headline: none
shares:
  source_group: who made the referral; SCHOOLS and EDUCATION_SERVICES are two groups, and A&E is part of HEALTH
  source: the national code of the source (6 police, 2A schools, 3A general practice)
disclosure: public
cautions:
  - A referral whose source cannot be read counts as UNKNOWN and stays in the whole.
--- */
select
    referral_date as item_date, area, unit_id, true as in_numerator, true as in_denominator, source_group,
    referral_source as source, sheet_id, source_row
from {{ ref('int_front_door__referrals') }}
