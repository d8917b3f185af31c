/* ---
meaning: >
    One row per child per incident per role, as last told. A date of birth of 1 January 1900 stands for an unknown one.
--- */
select distinct on (incident_ref, police_person_ref, role)
    incident_ref, police_person_ref, role, nullif(dob, date '1900-01-01') as dob, age_at_incident, reporting_month,
    sheet_id, source_row
from {{ source('returns', 'pol_da_notifications__da_children') }}
order by incident_ref, police_person_ref, role, reporting_month desc, submission_id desc, source_row desc
