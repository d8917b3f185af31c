/* ---
meaning: >
    One row per health assessment of a child known to be looked after: the child with the social care id health gives, else the
    one child with its NHS number. Assessments of nobody known are left out.
--- */
with known as (
    select distinct person_id, nhs_number from {{ ref('stg_childrens_services__lac_by_month') }}
),
numbered as (
    select nhs_number, min(person_id) as person_id
    from known
    where nhs_number is not null
    group by nhs_number
    having count(distinct person_id) = 1
)
select
    coalesce(child.person_id, numbered.person_id) as person_id, a.type, a.became_looked_after, a.notified_on,
    a.consent_received_on, a.due_date, a.seen_on, a.report_returned_on, a.reason_late, a.dental_date, a.imms_up_to_date,
    a.known_from, a.sheet_id, a.source_row
from {{ ref('stg_health__lac_assessments') }} a
left join (select distinct person_id from known) child on child.person_id = a.lcs_person_id
left join numbered on numbered.nhs_number = a.nhs_number
where coalesce(child.person_id, numbered.person_id) is not null
