/* ---
meaning: One row per child per assessment of the risk of child sexual exploitation, as last told.
--- */
select distinct on (person_id, assessment_id)
    person_id, assessment_id, assessed_on, level, assessor_agency, indicators, lac, cpp, uasc, disability_ld, ola_child,
    closed_on, area, dob, gender, ethnicity, reporting_month, submission_id, sheet_id, source_row
from {{ source('returns', 'cs_cse_risk__cse_assessments') }}
order by person_id, assessment_id, reporting_month desc, submission_id desc, source_row desc
