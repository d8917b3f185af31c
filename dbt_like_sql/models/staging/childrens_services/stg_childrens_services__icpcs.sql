/* ---
meaning: >-
  One row per child and initial child protection conference, as the latest file that shows it says. A conference Annex A alone
  tells has an id made of child and day and belongs to the earliest of the enquiries that name it; Annex A lists none for
  children who moved here with a plan, and of a conference without one it says no more than NO_PLAN.
--- */
with ranked as (
    select
        person_id, icpc_id, conference_id, s47_id, icpc_date, transfer_in, outcome, reason_late,
        reporting_month, sheet_id, source_row,
        row_number() over (
            partition by person_id, icpc_id order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ source('returns', 'cs_assess_s47_icpc__icpc') }}
),
enquiry as (
    select distinct on (person_id, strategy_discussion_date)
        person_id, strategy_discussion_date, icpc_date, led_to_plan, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_annex_a__list_5') }}
    order by person_id, strategy_discussion_date, reporting_month desc, submission_id desc, source_row desc
),
listed as (
    select distinct on (person_id, icpc_date)
        person_id, strategy_discussion_date, icpc_date, led_to_plan, reporting_month, sheet_id, source_row
    from enquiry
    where icpc_date is not null
    order by person_id, icpc_date, strategy_discussion_date
)
select
    person_id, icpc_id, conference_id, s47_id, icpc_date, transfer_in, outcome, reason_late,
    reporting_month as last_shown_month, sheet_id, source_row
from ranked
where recency = 1
union all
select
    listed.person_id, listed.person_id || '/' || listed.icpc_date, null, s47.s47_id, listed.icpc_date, false,
    case listed.led_to_plan when 'Y' then 'CPP' when 'N' then 'NO_PLAN' end, null, listed.reporting_month, listed.sheet_id,
    listed.source_row
from listed
left join lateral (
    select enquiries.s47_id
    from {{ ref('stg_childrens_services__s47_enquiries') }} as enquiries
    where enquiries.person_id = listed.person_id and enquiries.strategy_discussion_date = listed.strategy_discussion_date
    order by enquiries.s47_id
    limit 1
) as s47 on true
where not exists (
    select 1 from ranked
    where ranked.recency = 1 and ranked.person_id = listed.person_id and ranked.icpc_date = listed.icpc_date
)
