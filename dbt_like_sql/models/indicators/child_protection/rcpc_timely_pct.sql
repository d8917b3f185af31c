/* ---
id: CP11
name: rcpc_timely_pct
title: Children on a plan whose reviews were all in time
meaning: >-
  Of the children who on the last day of the period had been on a child protection plan for three months or more, the share whose
  review conferences had all been held in time.
numerator: >-
  Those with a first review at most three calendar months after the plan's start and each later one at most six after the one
  before, with no more than six since the last one.
denominator: Children with an open plan, counted as for CP04, that started three calendar months before the day or earlier.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_cin_cpp]
lookback_months: 12
standard: 3 months, then at most 6 months (Working Together 2015)
polarity: high
breakdowns:
  conference_office: area office that held the child's latest review, by its attendance log
variants:
  due_in_month: >-
    of the reviews that fell due in the period's last month, those held by then; a quarter or a year shows its last month alone
disclosure: public
cautions:
  - All reviews of a plan count, not the latest alone. A child once reviewed late stays out of the numerator until the plan ends.
  - A review that is due and not held counts as late from the day after; a first one from the end of the day itself.
  - >-
    A first review that was due before the first month received is taken to have been in time where a later one is known, for
    the files then show the latest alone.
  - The office is UNKNOWN for a child not yet reviewed, or whose review is not in the attendance log.
  - Reviews held on or before the day the plan began are errors and are not counted.
  - Temporary plans of other authorities' children are left out.
--- */
with open_plan as (
    select month_end, area, person_id, cpp_id, plan_number, sheet_id, source_row
    from {{ ref('int_child_protection__plans_open_at_month_end') }}
    where ola_plan is not true
),
judged as (
    select
        plan.month_end, plan.person_id, plan.cpp_id,
        bool_or(review.is_first and review.due_on <= plan.month_end) as is_due,
        bool_or(not review.may_be_unseen and case
            when review.held_on <= plan.month_end then review.held_on > review.due_on
            when review.is_first then review.due_on <= plan.month_end
            else review.due_on < plan.month_end
        end) as is_late,
        (array_agg(office.area order by review.began_on desc))[1] as conference_office
    from open_plan as plan
    join {{ ref('int_child_protection__reviews_due') }} as review
        on review.person_id = plan.person_id and review.cpp_id = plan.cpp_id and review.began_on <= plan.month_end
    left join {{ ref('int_child_protection__conferences') }} as office on office.conference_id = review.conference_id
    group by plan.month_end, plan.person_id, plan.cpp_id
)
select
    plan.month_end as item_date, plan.area, plan.person_id as unit_id, not judged.is_late as in_numerator,
    judged.is_due as in_denominator, null as variant, plan.plan_number as precedence, judged.conference_office, plan.sheet_id,
    plan.source_row
from open_plan as plan
join judged on judged.month_end = plan.month_end and judged.person_id = plan.person_id and judged.cpp_id = plan.cpp_id
union all
select
    received.month_end, plan.area, plan.person_id || ' ' || plan.cpp_id || ' ' || review.due_on,
    coalesce(review.held_on <= review.due_on, false), true, 'due_in_month', 1, office.area, plan.sheet_id, plan.source_row
from {{ ref('int_child_protection__reviews_due') }} as review
join {{ ref('stg_childrens_services__protection_plans') }} as plan
    on plan.person_id = review.person_id and plan.cpp_id = review.cpp_id
join {{ ref('int_calendar__months_received') }} as received
    on received.return_name = 'cs_cin_cpp' and review.due_on between received.month_start and received.month_end
left join {{ ref('int_child_protection__conferences') }} as office on office.conference_id = review.conference_id
where plan.ola_plan is not true
    -- No review is due of a plan that has ended, nor known of one that went from the files without an end.
    and (plan.cpp_end is null or plan.cpp_end > review.due_on or review.held_on <= review.due_on)
    and (plan.cpp_end is not null or plan.last_shown_month >= received.month)
