/* ---
meaning: >
    One row per child per incident per role, as the last file told that names the child there. A date of birth of
    1 January 1900 stands for an unknown one.
--- */
with told as (
    select
        incident_ref, police_person_ref, role, nullif(dob, date '1900-01-01') as dob, age_at_incident, reporting_month,
        submission_id, sheet_id, source_row,
        max(reporting_month) over (partition by incident_ref, police_person_ref) as last_told
    from {{ source('returns', 'pol_da_notifications__da_children') }}
)
select distinct on (incident_ref, police_person_ref, role)
    incident_ref, police_person_ref, role, dob, age_at_incident, reporting_month, sheet_id, source_row
from told
where reporting_month = last_told
order by incident_ref, police_person_ref, role, submission_id desc, source_row desc
