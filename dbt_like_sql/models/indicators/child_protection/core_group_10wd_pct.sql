/* ---
id: CP16
name: core_group_10wd_pct
title: First core groups within 10 working days of the conference
meaning: >-
  Of the child protection plans that started in the period, the share whose core group first met within ten working days of the
  conference that decided on the plan.
numerator: Those whose first core group met at most ten working days after the conference (the same day is 0).
denominator: >-
  Plans that started on a day of the period and whose ten working days were over by the last month that shows them. One that had
  not met by then counts as late.
unit: percent
counting_unit: plan
type: flow
counting: items
returns: [cs_cin_cpp, cs_assess_s47_icpc]
alternatives: none
follow_up_months:
  cs_cin_cpp: 1
standard: 10 working days (Working Together 2015)
polarity: high
disclosure: partnership
cautions:
  - Where the conference is not in the return, the ten days count from the plan's first day, which should be the same.
  - >-
    Plans not yet due are left out, whether or not the group has met; so are those that ended before it was due without a
    meeting, and those whose first core group is dated before the conference.
  - Temporary plans of other authorities' children are left out.
--- */
with core_group as (
    -- As the latest file of the return says: Annex A, which fills in for it, tells of no core groups (nor whose plan it is).
    select distinct on (person_id, cpp_id) person_id, cpp_id, first_core_group as met_on
    from {{ ref('stg_childrens_services__protection_plans_by_month') }}
    where ola_plan is not null
    order by person_id, cpp_id, reporting_month desc, received_at desc, sheet_id desc, source_row desc
),
plan as (
    select
        sent.person_id, sent.cpp_id, sent.cpp_start, sent.cpp_end, sent.area, sent.last_shown_month, sent.sheet_id,
        sent.source_row, core_group.met_on, coalesce(icpc.icpc_date, sent.cpp_start) as decided_on
    from {{ ref('stg_childrens_services__protection_plans') }} as sent
    left join {{ ref('stg_childrens_services__icpcs') }} as icpc
        on icpc.person_id = sent.person_id and icpc.icpc_id = sent.icpc_id
    left join core_group on core_group.person_id = sent.person_id and core_group.cpp_id = sent.cpp_id
    where sent.ola_plan is not true
)
select
    plan.cpp_start as item_date, plan.area, plan.person_id || ' ' || plan.cpp_id as unit_id,
    coalesce(met.working_day_number - decided.working_day_number <= limits.limit_value, false) as in_numerator,
    due.day <= shown.month_end and coalesce(plan.met_on >= plan.decided_on, plan.cpp_end is null or plan.cpp_end > due.day)
        as in_denominator,
    plan.sheet_id, plan.source_row
from plan
join {{ source('reference', 'standard') }} as limits on limits.name = 'first_core_group'
join {{ source('reference', 'day') }} as decided on decided.day = plan.decided_on
left join {{ source('reference', 'day') }} as met on met.day = plan.met_on
join {{ source('reference', 'day') }} as due
    on due.working_day_number = decided.working_day_number + limits.limit_value and due.is_working_day
join {{ ref('int_calendar__months_received') }} as shown
    on shown.return_name = 'cs_cin_cpp' and shown.month = plan.last_shown_month
