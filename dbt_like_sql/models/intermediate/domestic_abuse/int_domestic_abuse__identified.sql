/* ---
meaning: >-
  One row per child, day and way in which Children's Services learnt of domestic abuse in the child's life: a contact about it,
  a completed assessment that names it as a factor (3A, 3B or 3C), or an early help assessment begun for it.
--- */
with learnt as (
    select person_id, contact_date as identified_on, 'CONTACT' as identified_by, hub, sheet_id, source_row
    from {{ ref('int_front_door__contacts') }}
    where contact_reason = 'DA'
    union all
    select person_id, authorised_date, 'ASSESSMENT', null, sheet_id, source_row
    from {{ ref('stg_childrens_services__assessments') }}
    where authorised_date is not null and factors ~ '(^|,)3[ABC](,|$)' and told_by = 'cs_assess_s47_icpc'
    union all
    select
        person_id, assessment_start, 'EARLY_HELP', case when assessment_start >= hubs.opened_on then hub end, sheet_id, source_row
    from {{ ref('stg_childrens_services__early_help_episodes') }}
    cross join {{ ref('int_front_door__hubs') }} as hubs
    where reason = 'DA'
)
select distinct on (person_id, identified_on, identified_by)
    person_id, identified_on, identified_by, hub, sheet_id, source_row
from learnt
order by person_id, identified_on, identified_by, sheet_id desc, source_row desc
