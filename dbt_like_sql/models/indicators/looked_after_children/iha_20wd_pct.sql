/* ---
id: LAC10
name: iha_20wd_pct
title: Initial health assessments reported within 20 working days
meaning: Of the children who became looked after in the period, the share whose first health assessment reached Children's Services in time.
numerator: Those whose report was returned at most 20 working days after they became looked after (the same day = 0).
denominator: >-
  Children who became looked after on a day of the period and still were 20 working days later; those whose 20th day has not
  come yet are left out.
unit: percent
counting_unit: child who became looked after
type: flow
counting: items
returns: [hea_lac_health, cs_lac]
follow_up_months: 2
standard: 20 working days (statutory guidance 2015)
polarity: high
matching: >-
  A child is found in the health return by social care id or NHS number; one found by neither counts as not assessed.
breakdowns:
  placement_location: whether the child lived in Surrey on the day the report was due
  uasc: whether an unaccompanied asylum-seeking child when becoming looked after
  age_band: age on becoming looked after
shares:
  reason_late: IN_TIME, or why health says it was late
  late_by: >-
    IN_TIME, or what made it late: NOTIFICATION_OR_CONSENT (Children's Services), APPOINTMENT or, where the child was seen in
    time, REPORT (health), CHILD_NOT_SEEN (not brought, declined, missing); UNKNOWN where there is no assessment
variants:
  seen: those seen by a doctor within 20 working days, whenever the report came
disclosure: public
cautions:
  - Children are counted by the month they became looked after; two months later their assessments are known in full.
  - Where health gives no reason, notice or consent that came more than 5 working days after the start, a local limit to be
    confirmed, is taken for it.
  - Series of short breaks are left out.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with told_until as (
    select min(last_day) as day from (
        select max(month_end) as last_day
        from {{ ref('int_calendar__months_received') }}
        where return_name in ('cs_lac', 'hea_lac_health')
        group by return_name
    ) as of_return
),
placed as (
    select distinct on (i.person_id, i.spell_start) i.person_id, i.spell_start, t.placement_location
    from {{ ref('int_looked_after_children__initial_assessments') }} i
    join {{ ref('int_looked_after_children__as_told') }} t
        on t.person_id = i.person_id and t.valid_from <= i.due_date and (t.valid_to is null or t.valid_to >= i.due_date)
    order by i.person_id, i.spell_start, t.valid_from desc
),
child as (
    select
        i.spell_start, a.area, i.person_id, coalesce(i.report_returned_on <= i.due_date, false) as in_time,
        coalesce(i.seen_on <= i.due_date, false) as seen_in_time, p.placement_location,
        case when i.is_uasc_at_start then 'YES' else 'NO' end as uasc, b.age_band, i.reason_late, i.has_assessment,
        i.working_days_to_notice, i.working_days_to_consent, i.is_known_to_health, i.sheet_id, i.source_row
    from {{ ref('int_looked_after_children__initial_assessments') }} i
    join told_until on i.due_date <= told_until.day
    left join placed p on p.person_id = i.person_id and p.spell_start = i.spell_start
    left join {{ ref('int_children__facts') }} f on f.person_id = i.person_id
    left join {{ ref('int_children__age_bands') }} b
        on b.age = extract(year from age(i.spell_start, coalesce(i.dob, f.dob)))::integer
    left join {{ ref('int_children__areas') }} a
        on a.person_id = i.person_id and a.valid_from <= i.spell_start and (a.valid_to is null or a.valid_to > i.spell_start)
    where i.is_still_looked_after
),
counted as (
    select *, null as variant from child
    union all
    select *, 'seen' from child
)
select
    spell_start as item_date, area, person_id || ' ' || spell_start as unit_id,
    case when variant is null then in_time else seen_in_time end as in_numerator, true as in_denominator, variant,
    placement_location, uasc, age_band, case when in_time then 'IN_TIME' else reason_late end as reason_late,
    case
        when in_time then 'IN_TIME'
        when reason_late in ('LATE_NOTIFICATION', 'NO_CONSENT') then 'NOTIFICATION_OR_CONSENT'
        when reason_late in ('DNA', 'REFUSED', 'MISSING') then 'CHILD_NOT_SEEN'
        when reason_late is null and greatest(working_days_to_notice, working_days_to_consent) > notice.limit_value
            then 'NOTIFICATION_OR_CONSENT'
        when reason_late is null and seen_in_time then 'REPORT'
        when has_assessment then 'APPOINTMENT'
    end as late_by,
    is_known_to_health as is_matched, sheet_id, source_row
from counted
cross join (select limit_value from {{ source('reference', 'standard') }} where name = 'health_notice_and_consent') as notice
