/* ---
meaning: >-
  One row per child and section 47 enquiry, as the latest file that shows it says. initiated_date is the earliest strategy
  discussion any file gives: a later strategy meeting typed over it would make a late conference look timely.
--- */
with sent as (
    select
        person_id, s47_id, referral_id, strategy_discussion_date, icpc_target_date, icpc_not_required, s47_outcome,
        reporting_month, sheet_id, source_row,
        min(strategy_discussion_date) over (partition by person_id, s47_id) as initiated_date,
        row_number() over (
            partition by person_id, s47_id order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ source('returns', 'cs_assess_s47_icpc__s47') }}
)
select
    person_id, s47_id, referral_id, strategy_discussion_date, initiated_date, icpc_target_date, icpc_not_required, s47_outcome,
    reporting_month as last_shown_month, sheet_id, source_row
from sent
where recency = 1
