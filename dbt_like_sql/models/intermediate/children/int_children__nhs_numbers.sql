/* ---
meaning: >
    One row per NHS number on Children's Services' returns and the child it belongs to, as last told; what tells a child
    another agency knows by NHS number only.
--- */
with told as (
    select nhs_number, person_id, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_contacts_referrals__contacts') }}
    union all
    select nhs_number, person_id, reporting_month, sheet_id, source_row from {{ source('returns', 'cs_cin_cpp__cpp') }}
    union all
    select nhs_number, person_id, reporting_month, sheet_id, source_row from {{ source('returns', 'cs_lac__lac') }}
    union all
    select nhs_number, person_id, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_cse_risk__cse_assessments') }}
)
select distinct on (nhs_number) nhs_number, person_id
from told
where nhs_number is not null and person_id is not null
order by nhs_number, reporting_month desc, sheet_id desc, source_row desc
