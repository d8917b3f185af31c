/* ---
meaning: One row per disruption of people or places linked to sexual exploitation, as last told.
--- */
select distinct on (disruption_ref)
    disruption_ref, date as disrupted_on, type, area, reporting_month, sheet_id, source_row
from {{ source('returns', 'pol_cse_crime__disruption') }}
order by disruption_ref, reporting_month desc, submission_id desc, source_row desc
