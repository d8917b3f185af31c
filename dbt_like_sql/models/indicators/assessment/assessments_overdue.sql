/* ---
id: ASM02S
name: assessments_overdue
title: Assessments open beyond 45 working days
meaning: How many assessments were still open on the last day of the period although more than 45 working days had passed.
numerator: Open assessments that began more than 45 working days before the day.
denominator: Assessments that began on or before the day and were not authorised by it.
unit: assessments
counting_unit: child per assessment
type: snapshot
counting: items
returns: [cs_assess_s47_icpc]
standard: 45 working days (Working Together 2015)
polarity: low
variants:
  statutory: counted from the referral, as the statutory guidance has it; assessments whose referral is not known are left out
disclosure: public
cautions:
  - Stands beside the share completed in time, which counts completed assessments only and improves when late work is left open.
  - An assessment that was open and then disappears from the files counts until the last month that shows it.
--- */
with standing as (
    select
        o.month_end, a.area, a.unit_id, a.referral_date, a.sheet_id, a.source_row,
        today.working_day_number - a.began_number > clock.limit_value as is_overdue,
        today.working_day_number - a.referred_number > clock.limit_value as is_overdue_from_referral
    from {{ ref('int_front_door__open_at_month_end') }} as o
    join {{ ref('int_assessment__assessments') }} as a on a.person_id = o.person_id and a.assessment_id = o.spell_id
    join {{ source('reference', 'day') }} as today on today.day = o.month_end
    cross join (select limit_value from {{ source('reference', 'standard') }} where name = 'assessment') as clock
    where o.kind = 'ASSESSMENT'
)
select
    month_end as item_date, area, unit_id, is_overdue as in_numerator, true as in_denominator, null as variant, sheet_id,
    source_row
from standing
union all
select month_end, area, unit_id, is_overdue_from_referral, true, 'statutory', sheet_id, source_row
from standing
where referral_date is not null
