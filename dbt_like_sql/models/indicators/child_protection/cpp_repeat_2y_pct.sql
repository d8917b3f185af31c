/* ---
id: CP08
name: cpp_repeat_2y_pct
title: Plans that start within 2 years of a previous plan's end
meaning: >-
  Of the child protection plans that started in the period, the share for children whose previous plan had ended less than two
  years before.
numerator: >-
  Plans of children with another plan that ended in the 24 calendar months up to the start; one that ended on the day of the
  start counts, one that ended exactly 24 months before does not.
denominator: Plans that started on a day of the period. A child with two starts counts twice.
unit: percent
counting_unit: plan
type: flow
counting: items
returns: [cs_cin_cpp]
lookback_months: 12
standard: none; a local indicator
polarity: low
breakdowns:
  category: category of abuse the plan began with
shares:
  earlier_category: >-
    whether the plan began with the category the previous one ended with, where one ended within the two years; of all plans
    that started
disclosure: public
cautions:
  - >-
    Previous plans are those the returns show; a plan in another authority, or one that went from the files without an end, is
    not seen. Files show plans for a year after their end (Annex A for six months), so a year of earlier files is needed for two
    years to be seen.
  - Temporary plans of other authorities' children are left out as starts, but count as a previous plan.
--- */
select
    plan.cpp_start as item_date, plan.area, plan.person_id || ' ' || plan.cpp_id as unit_id,
    coalesce(earlier.within_24_months, false) as in_numerator, true as in_denominator, plan.initial_category as category,
    case
        when not coalesce(earlier.within_24_months, false) then 'NONE_WITHIN_2_YEARS'
        when earlier.earlier_category = plan.initial_category then 'SAME'
        when earlier.earlier_category <> plan.initial_category then 'DIFFERENT'
    end as earlier_category,
    plan.sheet_id, plan.source_row
from {{ ref('stg_childrens_services__protection_plans') }} as plan
left join {{ ref('int_child_protection__earlier_plans') }} as earlier
    on earlier.person_id = plan.person_id and earlier.cpp_id = plan.cpp_id
where plan.ola_plan is not true
