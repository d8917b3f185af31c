/* ---
id: DA03
name: cpp_with_da_factor
title: Children on a protection plan with domestic abuse as a factor
meaning: How many children on a child protection plan on the last day of the period live with domestic abuse as a known factor.
numerator: Those whose latest completed assessment up to the day names domestic abuse (factor 3A, 3B or 3C).
denominator: Children on a child protection plan on the day, temporary plans of other authorities left out.
unit: children
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_cin_cpp, cs_assess_s47_icpc]
alternatives: none
standard: none
polarity: neutral
breakdowns:
  category: latest category of abuse, as the month's file gives it
  age_band: age on the day
disclosure: public
cautions:
  - For a child without a completed assessment in the returns the factor is the one the plan's own row gives; none counts as no.
  - The Board's report does not say whether its figure stands at 31 March or covers the year; this one stands on a day.
--- */
select
    p.month_end as item_date, p.area, p.person_id as unit_id, coalesce(s.has_da, p.da_factor, false) as in_numerator,
    true as in_denominator, p.plan_number as precedence, p.latest_category as category, p.age_band, p.sheet_id, p.source_row
from {{ ref('int_child_protection__plans_open_at_month_end') }} p
left join {{ ref('int_domestic_abuse__assessed') }} s
    on s.person_id = p.person_id and s.valid_from <= p.month_end and (s.valid_to is null or s.valid_to > p.month_end)
where p.ola_plan is not true
