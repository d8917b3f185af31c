/* ---
id: SCR02
name: scr_initiated
title: Serious case reviews and partnership reviews initiated
meaning: How many of the cases decided in the period led to a serious case review or a partnership review.
numerator: Referrals on which a serious case review or a partnership review was decided on a day of the period.
denominator: Referrals decided on a day of the period; those still pending are not decided.
unit: referrals
counting_unit: referral
type: flow
counting: items
returns: [lscb_case_reviews]
standard: decision within one month of notification, review done within six (Working Together 2015)
polarity: neutral
breakdowns:
  theme: themes of the case
overlapping: [theme]
shares:
  decision: what was decided, each decision with its own count
areas: none
disclosure: public
cautions:
  - The value is the number of reviews initiated; the denominator says of how many decisions.
  - A case with several themes counts under each.
  - Counted by the day of the decision, which may fall in a later year than the referral.
--- */
select
    decision_on as item_date, null as area, scrg_ref as unit_id, decision in ('SCR', 'PARTNERSHIP_REVIEW') as in_numerator,
    true as in_denominator, decision, themes as theme, sheet_id, source_row
from {{ ref('stg_board__case_review_referrals') }}
where decision <> 'PENDING' and decision_on is not null
