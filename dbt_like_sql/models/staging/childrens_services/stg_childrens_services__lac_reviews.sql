/* ---
meaning: >
    One row per child and statutory review held, as last told. What Annex A (list 8) alone tells is the day of a latest review,
    without when it was due and how the child took part.
--- */
with told as (
    select person_id, review_date, due_date, participation, reporting_month, sheet_id, source_row, true as is_own
    from {{ source('returns', 'cs_lac__reviews') }}
    union all
    select person_id, latest_review, null, null, reporting_month, sheet_id, source_row, false
    from {{ ref('stg_childrens_services__lac_by_month') }}
    where latest_review is not null
)
select distinct on (person_id, review_date)
    person_id, review_date, due_date, participation, sheet_id, source_row
from told
order by person_id, review_date, is_own desc, reporting_month desc, sheet_id desc, source_row desc
