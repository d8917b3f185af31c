/* ---
meaning: >
    One row per child and area in [valid_from, valid_to): the area of the latest referral, or of the latest start as a child
    in need, whichever is later.
--- */
with told as (
    select person_id, referral_date as valid_from, area, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__referrals') }}
    union all
    select person_id, cin_start, area, last_shown_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__children_in_need') }}
),
latest as (
    select distinct on (person_id, valid_from) person_id, valid_from, area
    from told
    where area is not null
    order by person_id, valid_from, reporting_month desc, sheet_id desc, source_row desc
)
select person_id, area, valid_from, lead(valid_from) over (partition by person_id order by valid_from) as valid_to
from latest
