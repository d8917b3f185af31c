/* ---
meaning: One row per area's meeting (MAECC) and core agency, as last told.
--- */
select distinct on (meeting_date, area, agency)
    meeting_date, area, agency, present, deputy, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_maecc__meeting_attendance') }}
order by meeting_date, area, agency, reporting_month desc, submission_id desc, source_row desc
