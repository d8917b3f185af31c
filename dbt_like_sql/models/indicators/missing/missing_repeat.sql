/* ---
id: MIS02
name: missing_repeat
title: Children missing three times or more in 90 days
meaning: >-
  How many children went missing three times or more, as the police recorded it, in the 90 days that end with the period.
numerator: Children with three missing episodes or more that began in the 90 days up to the last day of the period.
denominator: Children with a missing episode that began in these 90 days.
unit: children
counting_unit: child
type: snapshot
counting: distinct
returns: [pol_missing]
lookback_months: 3
standard: three episodes in 90 days (local)
polarity: low
breakdowns:
  status_group: living at home, looked after by Surrey, or by another authority, at the latest of the episodes
  looked_after: whether looked after by any authority, at the latest of the episodes
  cse_level: level of risk of sexual exploitation on the day, NOT_ASSESSED where Children's Services hold no open assessment
disclosure: public
cautions:
  - Absent episodes are not counted.
  - >-
    Two references of the police are one child where records of return home interviews say so, and two children otherwise. Area
    and risk of exploitation are known of children whom such a record names, UNKNOWN of others; both are those of the period's last day.
--- */
with episode as (
    select
        e.*, row_number() over (
            partition by e.child_id, e.month_end order by e.missing_from_at desc, e.episode_ref
        ) as recency,
        count(*) over (partition by e.child_id, e.month_end) as times,
        first_value(e.status_group) over (
            partition by e.child_id, e.month_end order by e.status_group is null, e.missing_from_at desc, e.episode_ref
        ) as last_status_group
    from {{ ref('int_missing__last_90_days') }} e
    join {{ ref('int_calendar__months_received') }} received
        on received.return_name = 'pol_missing' and received.month_end = e.month_end
    where e.is_police
)
select
    e.month_end as item_date, e.area, e.child_id as unit_id, e.times >= 3 as in_numerator, true as in_denominator,
    e.last_status_group as status_group,
    case when e.last_status_group = 'HOME' then 'NO' when e.last_status_group is not null then 'YES' end as looked_after,
    case
        when risk.level is not null and risk.level <> 'NONE' then risk.level
        when e.person_id is not null then 'NOT_ASSESSED'
    end as cse_level,
    e.sheet_id, e.source_row
from episode e
left join {{ ref('int_child_sexual_exploitation__standing_at_month_end') }} risk
    on risk.person_id = e.person_id and risk.month_end = e.month_end
where e.recency = 1
