/* ---
id: HEA02
name: camhs_wait
title: Children waiting for mental health services
meaning: >-
  Of the children waiting for their first appointment with mental health services on the last day of the period, the share
  who have waited longer than 18 weeks.
numerator: Those referred more than 18 weeks before the day.
denominator: >-
  Children under 18 referred on or before the day, accepted or not yet decided, neither seen nor closed by it; each child
  once, by the referral that has waited longest.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [hea_camhs]
standard: 18 weeks, until the contract's own limit is confirmed
polarity: low
breakdowns:
  pathway: team or pathway of care, those for domestic abuse and sexual exploitation among them
  lac: whether looked after, as the service knows it
disclosure: public
cautions:
  - Exactly 18 weeks is within the limit.
  - A child who waits and disappears from the file unseen is counted until the last month that shows the child.
  - An appointment booked for a day to come has not been held; the child waits.
--- */
select
    day as item_date, area, child::text as unit_id, is_long as in_numerator, true as in_denominator,
    row_number() over (order by referral_date, sheet_id, source_row) as precedence, pathway,
    case when lac_flag then 'YES' when not lac_flag then 'NO' end as lac, sheet_id, source_row
from {{ ref('int_health_context__camhs_waiting') }}
