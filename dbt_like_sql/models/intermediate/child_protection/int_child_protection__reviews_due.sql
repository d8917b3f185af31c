/* ---
meaning: >-
  One row per plan and review conference due: from the start of the plan or from one review, began_on, to the next, held_on (null
  until there is one). It is due three calendar months after the start, six after a review. may_be_unseen marks a first review
  that was due before the first month received and is not known: that month's files show the latest review alone, which may be a
  later one.
--- */
with point as (
    select person_id, cpp_id, cpp_start as day, true as is_start, null as conference_id
    from {{ ref('stg_childrens_services__protection_plans') }}
    union all
    select person_id, cpp_id, review_date, false, conference_id
    from {{ ref('stg_childrens_services__plan_reviews') }}
),
due as (
    select
        point.person_id, point.cpp_id, point.day as began_on, point.is_start as is_first, point.conference_id,
        lead(point.day) over (partition by point.person_id, point.cpp_id order by point.day) as held_on,
        (point.day + limits.limit_value * interval '1 month')::date as due_on
    from point
    join {{ source('reference', 'standard') }} as limits
        on limits.name = case when point.is_start then 'first_review_conference' else 'later_review_conference' end
)
select
    due.person_id, due.cpp_id, due.began_on, due.is_first, due.due_on, due.held_on, due.conference_id,
    coalesce(due.is_first and due.due_on < earliest.month_start and due.held_on <= earliest.month_end, false) as may_be_unseen
from due
cross join (
    select min(month_start) as month_start, min(month_end) as month_end
    from {{ ref('int_calendar__months_received') }}
    where return_name = 'cs_cin_cpp'
) as earliest
