/* ---
id: MIS04
name: rhi_72h_pct
title: Return home interviews within 72 hours
meaning: Of the missing episodes that ended in the period, the share followed by a return home interview within 72 hours.
numerator: Those whose interview was completed at most 72 clock hours after the return, weekends included.
denominator: Episodes of category missing whose child was found on a day of the period.
unit: percent
counting_unit: episode
type: flow
counting: items
returns: [pol_missing, cs_return_interviews]
matching: by the police's reference of the episode, or else by the child and the day the child went missing
standard: 72 hours (statutory guidance 2014)
polarity: high
breakdowns:
  status_group: living at home, looked after by Surrey, or by another authority
  interviewer: who held the interview
  declined_reason: why it was declined, NOT_DECLINED where it was not
variants:
  accepted: of the episodes for which an interview was offered and accepted
disclosure: public
cautions:
  - An interview that covers several episodes counts for each of them.
  - Where only dates are held, an interview up to three days after the return is in time.
  - Children looked after by another authority are counted; that authority answers for their interview.
  - An episode that no record of an interview answers counts as not interviewed; the upper bound is as if each were.
  - Areas are those of the child's latest referral, UNKNOWN where there is none or no interview says who the child is.
--- */
with ended as (
    select
        misper_ref, found_at::date as found_on, area, in_time, has_interview_record, is_accepted, status_group, interviewer,
        case when declined_reason is not null then declined_reason when is_accepted then 'NOT_DECLINED' end as declined_reason,
        sheet_id, source_row
    from {{ ref('int_missing__episodes') }}
    where category = 'MISSING' and found_at is not null and (age is null or age < 18)
),
counted as (
    select *, null as variant from ended
    union all
    select *, 'accepted' as variant from ended where is_accepted
)
select
    found_on as item_date, area, misper_ref as unit_id, in_time as in_numerator, true as in_denominator,
    has_interview_record as is_matched, variant, status_group, interviewer, declined_reason, sheet_id, source_row
from counted
