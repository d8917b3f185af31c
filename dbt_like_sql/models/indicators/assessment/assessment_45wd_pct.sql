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
variants:
  statutory: counted from the referral, as the statutory guidance has it; assessments whose referral is not known are left out
  by_due_day: >-
    of the assessments whose 45th working day fell in the period, those completed by then: open and overdue ones count as
    late at once, whenever they are completed
disclosure: public
cautions:
  - The headline counts completed assessments only and improves when late work is left open; the variant by_due_day does not.
  - Areas are those of the referral; UNKNOWN where the referral is not known.
--- */
with assessment as (
    select
        a.person_id || ' ' || a.assessment_id as unit_id, a.authorised_date, a.outcome, r.referral_date, r.area,
        began.working_day_number as began_number, referred.working_day_number as referred_number,
        authorised.working_day_number as authorised_number, a.sheet_id, a.source_row
    from {{ ref('stg_childrens_services__assessments') }} a
    left join {{ ref('stg_childrens_services__referrals') }} r
        on r.person_id = a.person_id and r.referral_id = a.referral_id
    left join {{ source('reference', 'day') }} began on began.day = a.assessment_start
    left join {{ source('reference', 'day') }} referred on referred.day = r.referral_date
    left join {{ source('reference', 'day') }} authorised on authorised.day = a.authorised_date
)
select
    authorised_date as item_date, area, unit_id, coalesce(authorised_number - began_number <= 45, false) as in_numerator,
    true as in_denominator, null as variant, outcome, sheet_id, source_row
from assessment
where authorised_date is not null
union all
select
    authorised_date, area, unit_id, coalesce(authorised_number - referred_number <= 45, false),
    true, 'statutory', outcome, sheet_id, source_row
from assessment
where authorised_date is not null and referral_date is not null
union all
select
    due.day, a.area, a.unit_id, coalesce(a.authorised_number - a.began_number <= 45, false),
    true, 'by_due_day', a.outcome, a.sheet_id, a.source_row
from assessment a
join {{ source('reference', 'day') }} due on due.working_day_number = a.began_number + 45 and due.is_working_day
