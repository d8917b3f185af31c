/* ---
meaning: >-
  One row per child and section 47 enquiry, as the latest file that shows it says. initiated_date is the earliest strategy
  discussion any file gives: a later strategy meeting typed over it would make a late conference look timely. An enquiry Annex A
  alone tells has an id made of child and strategy discussion.
--- */
with ranked as (
    select
        person_id, s47_id, referral_id, strategy_discussion_date, icpc_target_date, icpc_not_required, s47_outcome,
        reporting_month, sheet_id, source_row,
        min(strategy_discussion_date) over (partition by person_id, s47_id) as initiated_date,
        row_number() over (
            partition by person_id, s47_id order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ source('returns', 'cs_assess_s47_icpc__s47') }}
),
listed as (
    select distinct on (person_id, strategy_discussion_date)
        person_id, strategy_discussion_date, case icpc_not_required when 'Y' then true when 'N' then false end as icpc_not_required,
        reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_annex_a__list_5') }}
    order by person_id, strategy_discussion_date, reporting_month desc, submission_id desc, source_row desc
)
select
    person_id, s47_id, referral_id, strategy_discussion_date, initiated_date, icpc_target_date, icpc_not_required, s47_outcome,
    reporting_month as last_shown_month, sheet_id, source_row
from ranked
where recency = 1
union all
select
    person_id, person_id || '/' || strategy_discussion_date, null, strategy_discussion_date, strategy_discussion_date, null,
    icpc_not_required, null, reporting_month, sheet_id, source_row
from listed
where not exists (
    select 1 from ranked
    where ranked.person_id = listed.person_id and ranked.strategy_discussion_date = listed.strategy_discussion_date
)
