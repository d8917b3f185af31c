/* ---
meaning: >
    One row per case and clock that runs for it: a decision is due so many months after the referral came in, a serious
    case review so many after it began (after its decision where no start is told). Month ends shorten: one month from 31
    January is the last of February. ended_on is null while it is open.
--- */
with clock as (
    select
        scrg_ref, 'DECISION' as clock, 'case_review_decision' as standard, received_on as began_on,
        case when decision <> 'PENDING' then decision_on end as ended_on, sheet_id, source_row
    from {{ ref('stg_board__case_review_referrals') }}
    union all
    select
        scrg_ref, 'REVIEW', 'case_review_completion', coalesce(review_started, decision_on), review_completed, sheet_id, source_row
    from {{ ref('stg_board__case_review_referrals') }}
    where decision = 'SCR' and coalesce(review_started, decision_on) is not null
),
due as (
    select
        clock.scrg_ref, clock.clock, (clock.began_on + s.limit_value * interval '1 month')::date as due_on, clock.ended_on,
        clock.sheet_id, clock.source_row
    from clock
    join {{ source('reference', 'standard') }} s
        on s.name = clock.standard and s.name in ('case_review_decision', 'case_review_completion')
)
select scrg_ref, clock, due_on, ended_on, coalesce(ended_on <= due_on, false) as in_time, sheet_id, source_row
from due
