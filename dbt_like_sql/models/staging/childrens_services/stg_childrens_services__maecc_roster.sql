/* ---
meaning: >-
  One row per child on the list of an area's meeting (MAECC), as last told. A row that names its child but gives no id is
  kept as it came.
--- */
select distinct on (coalesce(person_id, sheet_id || '/' || source_row), meeting_date, area)
    person_id, meeting_date, area, level_at_meeting, discussed, new_to_maecc, decision, lead_agency, transition_plan, dob,
    reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_maecc__roster') }}
order by
    coalesce(person_id, sheet_id || '/' || source_row), meeting_date, area, reporting_month desc, submission_id desc,
    source_row desc
