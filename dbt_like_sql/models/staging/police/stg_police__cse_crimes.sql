/* ---
meaning: One row per crime flagged as sexual exploitation, as last told.
--- */
select distinct on (crime_ref)
    crime_ref, recorded_date, ho_offence_code, area, victim_age, victim_sex, online, outcome_code, outcome_date,
    reporting_month, sheet_id, source_row
from {{ source('returns', 'pol_cse_crime__cse_crimes') }}
order by crime_ref, reporting_month desc, submission_id desc, source_row desc
