/* ---
id: MIS03
name: rhi_offered_pct
title: Return home interviews offered
meaning: >-
  Of the missing episodes of Surrey's children that ended in the period, the share after which a return home interview was
  offered.
numerator: Those whose record of the interview says that one was offered.
denominator: >-
  Episodes of category missing whose child was found on a day of the period, children looked after by another authority left
  out.
unit: percent
counting_unit: episode
type: flow
counting: items
returns: [pol_missing, cs_return_interviews]
matching: by the police's reference of the episode, or else by the child and the day the child went missing
standard: every child found is offered one (statutory guidance 2014)
polarity: high
breakdowns:
  status_group: living at home or looked after by Surrey
  interviewer: who held the interview
  age_band: age when the child went
variants:
  other_authority: children looked after by another authority, which answers for their interview
disclosure: public
cautions:
  - An episode that no record of an interview answers counts as not offered; the upper bound is as if each were.
  - Who would have interviewed is known only where an interview was held.
  - Areas are those of the child's latest referral, UNKNOWN where there is none or no interview says who the child is.
--- */
with ended as (
    select
        e.misper_ref, e.found_at::date as found_on, e.area, e.is_offered, e.has_interview_record, e.status_group,
        e.interviewer, b.age_band,
        case when e.status_group = 'OTHER_LA_LAC' then 'other_authority' end as variant, e.sheet_id, e.source_row
    from {{ ref('int_missing__episodes') }} e
    left join {{ ref('int_children__age_bands') }} b on b.age = e.age
    where e.category = 'MISSING' and e.found_at is not null and (e.age is null or e.age < 18)
)
select
    found_on as item_date, area, misper_ref as unit_id, is_offered as in_numerator, true as in_denominator,
    has_interview_record as is_matched, variant, status_group, interviewer, age_band, sheet_id, source_row
from ended
