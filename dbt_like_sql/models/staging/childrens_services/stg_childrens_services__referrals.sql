/* ---
meaning: One row per child per referral, as last told.
--- */
select distinct on (person_id, referral_id)
    person_id, referral_id, contact_id, referral_date, referral_source, referral_nfa, primary_need, closure_date,
    closure_reason, area, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_contacts_referrals__referrals') }}
order by person_id, referral_id, reporting_month desc, submission_id desc, source_row desc
