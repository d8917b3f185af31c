/* ---
id: S47A
name: s47_started
title: Section 47 enquiries started
meaning: How many enquiries into whether a child is suffering significant harm began in the period.
numerator: >-
  Enquiries whose first strategy discussion was held on a day of the period, once for each child. Two that begin on the same day
  are two.
unit: enquiries
counting_unit: child per section 47 enquiry
type: flow
counting: items
returns: [cs_assess_s47_icpc]
standard: none
polarity: neutral
rate: 0_17
breakdowns:
  age_band: age on the day of the strategy discussion
  primary_concern: reason of the contact that the enquiry's referral came from
disclosure: public
cautions:
  - Where later files give a later strategy discussion for the same enquiry, the earliest is used.
  - >-
    The return names no concern: it is the reason of the contact before the referral, UNKNOWN where the referral names none.
  - Areas are those of the referral, else of the child's latest referral or start as a child in need.
--- */
select
    initiated_date as item_date, area, unit_id, true as in_numerator, age_band, contact_reason as primary_concern, sheet_id,
    source_row
from {{ ref('int_child_protection__s47_enquiries') }}
