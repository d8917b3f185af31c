/* ---
meaning: >
    One row per child in need per start per month that showed it. Earlier months are kept beside the latest: whether a
    child was then on a plan or looked after is what the file of that month tells.
--- */
select distinct on (person_id, cin_start, reporting_month)
    person_id, cin_start, closure_date, case_status, da_factor, area, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_cin_cpp__cin') }}
order by person_id, cin_start, reporting_month, submission_id desc, source_row desc
