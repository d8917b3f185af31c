/* ---
id: MIS01B
name: missing_open
title: Children still missing
meaning: How many children were missing on the last day of the period, as the police recorded it.
numerator: Children under 18 with a missing episode that began by the day and had not ended on it.
unit: children
counting_unit: child
type: snapshot
counting: distinct
returns: [pol_missing]
lookback_months: 12
standard: none
polarity: low
breakdowns:
  status_group: living at home, looked after by Surrey, or by another authority
  missing_from_type: kind of place the child went missing from
  risk: risk grade given by the police
  age_band: age on the day
  sex: as recorded by the police
  missing_for: time since the child went
variants:
  absent: children absent, an episode of category absent being open
disclosure: public
cautions:
  - An episode counts until a file says that the child was found; one never heard of again stays, and is asked of the police.
  - Areas are those of the child's latest referral up to the day, UNKNOWN where no interview says who the child is.
--- */
with received as (
    select month_start, month_end from {{ ref('int_calendar__months_received') }} where return_name = 'pol_missing'
),
open_episode as (
    select
        e.misper_ref, e.child_id, e.person_id, e.category, e.missing_from_at, e.status_group, e.missing_from_type, e.risk, e.sex,
        e.dob, received.month_end, e.sheet_id, e.source_row
    from {{ ref('int_missing__episodes') }} e
    cross join (select max(month_start) as month_start from received) last_received
    cross join lateral generate_series(
        date_trunc('month', e.missing_from_at),
        least(date_trunc('month', e.found_at) - interval '1 month', last_received.month_start::timestamp),
        interval '1 month'
    ) as month (first)
    join received on received.month_start = month.first::date
),
aged as (
    select o.*, extract(year from age(o.month_end, o.dob))::integer as age from open_episode o
)
select
    a.month_end as item_date, where_now.area, a.child_id as unit_id, true as in_numerator,
    case a.category when 'ABSENT' then 'absent' end as variant,
    row_number() over (
        partition by a.child_id, a.category, a.month_end order by a.missing_from_at, a.misper_ref
    )::integer as precedence,
    a.status_group, a.missing_from_type, a.risk, b.age_band, a.sex,
    case
        when a.month_end - a.missing_from_at::date < 1 then 'UNDER_1_DAY'
        when a.month_end - a.missing_from_at::date < 3 then '1_TO_2_DAYS'
        when a.month_end - a.missing_from_at::date < 8 then '3_TO_7_DAYS'
        else 'OVER_7_DAYS'
    end as missing_for,
    a.sheet_id, a.source_row
from aged a
left join {{ ref('int_children__age_bands') }} b on b.age = a.age
left join {{ ref('int_children__areas') }} where_now
    on where_now.person_id = a.person_id and where_now.valid_from <= a.month_end
    and (where_now.valid_to is null or where_now.valid_to > a.month_end)
where a.age is null or a.age < 18
