/* ---
meaning: One row per booking on one of the Board's courses, as sent; a booking has no id, so each row is one.
--- */
select
    upper(trim(course_code)) as course_code, stage, date as course_date, agency, role_group, status, reporting_month, sheet_id,
    source_row
from {{ source('returns', 'lscb_training_assurance__training') }}
