/* ---
id: SCR03
name: scr_timely_pct
title: Decisions on case reviews and serious case reviews in time
meaning: Of the decisions and serious case reviews due in the period, the share that came in time.
numerator: Decisions at most one month after the referral; serious case reviews completed at most six months after they began.
denominator: Decisions and serious case reviews whose last day in time was a day of the period, done or still open.
unit: percent
counting_unit: decision or review
type: flow
counting: items
returns: [lscb_case_reviews]
lookback_months: 6
standard: decision within one month of notification, review within six of its start (Working Together 2015)
polarity: high
breakdowns:
  type: whether a decision or a review was due
headline: none
areas: none
disclosure: public
cautions:
  - One still open after its last day is late at once; one decided early counts on its last day in time, not before.
  - Decisions and reviews are two clocks; their sum means nothing and is not shown.
  - Six months are the rule of serious case reviews; partnership reviews have no such limit and are left out.
  - A review without a starting day is counted from its decision.
--- */
select
    due_on as item_date, null as area, scrg_ref || ' ' || clock as unit_id, in_time as in_numerator, true as in_denominator,
    clock as type, sheet_id, source_row
from {{ ref('int_learning_from_reviews__clocks') }}
