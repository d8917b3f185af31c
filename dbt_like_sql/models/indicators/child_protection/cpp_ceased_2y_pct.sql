/* ---
id: CP10
name: cpp_ceased_2y_pct
title: Plans that ended after 2 years or more
meaning: Of the child protection plans that ended in the period, the share that had lasted two years or more.
numerator: Those that lasted more than 729 days, the first day and the day of the end both counted, as national statistics do.
denominator: Plans that ended on a day of the period.
unit: percent
counting_unit: plan
type: flow
counting: items
returns: [cs_cin_cpp]
standard: none
polarity: low
breakdowns:
  category: latest category of abuse
disclosure: public
cautions:
  - Days are counted here, calendar years for the children still on a plan (CP09); they can differ by a day.
  - Temporary plans of other authorities' children are left out.
  - Plans that disappear from the file without an end are not counted as ended.
--- */
select
    cpp_end as item_date, area, person_id || ' ' || cpp_id as unit_id, cpp_end - cpp_start + 1 > 729 as in_numerator,
    true as in_denominator, latest_category as category, sheet_id, source_row
from {{ ref('stg_childrens_services__protection_plans') }}
where ola_plan is not true and cpp_end is not null
