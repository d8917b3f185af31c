/* ---
id: MIS05
name: lac_missing_pct
title: Looked after children who went missing
meaning: Of the children Surrey looked after at any time in the period, the share missing at some time in it.
numerator: Those with a missing period (M) on the local authority's record that touches the period while they are looked after.
denominator: Children looked after on any day of the period, without short breaks.
unit: percent
counting_unit: child
type: flow
counting: distinct
returns: [cs_lac, pol_missing]
alternatives: none
matching: for the variant by police record, by the records of return home interviews; the headline needs none
standard: national statistics of looked after children (SSDA903, missing)
polarity: low
breakdowns:
  placement_type: kind of placement, as last told in the month
  placement_location: whether placed in Surrey
  uasc: whether an unaccompanied asylum-seeking child
variants:
  police: children with a missing episode of the police that began in the period while they were looked after
  away: children away from placement without authorisation (A) on the local authority's record
disclosure: public
cautions:
  - The published figure is that of the 12 months to 31 March; the share in a single month is naturally smaller.
  - Missing in the authority's record counts days; the police count hours, and record more.
  - From 2017 many authorities record every absence as missing, so away shows no trend.
  - Of a longer period a child who went missing is shown by the placement of the first month in which that was so.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with in_care as (
    select distinct on (c.person_id, month.first)
        c.person_id, month.first::date as month_start, (month.first + interval '1 month')::date as month_after,
        greatest(c.valid_from, month.first::date) as day, c.valid_to, c.placement_type, c.placement_location,
        c.uasc and (c.duc is null or c.duc >= month.first::date) as is_uasc, coalesce(c.dob, f.dob) as dob,
        c.sheet_id, c.source_row
    from {{ ref('int_looked_after_children__as_told') }} c
    cross join (
        select max(month_end) as day from {{ ref('int_calendar__months_received') }} where return_name = 'cs_lac'
    ) last_received
    cross join lateral generate_series(
        date_trunc('month', c.valid_from::timestamp),
        least(c.valid_to - interval '1 day', last_received.day::timestamp),
        interval '1 month'
    ) as month (first)
    left join {{ ref('int_children__facts') }} f on f.person_id = c.person_id
    where c.legal_status not in ('V3', 'V4')
    order by c.person_id, month.first, c.valid_from desc, c.poc_start desc
),
child as (
    select i.*, a.area
    from in_care i
    left join {{ ref('int_children__areas') }} a
        on a.person_id = i.person_id and a.valid_from <= i.day and (a.valid_to is null or a.valid_to > i.day)
    where coalesce(extract(year from age(i.day, i.dob)) < 18, true)
),
-- One row per child and month, with what is told of it; a period that runs on is missing in every month it touches.
on_record as (
    select m.person_id, month.first::date as month_start, bool_or(m.type = 'M') as is_missing, bool_or(m.type = 'A') as is_away
    from {{ ref('stg_childrens_services__lac_missing') }} m
    cross join lateral generate_series(
        date_trunc('month', m.mis_start::timestamp), m.until::timestamp, interval '1 month'
    ) as month (first)
    group by m.person_id, month.first
),
by_police as (
    select distinct person_id, date_trunc('month', missing_from_at)::date as month_start
    from {{ ref('int_missing__episodes') }}
    where category = 'MISSING' and person_id is not null
),
named as (
    select distinct person_id from {{ ref('stg_childrens_services__return_interviews') }} where person_id is not null
),
told as (
    select
        c.*, coalesce(r.is_missing, false) as is_missing, coalesce(r.is_away, false) as is_away,
        p.person_id is not null as is_missing_by_police, n.person_id is not null as is_named
    from child c
    left join on_record r on r.person_id = c.person_id and r.month_start = c.month_start
    left join by_police p on p.person_id = c.person_id and p.month_start = c.month_start
    left join named n on n.person_id = c.person_id
),
counted as (
    select *, is_missing as counts, true as is_matched, null as variant from told
    union all
    select *, is_missing_by_police, is_named, 'police' from told
    union all
    select *, is_away, true, 'away' from told
)
select
    day as item_date, area, person_id as unit_id, counts as in_numerator, true as in_denominator, is_matched, variant,
    placement_type, placement_location, case when is_uasc then 'YES' when not is_uasc then 'NO' end as uasc,
    sheet_id, source_row
from counted
