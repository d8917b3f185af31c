/* ---
meaning: One row per attendance at an emergency department and reason it was flagged for, as last told.
--- */
select distinct on (trust_ods, local_patient_id, arrival_at, reason)
    trust_ods, local_patient_id, nhs_number, arrival_at, reason, dob, gender, cpis_flag, lac_flag, referred_to_csc,
    left_unseen, reporting_month, sheet_id, source_row
from {{ source('returns', 'hea_ed_safeguarding__ed_flagged') }}
order by trust_ods, local_patient_id, arrival_at, reason, reporting_month desc, received_at desc, sheet_id desc, source_row desc
