/* ---
meaning: >-
  One row per missing or absent episode of the police and record of a return home interview that answers it: by the police
  reference, or where that is blank or leads nowhere by the child and the day the child went missing. An interview that
  covers several episodes answers each of their records.
--- */
with answer as (
    select e.misper_ref, r.rhi_id
    from {{ ref('stg_childrens_services__return_interviews') }} r
    join {{ ref('stg_police__missing_episodes') }} e on e.misper_ref = r.police_misper_ref
    union
    select e.misper_ref, r.rhi_id
    from {{ ref('stg_childrens_services__return_interviews') }} r
    join {{ ref('int_children__police_references') }} known on known.person_id = r.person_id
    join {{ ref('stg_police__missing_episodes') }} e
        on e.police_person_ref = known.police_person_ref and e.missing_from_at::date = r.missing_from::date
    where not exists (
        select 1 from {{ ref('stg_police__missing_episodes') }} told where told.misper_ref = r.police_misper_ref
    )
)
select
    a.misper_ref, r.rhi_id, r.person_id, r.status_group, r.offered, r.accepted, r.declined_reason, r.returned_at,
    coalesce(r.completed_at, shared.completed_at) as completed_at, coalesce(r.interviewer, shared.interviewer) as interviewer
from answer a
join {{ ref('stg_childrens_services__return_interviews') }} r on r.rhi_id = a.rhi_id
left join {{ ref('stg_childrens_services__return_interviews') }} shared on shared.rhi_id = r.linked_rhi_id
