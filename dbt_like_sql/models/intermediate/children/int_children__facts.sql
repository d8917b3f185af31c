/* ---
meaning: >
    One row per child known to Children's Services. Birth and sex are as the last return told that gives a date of birth, for a
    child not yet born the day expected; ethnicity_group as the last that knew it; is_disabled as the last assessment or list of
    Annex A that said yes or no. What nobody told is null.
--- */
with told as (
    select person_id, dob, edd, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__contacts') }}
    union all
    select person_id, dob, edd, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__protection_plans_by_month') }}
    union all
    select person_id, dob, null, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__lac_by_month') }}
    union all
    select person_id, dob, null, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__cse_assessments') }}
    union all
    select person_id, dob, null, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__annex_a_children') }}
),
birth as (
    select distinct on (person_id) person_id, dob, edd, gender as sex
    from told
    order by person_id, dob is null, edd is null, reporting_month desc, sheet_id desc, source_row desc
),
ethnicity as (
    select distinct on (told.person_id) told.person_id, listed.ethnicity_group
    from told
    join {{ ref('int_children__ethnicity_groups') }} as listed on listed.ethnicity = told.ethnicity
    order by told.person_id, told.reporting_month desc, told.sheet_id desc, told.source_row desc
),
examined as (
    select person_id, disability, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__annex_a_children') }}
    where disability in ('Y', 'N')
    union all
    select person_id, disability, last_shown_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__assessments') }}
    where disability is not null
),
disability as (
    select distinct on (person_id) person_id, disability not in ('N', 'NONE') as is_disabled
    from examined
    order by person_id, reporting_month desc, sheet_id desc, source_row desc
)
select
    coalesce(birth.person_id, disability.person_id) as person_id, birth.dob, birth.edd, birth.sex, ethnicity.ethnicity_group,
    disability.is_disabled
from birth
left join ethnicity on ethnicity.person_id = birth.person_id
full join disability on disability.person_id = birth.person_id
