/* ---
id: CP01
name: icpc_count
title: Initial child protection conferences (children)
meaning: >-
  How many children an initial child protection conference was held for in the period. Three siblings at one conference
  count three.
numerator: Children for whom an initial conference was held on a day of the period.
unit: children
rate: 0_17
counting_unit: child at a conference
type: flow
counting: items
returns: [cs_assess_s47_icpc]
standard: none
polarity: neutral
breakdowns:
  age_band: age on the day of the conference
  outcome: what the conference decided
variants:
  transfer_in: conferences for children who moved to Surrey with a plan
disclosure: public
cautions:
  - Transfer-in conferences are not in the headline; they are shown as a variant.
  - >-
    The return carries no area. A child's area is that of the plan the conference led to, else of the conference's attendance
    log, else of the latest referral.
--- */
select
    icpc_date as item_date, area, person_id || ' ' || icpc_id as unit_id, true as in_numerator,
    case when transfer_in then 'transfer_in' end as variant, age_band, outcome, sheet_id, source_row
from {{ ref('int_child_protection__icpc_timings') }}
