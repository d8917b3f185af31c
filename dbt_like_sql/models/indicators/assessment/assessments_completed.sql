/* ---
id: ASM01
name: assessments_completed
title: Child and family assessments completed
meaning: How many child and family assessments were completed in the period.
numerator: Assessments authorised on a day of the period, once for each child.
unit: assessments
counting_unit: child per assessment
type: flow
counting: items
returns: [cs_assess_s47_icpc]
standard: none
polarity: neutral
rate: 0_17
breakdowns:
  age_band: age on the day of authorisation
disclosure: public
cautions:
  - Areas are those of the referral, else of the child's latest referral or start as a child in need.
--- */
select authorised_date as item_date, area, unit_id, true as in_numerator, age_band, sheet_id, source_row
from {{ ref('int_assessment__assessments') }}
where authorised_date is not null
