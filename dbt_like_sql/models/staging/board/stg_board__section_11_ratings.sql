/* ---
meaning: One row per standard of section 11 rated in an audit of an agency, as the latest file that shows it says.
--- */
select distinct on (agency, audit_date, standard_no)
    agency, audit_date, standard_no, self_rating, validated_rating, action_due, reporting_month, sheet_id, source_row
from {{ source('returns', 'lscb_training_assurance__section11') }}
order by agency, audit_date, standard_no, reporting_month desc, received_at desc, sheet_id desc, source_row desc
