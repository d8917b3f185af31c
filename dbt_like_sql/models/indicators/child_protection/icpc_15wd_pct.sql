/* ---
id: CP02
name: icpc_15wd_pct
title: Initial conferences held within 15 working days of the strategy discussion
meaning: Of the children an initial conference was held for in the period, the share held within 15 working days.
numerator: Those whose conference was at most 15 working days after the strategy discussion that began the enquiry (same day = 0).
denominator: >-
  Children for whom an initial conference was held on a day of the period and whose enquiry has a known strategy discussion;
  transfer-in conferences excluded.
unit: percent
counting_unit: child at a conference
type: flow
counting: items
returns: [cs_assess_s47_icpc]
lookback_months: 2
standard: 15 working days (Working Together 2015)
polarity: high
breakdowns:
  conference_office: area office that held the conference, by its attendance log
  age_band: age on the day of the conference
  sibling_group: how many children the conference was about
shares:
  band: working days from strategy discussion to conference
disclosure: public
cautions:
  - Counted by the day of the conference, never of the strategy discussion, which would leave the late ones out.
  - >-
    Where later files give a later strategy discussion for the same enquiry, the earliest is used; an overwritten date that
    was never sent cannot be seen.
  - The office is UNKNOWN for a conference that is not in the attendance log.
  - Conferences without a known enquiry, or dated before it, are in neither part of the fraction.
--- */
select
    icpc_date as item_date, area, person_id || ' ' || icpc_id as unit_id,
    coalesce(working_days <= limits.limit_value, false) as in_numerator,
    working_days is not null as in_denominator,
    case
        when working_days <= 10 then '0-10'
        when working_days <= 15 then '11-15'
        when working_days <= 20 then '16-20'
        when working_days > 20 then '21+'
    end as band,
    conference_office, age_band,
    case
        when children_at_conference = 1 then 'ONE_CHILD'
        when children_at_conference = 2 then 'TWO_CHILDREN'
        when children_at_conference = 3 then 'THREE_CHILDREN'
        when children_at_conference > 3 then 'FOUR_AND_MORE'
    end as sibling_group,
    sheet_id, source_row
from {{ ref('int_child_protection__icpc_timings') }}
join {{ source('reference', 'standard') }} as limits on limits.name = 'icpc'
