/* ---
meaning: >-
  One row per person reference of the police and the child of Children's Services it stands for, as the records of return home
  interviews say that name both a child and a missing episode of the police. Where they name several children for one
  reference the one named most often, none where two are named as often; a record whose date of birth is not that of the police
  says nothing.
--- */
with named as (
    select e.police_person_ref, r.person_id, count(*) as times
    from {{ ref('stg_childrens_services__return_interviews') }} r
    join {{ ref('stg_police__missing_episodes') }} e on e.misper_ref = r.police_misper_ref
    where r.person_id is not null and (r.dob is null or e.dob is null or r.dob = e.dob)
    group by e.police_person_ref, r.person_id
),
ranked as (
    select
        named.*, row_number() over (partition by police_person_ref order by times desc, person_id) as place,
        lead(times) over (partition by police_person_ref order by times desc, person_id) as times_of_next
    from named
)
select police_person_ref, person_id
from ranked
where place = 1 and (times_of_next is null or times_of_next < times)
