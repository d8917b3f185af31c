/* ---
meaning: >
    One row per child on a list of the month, for months all returns of that list came for, with who lists the child. MISSING:
    the police record a missing episode that began in the month, or Children's Services an interview or a child in care for
    one. CSE: Children's Services hold the child at medium or high risk on the last day, or an area's meeting of the month
    lists the child. A child of the police is known by the interviews that name both, else by their reference, and can not be
    looked up; nor can a child the police may list under a reference no interview names, or one a meeting lists without an id.
--- */
with received as (
    select return_name, month, month_start, month_end as day from {{ ref('int_calendar__months_received') }}
),
month as (
    select 'MISSING' as list, month, month_start, day
    from received
    where return_name in ('pol_missing', 'cs_return_interviews', 'cs_lac')
    group by month, month_start, day
    having count(*) = 3
    union all
    select 'CSE', month, month_start, day
    from received
    where return_name in ('cs_cse_risk', 'cs_maecc')
    group by month, month_start, day
    having count(*) = 2
),
by_police as (
    select e.missing_from_at::date as day, e.police_person_ref, p.person_id, e.sheet_id, e.source_row
    from {{ ref('int_missing__episodes') }} e
    left join {{ ref('int_children__police_references') }} p on p.police_person_ref = e.police_person_ref
    where e.category = 'MISSING' and (e.age is null or e.age < 18)
),
told as (
    select
        'MISSING' as list, to_char(day, 'YYYY-MM') as month, 'POLICE' as agency,
        coalesce(person_id, 'police ' || police_person_ref) as child, person_id is not null as is_known, sheet_id, source_row
    from by_police
    where person_id is not null or police_person_ref is not null
    union all
    select
        'MISSING', to_char(i.missing_from, 'YYYY-MM'), 'CHILDRENS_SERVICES', i.person_id, p.person_id is not null, i.sheet_id,
        i.source_row
    from (
        select person_id, missing_from, sheet_id, source_row from {{ ref('stg_childrens_services__return_interviews') }}
        union all
        select person_id, mis_start, sheet_id, source_row from {{ ref('stg_childrens_services__lac_missing') }} where type = 'M'
    ) i
    left join (select distinct person_id from {{ ref('int_children__police_references') }}) p on p.person_id = i.person_id
    where i.person_id is not null
    union all
    select
        'CSE', to_char(month_end, 'YYYY-MM'), 'CHILDRENS_SERVICES', person_id, true, sheet_id, source_row
    from {{ ref('int_child_sexual_exploitation__standing_at_month_end') }}
    where level in ('MEDIUM', 'HIGH') and (age is null or age < 18)
    union all
    select
        'CSE', to_char(meeting_date, 'YYYY-MM'), 'MEETING', coalesce(person_id, 'listed ' || sheet_id || ' ' || source_row),
        person_id is not null, sheet_id, source_row
    from {{ ref('stg_childrens_services__maecc_roster') }}
)
select
    m.list, m.day, t.child, case when min(t.agency) = max(t.agency) then min(t.agency) else 'BOTH' end as listed_by,
    bool_and(t.is_known) or min(t.agency) <> max(t.agency) as is_known,
    (array_agg(t.sheet_id order by t.sheet_id, t.source_row))[1] as sheet_id,
    (array_agg(t.source_row order by t.sheet_id, t.source_row))[1] as source_row
from told t
join month m on m.list = t.list and m.month = t.month
group by m.list, m.day, t.child
