/* ---
meaning: >
    One row per child in [valid_from, valid_to): from one completed assessment until the next, with whether it names domestic
    abuse (factor 3A, 3B or 3C) as a factor. Annex A names no factors: what it alone tells is left out.
--- */
with completed as (
    select person_id, authorised_date, bool_or(coalesce(factors, '') ~ '(^|,)3[ABC](,|$)') as has_da
    from {{ ref('stg_childrens_services__assessments') }}
    where authorised_date is not null and told_by = 'cs_assess_s47_icpc'
    group by person_id, authorised_date
)
select
    person_id, has_da, authorised_date as valid_from,
    lead(authorised_date) over (partition by person_id order by authorised_date) as valid_to
from completed
