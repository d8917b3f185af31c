/* ---
meaning: One row per child per notification of the police, of whatever reason, as last told.
--- */
select distinct on (notification_ref, police_person_ref)
    notification_ref, police_person_ref, reason, risk_rag, created_at, shared_with_mash_at, mash_outcome,
    nullif(dob, date '1900-01-01') as dob, reporting_month, sheet_id, source_row
from {{ source('returns', 'pol_da_notifications__notifications') }}
order by notification_ref, police_person_ref, reporting_month desc, submission_id desc, source_row desc
