/* ---
meaning: >
    One row per missing or absent episode of the police, with the return home interview that answers it: whether it was
    offered and accepted, and whether held within 72 clock hours of the return (within 3 days where only dates are held).
    Group is that of the interview's record where there is one. person_id is the child of Children's Services the police's
    reference of the person stands for, or else whom the interview names; child_id is what children are counted by: all
    episodes of one reference, and of references that stand for one child, have the same.
--- */
with judged as (
    select
        i.misper_ref, i.rhi_id, i.person_id, i.status_group, i.offered, i.accepted, i.declined_reason, i.interviewer,
        i.completed_at >= coalesce(i.returned_at, e.found_at) and case
            when i.completed_at::time = time '00:00' and coalesce(i.returned_at, e.found_at)::time = time '00:00'
                then (i.completed_at::date - coalesce(i.returned_at, e.found_at)::date) * 24 <= allowed.limit_value
            -- Hours that passed, not hours on the clock: the clocks go forward and back.
            else
                i.completed_at at time zone 'Europe/London'
                - coalesce(i.returned_at, e.found_at) at time zone 'Europe/London' <= allowed.limit_value * interval '1 hour'
        end as in_time
    from {{ ref('int_missing__interviews') }} i
    join {{ ref('stg_police__missing_episodes') }} e on e.misper_ref = i.misper_ref
    join {{ source('reference', 'standard') }} allowed on allowed.name = 'return_interview'
),
best as (
    select distinct on (misper_ref)
        misper_ref, person_id, status_group, offered, accepted, declined_reason, interviewer,
        coalesce(in_time, false) as in_time
    from judged
    order by
        misper_ref, coalesce(in_time, false) desc, coalesce(accepted, '') = 'Y' desc, coalesce(offered, false) desc, person_id,
        rhi_id
),
episode as (
    select
        e.*, i.misper_ref is not null as has_interview_record, coalesce(known.person_id, i.person_id) as person_id,
        coalesce(known.person_id, e.police_person_ref) as child_id, i.status_group as interview_status_group,
        i.offered, i.accepted, i.declined_reason, i.interviewer, i.in_time
    from {{ ref('stg_police__missing_episodes') }} e
    left join best i on i.misper_ref = e.misper_ref
    left join {{ ref('int_children__police_references') }} known on known.police_person_ref = e.police_person_ref
)
select
    e.misper_ref, e.police_person_ref, e.person_id, e.child_id, e.category, e.risk, e.missing_from_type,
    e.missing_from_at, e.found_at, e.dob, e.gender as sex,
    extract(year from age(e.missing_from_at::date, e.dob))::integer as age,
    case
        when e.found_at - e.missing_from_at < interval '6 hours' then 'UNDER_6_HOURS'
        when e.found_at - e.missing_from_at < interval '24 hours' then '6_TO_24_HOURS'
        when e.found_at - e.missing_from_at < interval '3 days' then '1_TO_2_DAYS'
        when e.found_at - e.missing_from_at < interval '8 days' then '3_TO_7_DAYS'
        when e.found_at is not null then 'OVER_7_DAYS'
        else 'STILL_MISSING'
    end as duration_band,
    coalesce(e.interview_status_group, e.status_group) as status_group,
    e.has_interview_record, coalesce(e.offered, false) as is_offered, coalesce(e.accepted, '') = 'Y' as is_accepted,
    e.declined_reason, e.interviewer, coalesce(e.in_time, false) as in_time,
    a.area, e.sheet_id, e.source_row
from episode e
left join {{ ref('int_children__areas') }} a
    on a.person_id = e.person_id and a.valid_from <= e.missing_from_at::date
    and (a.valid_to is null or a.valid_to > e.missing_from_at::date)
