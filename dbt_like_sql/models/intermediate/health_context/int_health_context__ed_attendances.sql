/* ---
meaning: >
    One row per attendance of a child under 18 at an emergency department that was flagged for safeguarding, whatever the
    number of reasons. Its area is that of the child with the same NHS number at Children's Services on the day.
--- */
with attendance as (
    select
        trust_ods, local_patient_id, arrival_at, min(nhs_number) as nhs_number, min(dob) as dob, min(gender) as gender,
        bool_or(reason = 'SELF_HARM') as is_self_harm, coalesce(bool_or(cpis_flag), false) as has_cpis_flag,
        coalesce(bool_or(lac_flag), false) as has_lac_flag, min(sheet_id) as sheet_id, min(source_row) as source_row
    from {{ ref('stg_health__ed_attendances') }}
    group by trust_ods, local_patient_id, arrival_at
),
aged as (
    select a.*, a.arrival_at::date as arrived_on, extract(year from age(a.arrival_at::date, a.dob))::integer as years
    from attendance a
)
select
    a.trust_ods || ' ' || a.local_patient_id || ' ' || a.arrival_at as attendance, a.trust_ods, a.arrived_on, a.is_self_harm,
    a.has_cpis_flag, a.has_lac_flag, a.gender as sex, b.age_band, area.area, a.sheet_id, a.source_row
from aged a
left join {{ ref('int_children__age_bands') }} b on b.age = a.years
left join {{ ref('int_children__nhs_numbers') }} known on known.nhs_number = a.nhs_number
left join {{ ref('int_children__areas') }} area
    on area.person_id = known.person_id and area.valid_from <= a.arrived_on
    and (area.valid_to is null or area.valid_to > a.arrived_on)
where a.years is null or a.years < 18
