/* ---
meaning: One row per domestic abuse incident, crime or not, as last told.
--- */
select distinct on (incident_ref)
    incident_ref, reported_date::date as reported_date, coalesce(incident_date, reported_date)::date as incident_date,
    crime_flag, dash_grade, repeat_12m, borough, reporting_month, sheet_id, source_row
from {{ source('returns', 'pol_da_notifications__da_incidents') }}
order by incident_ref, reporting_month desc, submission_id desc, source_row desc
