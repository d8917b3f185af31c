/* ---
meaning: >
    One row per agency, measure and month it was reported for: staff it applies to and staff who comply. Rows with a number
    left out or suppressed are kept, without it.
--- */
select distinct on (agency, measure, reporting_month)
    agency, measure, in_scope, compliant, reporting_month, sheet_id, source_row
from {{ source('returns', 'lscb_training_assurance__workforce_compliance') }}
order by agency, measure, reporting_month, received_at desc, sheet_id desc, source_row desc
