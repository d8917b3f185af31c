/* ---
id: CP15
name: conference_quorate_pct
title: Child protection conferences that were quorate
meaning: Of the child protection conferences held in the period, the share with enough agencies there to decide.
numerator: Conferences with children's social care and at least two other agencies present, in person or by phone.
denominator: Conferences held on a day of the period. A conference about three siblings is one conference.
unit: percent
counting_unit: family conference
type: flow
counting: items
returns: [cs_conference_attendance]
standard: children's social care and at least two other agencies
polarity: high
breakdowns:
  conference_type: initial, review, transfer-in or pre-birth
disclosure: public
cautions:
  - The log does not say which agencies are in direct contact with the child; any two count.
  - Several people of one agency are one agency. OTHER is one agency, however many it stands for.
  - An agency without a recorded answer counts as not present.
--- */
select
    conference_date as item_date, area, conference_id as unit_id, is_quorate as in_numerator, true as in_denominator,
    conference_type, sheet_id, source_row
from {{ ref('int_child_protection__conferences') }}
