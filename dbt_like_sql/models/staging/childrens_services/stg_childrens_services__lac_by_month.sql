/* ---
meaning: >
    One row per child per period of care per month that showed it. Earlier months are kept beside the latest: a child's
    legal status and placement on a day are those the file of that day tells, not today's.
--- */
select distinct on (person_id, poc_start, reporting_month)
    person_id, poc_start, poc_end, legal_status, uasc, duc, send_status, placement_type, placement_location, distance_miles,
    dob, gender, ethnicity, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_lac__lac') }}
order by person_id, poc_start, reporting_month, submission_id desc, source_row desc
