/* ---
meaning: >-
  One row per child, plan and file that shows it: the month's return, or the month's Annex A (list 7) where the return did not
  come. A plan of Annex A is the plan of the child that any return says began that day; else its id is made of child and start.
  What Annex A does not tell (conference, area, whether another authority's temporary plan) is as the return last told it.
--- */
with plan as (
    select distinct on (person_id, cpp_start) person_id, cpp_start, cpp_id, icpc_id, ola_plan, first_core_group, area
    from {{ source('returns', 'cs_cin_cpp__cpp') }}
    order by person_id, cpp_start, cpp_id, reporting_month desc, received_at desc, sheet_id desc, source_row desc
)
select
    person_id, cpp_id, icpc_id, cpp_start, cpp_end, initial_category, latest_category, previous_cpp_count, ola_plan,
    last_statutory_visit, seen_alone, latest_review, first_core_group, da_factor, lac_at_snapshot, area, dob, edd, gender,
    ethnicity, reporting_month, received_at, sheet_id, source_row
from {{ source('returns', 'cs_cin_cpp__cpp') }}
union all
select
    listed.person_id, coalesce(plan.cpp_id, listed.person_id || '/' || listed.cpp_start), plan.icpc_id, listed.cpp_start,
    listed.cpp_end, listed.initial_category, listed.latest_category, listed.previous_cpp_count, plan.ola_plan,
    listed.last_statutory_visit, listed.seen_alone, listed.latest_review, plan.first_core_group, null, null, plan.area,
    listed.dob, null, listed.gender, listed.ethnicity, listed.reporting_month, listed.received_at, listed.sheet_id, listed.source_row
from {{ source('returns', 'cs_annex_a__list_7') }} as listed
join {{ source('registry', 'received_through') }} as fed
    on fed.submission_id = listed.submission_id and fed.return_name = 'cs_cin_cpp'
left join plan on plan.person_id = listed.person_id and plan.cpp_start = listed.cpp_start
where not exists (
    select 1 from {{ source('registry', 'current_submission') }} as own
    where own.return_name = 'cs_cin_cpp' and own.month = listed.reporting_month
)
