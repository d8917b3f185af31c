/* ---
meaning: One row per missing episode that calls for a return home interview, as last told.
--- */
select distinct on (rhi_id)
    rhi_id, person_id, police_misper_ref, missing_from, returned_at, status_group, offered, accepted, declined_reason,
    completed_at, linked_rhi_id, interviewer, dob, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_return_interviews__rhi') }}
order by rhi_id, reporting_month desc, submission_id desc, source_row desc
