/* ---
meaning: >
    One row per case and clock that runs for it: a decision is due one month after the referral came in, a serious case
    review six months after it began (after its decision where no start is told). Month ends shorten: one month from 31
    January is the last of February. ended_on is null while it is open.
--- */
with clock as (
    select
        scrg_ref, 'DECISION' as clock, (received_on + interval '1 month')::date as due_on,
        case when decision <> 'PENDING' then decision_on end as ended_on, sheet_id, source_row
    from {{ ref('stg_board__case_review_referrals') }}
    union all
    select
        scrg_ref, 'REVIEW', (coalesce(review_started, decision_on) + interval '6 months')::date, review_completed, sheet_id,
        source_row
    from {{ ref('stg_board__case_review_referrals') }}
    where decision = 'SCR' and coalesce(review_started, decision_on) is not null
)
select scrg_ref, clock, due_on, ended_on, coalesce(ended_on <= due_on, false) as in_time, sheet_id, source_row
from clock
