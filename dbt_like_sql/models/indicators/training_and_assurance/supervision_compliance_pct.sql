/* ---
id: SUP01
name: supervision_compliance_pct
title: Safeguarding supervision held to policy
meaning: >-
  Of the staff who need safeguarding supervision, the share that had it within the interval their agency's policy asks for,
  on the last day of the period.
numerator: Staff supervised within the interval, as their agency reports.
denominator: Staff who need supervision, as their agency reports.
unit: percent
counting_unit: member of staff
type: snapshot
counting: items
returns: [lscb_training_assurance]
lookback_months: 2
standard: each agency's own policy
polarity: high
breakdowns:
  agency: agency that reports
areas: none
disclosure: public
cautions:
  - Intervals differ from agency to agency; compare an agency with itself.
  - Teams are not told apart on the return.
  - Agencies report each quarter; figures of the two months before the day still count, older ones do not.
  - An agency that reports a percentage alone, or a suppressed number, is in neither number.
  - Who works for two agencies is counted by both.
--- */
with reported as (
    select day, agency, in_scope, compliant, sheet_id, source_row
    from {{ ref('int_training_and_assurance__compliance') }}
    where measure = 'SUPERVISION'
)
select
    day as item_date, null as area, agency || ' complying' as unit_id, true as in_numerator, true as in_denominator,
    compliant as item_count, agency, sheet_id, source_row
from reported
union all
select day, null, agency || ' not complying', false, true, in_scope - compliant, agency, sheet_id, source_row
from reported
