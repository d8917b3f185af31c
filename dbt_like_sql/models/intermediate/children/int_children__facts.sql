/* ---
meaning: >
    One row per child known to Children's Services: birth and sex as the last return told that gives a date of birth, for a
    child not yet born the day expected.
--- */
with told as (
    select person_id, dob, edd, gender, reporting_month, sheet_id, source_row from {{ ref('stg_childrens_services__contacts') }}
    union all
    select person_id, dob, edd, gender, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__protection_plans_by_month') }}
    union all
    select person_id, dob, null, gender, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__lac_by_month') }}
    union all
    select person_id, dob, null, gender, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__cse_assessments') }}
    union all
    select person_id, dob, null, gender, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__annex_a_children') }}
)
select distinct on (person_id)
    person_id, dob, edd, gender as sex
from told
order by person_id, dob is null, edd is null, reporting_month desc, sheet_id desc, source_row desc
