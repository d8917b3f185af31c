/* ---
id: SCR01
name: scr_referrals
title: Cases referred to the serious case review group
meaning: How many cases partners referred to the Board's serious case review group in the period.
numerator: Referrals the group received on a day of the period. A referral about several children is one referral.
unit: referrals
counting_unit: referral
type: flow
counting: items
returns: [lscb_case_reviews]
standard: none
polarity: neutral
breakdowns:
  referring_agency: agency that referred the case
  theme: themes of the case
overlapping: [theme]
areas: none
disclosure: public
cautions:
  - Numbers are small; only the county's total is fit for publication.
  - A case with several themes counts under each.
  - The area of a case is restricted and could name a family; it is shown nowhere.
--- */
select
    received_on as item_date, null as area, scrg_ref as unit_id, true as in_numerator, referring_agency, themes as theme,
    sheet_id, source_row
from {{ ref('stg_board__case_review_referrals') }}
