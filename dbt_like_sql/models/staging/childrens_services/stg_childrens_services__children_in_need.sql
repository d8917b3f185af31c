/* ---
meaning: One row per child and spell in need, as the latest file that shows it says; last_shown_month is that file's.
--- */
with sent as (
    select
        person_id, cin_start, primary_need, case_status, last_seen, closure_date, closure_reason, da_factor, area,
        reporting_month, sheet_id, source_row,
        row_number() over (
            partition by person_id, cin_start order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ ref('stg_childrens_services__children_in_need_by_month') }}
)
select
    person_id, cin_start, primary_need, case_status, last_seen, closure_date, closure_reason, da_factor, area,
    reporting_month as last_shown_month, sheet_id, source_row
from sent
where recency = 1
