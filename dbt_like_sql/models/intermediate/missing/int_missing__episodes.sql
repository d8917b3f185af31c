/* ---
meaning: >
    One row per missing or absent episode of the police, with the return home interview that answers it: whether it was
    accepted, and whether held within 72 clock hours of the return (within 3 days where only dates are held). An interview
    that covers several episodes answers each. Area and group are those of the interview's record where there is one.
--- */
with interview as (
    select
        r.police_misper_ref, r.person_id, r.status_group, r.accepted, r.returned_at,
        coalesce(r.completed_at, shared.completed_at) as completed_at
    from {{ ref('stg_childrens_services__return_interviews') }} r
    left join {{ ref('stg_childrens_services__return_interviews') }} shared on shared.rhi_id = r.linked_rhi_id
),
answered as (
    select
        e.misper_ref, i.person_id, i.status_group, i.accepted, i.completed_at,
        coalesce(i.returned_at, e.found_at) as returned_at
    from {{ ref('stg_police__missing_episodes') }} e
    join interview i on i.police_misper_ref = e.misper_ref
),
judged as (
    select
        misper_ref, person_id, status_group, accepted,
        completed_at >= returned_at and case
            when completed_at::time = time '00:00' and returned_at::time = time '00:00'
                then completed_at::date - returned_at::date <= 3
            -- Hours that passed, not hours on the clock: the clocks go forward and back.
            else completed_at at time zone 'Europe/London' - returned_at at time zone 'Europe/London' <= interval '72 hours'
        end as in_time
    from answered
),
best as (
    select distinct on (misper_ref) misper_ref, person_id, status_group, accepted, coalesce(in_time, false) as in_time
    from judged
    order by misper_ref, coalesce(in_time, false) desc, coalesce(accepted, '') = 'Y' desc, person_id
)
select
    e.misper_ref, e.police_person_ref, e.category, e.risk, e.missing_from_type, e.missing_from_at, e.found_at, e.dob,
    e.gender as sex, extract(year from age(e.missing_from_at::date, e.dob))::integer as age,
    case
        when e.found_at - e.missing_from_at < interval '6 hours' then 'UNDER_6_HOURS'
        when e.found_at - e.missing_from_at < interval '24 hours' then '6_TO_24_HOURS'
        when e.found_at - e.missing_from_at < interval '3 days' then '1_TO_2_DAYS'
        when e.found_at - e.missing_from_at < interval '8 days' then '3_TO_7_DAYS'
        when e.found_at is not null then 'OVER_7_DAYS'
        else 'STILL_MISSING'
    end as duration_band,
    coalesce(i.status_group, e.status_group) as status_group, coalesce(i.in_time, false) as in_time,
    coalesce(i.accepted, '') = 'Y' as is_accepted, a.area, e.sheet_id, e.source_row
from {{ ref('stg_police__missing_episodes') }} e
left join best i on i.misper_ref = e.misper_ref
left join {{ ref('int_children__areas') }} a
    on a.person_id = i.person_id and a.valid_from <= e.missing_from_at::date
    and (a.valid_to is null or a.valid_to > e.missing_from_at::date)
