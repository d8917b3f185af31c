/* ---
meaning: One row per child and initial child protection conference, as the latest file that shows it says.
--- */
with sent as (
    select
        person_id, icpc_id, conference_id, s47_id, icpc_date, transfer_in, outcome, reason_late,
        reporting_month, sheet_id, source_row,
        row_number() over (
            partition by person_id, icpc_id order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ source('returns', 'cs_assess_s47_icpc__icpc') }}
)
select
    person_id, icpc_id, conference_id, s47_id, icpc_date, transfer_in, outcome, reason_late,
    reporting_month as last_shown_month, sheet_id, source_row
from sent
where recency = 1
