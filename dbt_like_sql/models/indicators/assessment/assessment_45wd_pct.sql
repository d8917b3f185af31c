/* ---
id: ASM02
name: assessment_45wd_pct
title: Assessments completed within 45 working days
meaning: Of the child and family assessments completed in the period, the share that took at most 45 working days.
numerator: Those authorised at most 45 working days after the assessment began (the same day is 0).
denominator: Assessments authorised on a day of the period.
unit: percent
counting_unit: child per assessment
type: flow
counting: items
returns: [cs_assess_s47_icpc, cs_contacts_referrals]
lookback_months: 3
standard: 45 working days (Working Together 2015)
polarity: high
breakdowns:
  outcome: what the assessment led to
  age_band: age on the day of authorisation
variants:
  statutory: counted from the referral, as the statutory guidance has it; assessments whose referral is not known are left out
  by_due_day: >-
    of the assessments whose 45th working day fell in the period, those completed by then: open and overdue ones count as
    late at once, whenever they are completed
disclosure: public
cautions:
  - The headline counts completed assessments only and improves when late work is left open; the variant by_due_day does not.
  - Teams are not told apart; the return names them in free text.
  - Areas are those of the referral, else of the child's latest referral or start as a child in need.
--- */
with assessment as (
    select a.*, clock.limit_value
    from {{ ref('int_assessment__assessments') }} as a
    cross join (select limit_value from {{ source('reference', 'standard') }} where name = 'assessment') as clock
)
select
    authorised_date as item_date, area, unit_id,
    coalesce(authorised_number - began_number <= limit_value, false) as in_numerator, true as in_denominator, null as variant,
    outcome, age_band, sheet_id, source_row
from assessment
where authorised_date is not null
union all
select
    authorised_date, area, unit_id, coalesce(authorised_number - referred_number <= limit_value, false),
    true, 'statutory', outcome, age_band, sheet_id, source_row
from assessment
where authorised_date is not null and referral_date is not null
union all
select
    due.day, a.area, a.unit_id, coalesce(a.authorised_number - a.began_number <= a.limit_value, false),
    true, 'by_due_day', a.outcome, a.age_band, a.sheet_id, a.source_row
from assessment as a
join {{ source('reference', 'day') }} as due on due.working_day_number = a.began_number + a.limit_value and due.is_working_day
