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
lookback_months:
  cs_assess_s47_icpc: 11
alternatives: none
standard: none
polarity: neutral
breakdowns:
  category: latest category of abuse, as the month's file gives it
  age_band: age on the day
variants:
  during_year: children on a plan on any day of the financial year up to the day
disclosure: public
cautions:
  - For a child without a completed assessment in the returns the factor is the one the plan's own row gives; none counts as no.
  - The latest assessment may lie months back; until a year of files has come, the value is provisional.
  - >-
    The Board's report does not say whether its figure stands at 31 March or covers the year; the headline stands on a day, the
    variant covers the year.
--- */
with standing as (
    select
        month_end, area, person_id, da_factor, plan_number, latest_category, age_band, sheet_id, source_row, null as variant
    from {{ ref('int_child_protection__plans_open_at_month_end') }}
    where ola_plan is not true
),
plan as (
    select
        p.person_id, p.cpp_id, p.cpp_start, p.area, p.da_factor, p.latest_category, p.sheet_id, p.source_row,
        -- A plan missing from later files was open until it was last shown.
        coalesce(p.cpp_end - 1, shown.month_end) as last_day
    from {{ ref('stg_childrens_services__protection_plans') }} p
    join {{ ref('int_calendar__months_received') }} shown
        on shown.return_name = 'cs_cin_cpp' and shown.month = p.last_shown_month
    where p.ola_plan is not true
),
in_year as (
    select distinct on (plan.person_id, received.month_end)
        received.month_end, plan.area, plan.person_id, plan.da_factor, 1 as plan_number, plan.latest_category,
        null as age_band, plan.sheet_id, plan.source_row, 'during_year' as variant
    from plan
    cross join lateral generate_series(
        date_trunc('month', plan.cpp_start::timestamp),
        make_date(extract(year from plan.last_day - interval '3 months')::integer + 1, 3, 1)::timestamp,
        interval '1 month'
    ) as month (first)
    join {{ ref('int_calendar__months_received') }} received
        on received.return_name = 'cs_cin_cpp' and received.month_start = month.first::date
    order by plan.person_id, received.month_end, plan.cpp_start desc, plan.cpp_id
),
counted as (
    select * from standing
    union all
    select * from in_year
)
select
    c.month_end as item_date, c.area, c.person_id as unit_id, coalesce(s.has_da, c.da_factor, false) as in_numerator,
    true as in_denominator, c.variant, c.plan_number as precedence, c.latest_category as category, c.age_band,
    c.sheet_id, c.source_row
from counted c
left join {{ ref('int_domestic_abuse__assessed') }} s
    on s.person_id = c.person_id and s.valid_from <= c.month_end and (s.valid_to is null or s.valid_to > c.month_end)
