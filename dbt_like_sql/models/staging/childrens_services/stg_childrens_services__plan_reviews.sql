/* ---
meaning: >-
  One row per child, plan and day of a review conference, told by the reviews of any month or as a plan's latest review; its
  family conference where the former told it. Days on or before the plan's first are errors and left out.
--- */
with told as (
    select person_id, cpp_id, review_date, conference_id, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_cin_cpp__reviews') }}
    union all
    select person_id, cpp_id, latest_review, null, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__protection_plans_by_month') }}
    where latest_review is not null
)
select distinct on (told.person_id, told.cpp_id, told.review_date)
    told.person_id, told.cpp_id, told.review_date, told.conference_id, told.sheet_id, told.source_row
from told
join {{ ref('stg_childrens_services__protection_plans') }} as plan
    on plan.person_id = told.person_id and plan.cpp_id = told.cpp_id and plan.cpp_start < told.review_date
order by
    told.person_id, told.cpp_id, told.review_date, told.conference_id is null, told.reporting_month desc, told.sheet_id desc,
    told.source_row desc
