/* ---
id: TRN02
name: cse_training_coverage_pct
title: Staff trained in child sexual exploitation
meaning: >-
  Of the staff whose agencies say they need training in child sexual exploitation, the share that had it in the last three
  years, on the last day of the period.
numerator: Staff trained in the three years before, as their agency reports.
denominator: Staff in scope, as their agency reports.
unit: percent
counting_unit: member of staff
type: snapshot
counting: items
returns: [lscb_training_assurance]
lookback_months: 2
standard: the Board's training plan of 2017
polarity: high
breakdowns:
  agency: agency that reports
areas: none
disclosure: public
cautions:
  - Coverage is reported for both stages together; attendance by stage stands in TRN01.
  - Agencies report each quarter; figures of the two months before the day still count, older ones do not.
  - An agency that reports a percentage alone, or a suppressed number, is in neither number.
  - Who works for two agencies is counted by both.
--- */
with reported as (
    select day, agency, in_scope, compliant, sheet_id, source_row
    from {{ ref('int_training_and_assurance__compliance') }}
    where measure = 'CSE'
)
select
    day as item_date, null as area, agency || ' complying' as unit_id, true as in_numerator, true as in_denominator,
    compliant as item_count, agency, sheet_id, source_row
from reported
union all
select day, null, agency || ' not complying', false, true, in_scope - compliant, agency, sheet_id, source_row
from reported
