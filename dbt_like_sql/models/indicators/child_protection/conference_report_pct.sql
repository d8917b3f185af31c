/* ---
id: CP14
name: conference_report_pct
title: Agency reports sent to child protection conferences in time
meaning: Of the invitations agencies had to child protection conferences in the period, the share they sent a report for in time.
numerator: >-
  Invitations with a report recorded as received in time (locally two working days before an initial conference, five before
  a review).
denominator: Invitations to conferences held on a day of the period.
unit: percent
counting_unit: agency invited to a conference
type: flow
counting: items
returns: [cs_conference_attendance]
standard: local, not seen
polarity: high
breakdowns:
  agency: agency invited
  conference_type: initial, review, transfer-in or pre-birth
variants:
  report_required: invitations that needed no report left out
disclosure: public
cautions:
  - The log says in time or late; the day a report came is not in it, so local limits cannot be checked.
  - An invitation without a recorded answer counts as no report, one that needed none too; the variant leaves the latter out.
--- */
with asked as (
    select
        conference_date, area, conference_id || ' ' || agency as unit_id, coalesce(report_received = 'ON_TIME', false) as in_time,
        report_received is distinct from 'NOT_REQUIRED' as is_required, agency, conference_type, sheet_id, source_row
    from {{ ref('stg_childrens_services__conference_attendance') }}
    where invited
)
select
    conference_date as item_date, area, unit_id, in_time as in_numerator, true as in_denominator, null as variant, agency,
    conference_type, sheet_id, source_row
from asked
union all
select
    conference_date, area, unit_id, in_time, true, 'report_required', agency, conference_type, sheet_id, source_row
from asked
where is_required
