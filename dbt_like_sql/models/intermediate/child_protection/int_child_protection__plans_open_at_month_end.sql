/* ---
meaning: >-
  One row per plan and month end at which it was open, for every month the return was received. Start and end are what the
  latest file says; category, area and the rest what the file of that month said (the latest file if that month's lacks
  the plan). A plan that was open when last shown and is missing from later files counts as open until it was last shown.
--- */
with received as (
    select month, month_end from {{ ref('int_calendar__months_received') }} where return_name = 'cs_cin_cpp'
),
plan as (
    select
        sent.person_id, sent.cpp_id, sent.cpp_start, sent.cpp_end, sent.sheet_id, sent.source_row, shown.month_end as last_shown_day,
        (sent.cpp_end is null or sent.cpp_end > shown.month_end)
            and sent.last_shown_month < (select max(month) from received) as vanished
    from {{ ref('stg_childrens_services__protection_plans') }} as sent
    join received as shown on shown.month = sent.last_shown_month
),
sent_in_month as (
    select distinct on (person_id, cpp_id, reporting_month) person_id, cpp_id, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__protection_plans_by_month') }}
    order by person_id, cpp_id, reporting_month, received_at desc, sheet_id desc, source_row desc
),
open_plan as (
    select
        plan.person_id, plan.cpp_id, plan.cpp_start, plan.cpp_end, plan.vanished, received.month, received.month_end,
        coalesce(sent_in_month.sheet_id, plan.sheet_id) as sheet_id,
        coalesce(sent_in_month.source_row, plan.source_row) as source_row
    from plan
    join received
        on plan.cpp_start <= received.month_end
        and (plan.cpp_end is null or plan.cpp_end > received.month_end)
        and (not plan.vanished or received.month_end <= plan.last_shown_day)
    left join sent_in_month
        on sent_in_month.person_id = plan.person_id and sent_in_month.cpp_id = plan.cpp_id
        and sent_in_month.reporting_month = received.month
)
select
    open_plan.month, open_plan.month_end, open_plan.person_id, open_plan.cpp_id, open_plan.cpp_start, open_plan.cpp_end,
    open_plan.vanished, said.initial_category, said.latest_category, said.previous_cpp_count, said.ola_plan, said.da_factor,
    said.lac_at_snapshot, said.gender, said.area,
    case
        when said.dob is null or said.dob > open_plan.month_end then 'UNBORN'
        when date_part('year', age(open_plan.month_end, said.dob)) < 1 then 'UNDER_1'
        when date_part('year', age(open_plan.month_end, said.dob)) < 5 then '1_4'
        when date_part('year', age(open_plan.month_end, said.dob)) < 10 then '5_9'
        when date_part('year', age(open_plan.month_end, said.dob)) < 16 then '10_15'
        else '16_17'
    end as age_band,
    case
        when age(open_plan.month_end, open_plan.cpp_start) < interval '3 months' then 'UNDER_3_MONTHS'
        when age(open_plan.month_end, open_plan.cpp_start) < interval '6 months' then '3_TO_5_MONTHS'
        when age(open_plan.month_end, open_plan.cpp_start) < interval '1 year' then '6_TO_11_MONTHS'
        when age(open_plan.month_end, open_plan.cpp_start) < interval '2 years' then '1_YEAR'
        else '2_YEARS_AND_OVER'
    end as time_on_plan,
    row_number() over (
        partition by open_plan.month, open_plan.person_id order by open_plan.cpp_start desc, open_plan.cpp_id
    )::integer as plan_number,
    open_plan.sheet_id, open_plan.source_row
from open_plan
join {{ ref('stg_childrens_services__protection_plans_by_month') }} as said
    on said.sheet_id = open_plan.sheet_id and said.source_row = open_plan.source_row
