/* ---
meaning: >-
  One row per plan and month end at which it was open, for every month the return was received. Start and end are what the
  latest file says; category, area and the rest what the file of that month said (the next that shows the plan if that
  month's lacks it: it was entered late). A plan that was open when last shown and is missing from later files counts as open until it was last shown.
  Where the file gives no birth or sex they are the child's as last told.
--- */
with received as (
    select month, month_end from {{ ref('int_calendar__months_received') }} where return_name = 'cs_cin_cpp'
),
plan as (
    select
        sent.person_id, sent.cpp_id, sent.cpp_start, sent.cpp_end, shown.month_end as last_shown_day,
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
        sent_in_month.sheet_id, sent_in_month.source_row
    from plan
    join received
        on plan.cpp_start <= received.month_end
        and (plan.cpp_end is null or plan.cpp_end > received.month_end)
        and (not plan.vanished or received.month_end <= plan.last_shown_day)
    left join sent_in_month
        on sent_in_month.person_id = plan.person_id and sent_in_month.cpp_id = plan.cpp_id
        and sent_in_month.reporting_month = received.month
),
shown_later as (
    select distinct on (o.person_id, o.cpp_id, o.month) o.person_id, o.cpp_id, o.month, s.sheet_id, s.source_row
    from open_plan as o
    join sent_in_month as s on s.person_id = o.person_id and s.cpp_id = o.cpp_id and s.reporting_month > o.month
    where o.sheet_id is null
    order by o.person_id, o.cpp_id, o.month, s.reporting_month
)
select
    open_plan.month, open_plan.month_end, open_plan.person_id, open_plan.cpp_id, open_plan.cpp_start, open_plan.cpp_end,
    open_plan.vanished, said.initial_category, said.latest_category, said.previous_cpp_count, said.ola_plan, said.da_factor,
    said.lac_at_snapshot, coalesce(said.gender, child.sex) as sex, child.ethnicity_group, child.is_disabled, said.area,
    bands.age_band,
    -- Calendar months: begun on 30 November, a plan has run for three months on 28 February.
    case
        when open_plan.cpp_start + interval '3 months' > open_plan.month_end then 'UNDER_3_MONTHS'
        when open_plan.cpp_start + interval '6 months' > open_plan.month_end then '3_TO_5_MONTHS'
        when open_plan.cpp_start + interval '1 year' > open_plan.month_end then '6_TO_11_MONTHS'
        when open_plan.cpp_start + interval '2 years' > open_plan.month_end then '1_YEAR'
        else '2_YEARS_AND_OVER'
    end as time_on_plan,
    row_number() over (
        partition by open_plan.month, open_plan.person_id order by open_plan.cpp_start desc, open_plan.cpp_id
    )::integer as plan_number,
    said.sheet_id, said.source_row
from open_plan
left join shown_later
    on shown_later.person_id = open_plan.person_id and shown_later.cpp_id = open_plan.cpp_id
    and shown_later.month = open_plan.month
join {{ ref('stg_childrens_services__protection_plans_by_month') }} as said
    on said.sheet_id = coalesce(open_plan.sheet_id, shown_later.sheet_id)
    and said.source_row = coalesce(open_plan.source_row, shown_later.source_row)
left join {{ ref('int_children__facts') }} as child on child.person_id = open_plan.person_id
left join {{ ref('int_children__age_bands') }} as bands
    on bands.age = case
        when coalesce(said.dob, child.dob) > open_plan.month_end then -1
        when coalesce(said.dob, child.dob) is not null
            then extract(year from age(open_plan.month_end, coalesce(said.dob, child.dob)))::integer
        when coalesce(said.edd, child.edd) is not null then -1
    end
