/* ---
id: CP03
name: icpc_to_plan_pct
title: Initial conferences that led to a child protection plan
meaning: Of the children an initial conference was held for in the period, the share who got a child protection plan.
numerator: Children whose conference decided on a plan.
denominator: >-
  Children for whom an initial conference with a recorded outcome was held on a day of the period; transfer-in conferences
  excluded.
unit: percent
counting_unit: child at a conference
type: flow
counting: items
returns: [cs_assess_s47_icpc]
standard: none
polarity: neutral
shares:
  category: >-
    category of abuse the plan began with, NO_PLAN where the conference decided on none; of all conferences
variants:
  with_transfer_in: conferences for children who moved to Surrey with a plan counted as well
disclosure: public
cautions:
  - A neutral figure. A high one can mean that only the clearest cases come to conference.
  - >-
    The category is that of the plan that names the conference, or that began on its day; UNKNOWN where the plan is not in the
    return of plans.
--- */
with conference as (
    select
        icpc_date, area, person_id || ' ' || icpc_id as unit_id, outcome = 'CPP' as led_to_plan, transfer_in,
        case when outcome = 'CPP' then initial_category else 'NO_PLAN' end as category, sheet_id, source_row
    from {{ ref('int_child_protection__icpc_timings') }}
    where outcome is not null
)
select
    icpc_date as item_date, area, unit_id, led_to_plan as in_numerator, true as in_denominator, null as variant, category,
    sheet_id, source_row
from conference
where not transfer_in
union all
select icpc_date, area, unit_id, led_to_plan, true, 'with_transfer_in', category, sheet_id, source_row
from conference
