/* ---
meaning: One row per child per contact, as last told.
--- */
select distinct on (person_id, contact_id)
    person_id, contact_id, contact_date, contact_source, contact_reason, level_of_need, outcome, decision_date, hub,
    dob, edd, gender, ethnicity, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_contacts_referrals__contacts') }}
order by person_id, contact_id, reporting_month desc, submission_id desc, source_row desc
