/* ---
meaning: >
    One row per record of one return that another return must bear out, and whether it breaks the rule, for months both came
    for. Children are the same where their id is, conferences and episodes where their reference is, the dead where the NHS
    number is; a death of a child no return knows by that number has no row.
    CONFERENCE_PLAN: a conference that decided on a plan has one that begins on its day.
    PLAN_CONFERENCE: a plan of Surrey's own begins on the day of a conference that decided on it.
    STATUS_PLAN, STATUS_CARE: the status of a child in need is a plan, or care, just where one stands at the month's end.
    ATTENDANCE_CONFERENCE: an initial conference whose attendance is told is in the return of conferences, on the same day.
    FOUND_INTERVIEW: a missing child under 18 who was found has a record of a return home interview.
    DEATH_CLOSED: at no month's end after a death a plan, need or care of the child stands.
--- */
with received as (
    select return_name, month, month_end as day from {{ ref('int_calendar__months_received') }}
),
both_received as (
    select one.return_name, other.return_name as other_return, one.month, one.day
    from received one
    join received other on other.month = one.month
),
conference_plan as (
    select
        'CONFERENCE_PLAN' as rule, 'cs_assess_s47_icpc' as return_name, 'cs_cin_cpp' as other_return,
        to_char(c.icpc_date, 'YYYY-MM') as month, c.person_id || ' ' || c.icpc_id as record, p.person_id is null as is_broken,
        c.sheet_id, c.source_row
    from {{ ref('stg_childrens_services__icpcs') }} c
    left join (select distinct person_id, cpp_start from {{ ref('stg_childrens_services__protection_plans') }}) p
        on p.person_id = c.person_id and p.cpp_start = c.icpc_date
    where c.outcome = 'CPP'
),
plan_conference as (
    select
        'PLAN_CONFERENCE', 'cs_cin_cpp', 'cs_assess_s47_icpc', to_char(p.cpp_start, 'YYYY-MM'), p.person_id || ' ' || p.cpp_id,
        c.person_id is null, p.sheet_id, p.source_row
    from {{ ref('stg_childrens_services__protection_plans') }} p
    left join (
        select distinct person_id, icpc_date from {{ ref('stg_childrens_services__icpcs') }} where outcome = 'CPP'
    ) c on c.person_id = p.person_id and c.icpc_date = p.cpp_start
    where not coalesce(p.ola_plan, false)
),
in_need as (
    select
        person_id, month, month_end as day, bool_or(case_status = 'CPP') as says_plan, bool_or(case_status = 'LAC') as says_care,
        min(sheet_id) as sheet_id, min(source_row) as source_row
    from {{ ref('int_child_protection__children_in_need_at_month_end') }}
    group by person_id, month, month_end
),
status_plan as (
    select
        'STATUS_PLAN', 'cs_cin_cpp', 'cs_cin_cpp', n.month, n.person_id || ' ' || n.month,
        coalesce(n.says_plan, false) <> (p.person_id is not null), n.sheet_id, n.source_row
    from in_need n
    left join {{ ref('int_child_protection__plans_open_at_month_end') }} p
        on p.person_id = n.person_id and p.month = n.month and p.plan_number = 1
    where n.says_plan or p.person_id is not null
),
status_care as (
    select
        'STATUS_CARE', 'cs_cin_cpp', 'cs_lac', n.month, n.person_id || ' ' || n.month,
        coalesce(n.says_care, false) <> (l.person_id is not null), n.sheet_id, n.source_row
    from in_need n
    left join {{ ref('int_looked_after_children__at_month_end') }} l on l.person_id = n.person_id and l.day = n.day
    -- A child on a plan and in care has one status only: that says no more of care.
    where n.says_care or (l.person_id is not null and not coalesce(n.says_plan, false))
),
attendance_conference as (
    select
        'ATTENDANCE_CONFERENCE', 'cs_conference_attendance', 'cs_assess_s47_icpc', to_char(a.conference_date, 'YYYY-MM'),
        a.conference_id, c.conference_id is null, a.sheet_id, a.source_row
    from (
        select
            conference_id, conference_date, sheet_id, source_row,
            row_number() over (partition by conference_id, conference_date order by sheet_id, source_row) as place
        from {{ ref('stg_childrens_services__conference_attendance') }}
        where conference_type = 'ICPC'
    ) a
    left join (select distinct conference_id, icpc_date from {{ ref('stg_childrens_services__icpcs') }}) c
        on c.conference_id = a.conference_id and c.icpc_date = a.conference_date
    where a.place = 1
),
found_interview as (
    select
        'FOUND_INTERVIEW', 'pol_missing', 'cs_return_interviews', to_char(e.found_at, 'YYYY-MM'), e.misper_ref,
        r.police_misper_ref is null, e.sheet_id, e.source_row
    from {{ ref('int_missing__episodes') }} e
    left join (
        select distinct police_misper_ref from {{ ref('stg_childrens_services__return_interviews') }}
    ) r on r.police_misper_ref = e.misper_ref
    where e.category = 'MISSING' and e.found_at is not null and (e.age is null or e.age < 18)
        and e.status_group is distinct from 'OTHER_LA_LAC'
),
death as (
    select d.cdop_ref, d.date_of_death, d.sheet_id, d.source_row, known.person_id
    from {{ ref('stg_board__child_deaths') }} d
    join {{ ref('int_children__nhs_numbers') }} known on known.nhs_number = d.nhs_number
),
standing as (
    select person_id, day from in_need
    union
    select person_id, month_end from {{ ref('int_child_protection__plans_open_at_month_end') }}
    union
    select person_id, day from {{ ref('int_looked_after_children__at_month_end') }}
),
death_closed as (
    select
        'DEATH_CLOSED', 'lscb_cdop', 'cs_cin_cpp', to_char(d.date_of_death, 'YYYY-MM'), d.cdop_ref,
        bool_or(coalesce(s.day > d.date_of_death, false)), d.sheet_id, d.source_row
    from death d
    left join standing s on s.person_id = d.person_id
    group by d.cdop_ref, d.date_of_death, d.sheet_id, d.source_row
),
checked as (
    select * from conference_plan
    union all select * from plan_conference
    union all select * from status_plan
    union all select * from status_care
    union all select * from attendance_conference
    union all select * from found_interview
    union all select * from death_closed
)
select c.rule, c.return_name, c.other_return, b.day, c.record, c.is_broken, c.sheet_id, c.source_row
from checked c
join both_received b on b.return_name = c.return_name and b.other_return = c.other_return and b.month = c.month
