/* ---
id: CP13
name: conference_attendance_pct
title: Partner attendance at child protection conferences
meaning: Of the invitations agencies had to child protection conferences in the period, the share they attended.
numerator: Invitations attended in person or by phone. A report sent instead is not attendance.
denominator: Invitations to conferences held on a day of the period. A conference about three siblings is one conference.
unit: percent
counting_unit: agency invited to a conference
type: flow
counting: items
returns: [cs_conference_attendance]
standard: local target, not seen
polarity: high
breakdowns:
  agency: agency invited
  conference_type: initial, review, transfer-in or pre-birth
disclosure: public
cautions:
  - An invitation without a recorded answer counts as not attended.
  - Two people of one agency asked to one conference are two invitations.
--- */
select
    conference_date as item_date, area, conference_id || ' ' || agency as unit_id,
    coalesce(attended_how in ('IN_PERSON', 'PHONE'), false) as in_numerator,
    true as in_denominator, agency, conference_type, sheet_id, source_row
from {{ ref('stg_childrens_services__conference_attendance') }}
where invited
