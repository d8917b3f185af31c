/* ---
meaning: One row per child and child protection plan, as the latest file that shows it says; last_shown_month is that file's.
--- */
with sent as (
    select
        person_id, cpp_id, icpc_id, cpp_start, cpp_end, initial_category, latest_category, previous_cpp_count, ola_plan,
        last_statutory_visit, latest_review, first_core_group, da_factor, lac_at_snapshot, area,
        reporting_month, sheet_id, source_row,
        row_number() over (
            partition by person_id, cpp_id order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ ref('stg_childrens_services__protection_plans_by_month') }}
)
select
    person_id, cpp_id, icpc_id, cpp_start, cpp_end, initial_category, latest_category, previous_cpp_count, ola_plan,
    last_statutory_visit, latest_review, first_core_group, da_factor, lac_at_snapshot, area,
    reporting_month as last_shown_month, sheet_id, source_row
from sent
where recency = 1
