/* ---
id: LAC04
name: lac_out_of_county_pct
title: Looked after children placed outside Surrey
meaning: Of the children Surrey looked after on the last day of the period, the share placed outside the county.
numerator: Those whose placement on the day lies outside Surrey.
denominator: Children looked after on the day, without short breaks, whose placement is known to lie inside or outside Surrey.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
standard: none
polarity: low
breakdowns:
  placement_type: kind of placement, as the month's file gives it
  uasc: whether an unaccompanied asylum-seeking child on the day
  send_status: special educational needs
  cse_level: >-
    risk of child sexual exploitation on the day (HIGH, MEDIUM, LOW, NONE, or NOT_ASSESSED); UNKNOWN for months without the
    return of these risks
shares:
  placed: in Surrey, or outside within 20 miles of home, farther, or at an unknown distance
variants:
  excl_adoption_and_parents: without children placed for adoption (A3 to A6) or with their parents (P1)
disclosure: public
cautions:
  - Outside the county and more than 20 miles from home are different things; a placement over the border may be near.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with child as (
    select
        c.day, c.area, c.person_id, placement_location = 'OUT' as is_outside, placement_type,
        case when is_uasc then 'YES' else 'NO' end as uasc, send_status,
        case
            when placement_location = 'IN' then 'IN_SURREY'
            when distance_miles <= 20 then 'OUTSIDE_WITHIN_20_MILES'
            when distance_miles < 999.9 then 'OUTSIDE_OVER_20_MILES'
            when placement_location = 'OUT' then 'OUTSIDE_DISTANCE_UNKNOWN'
        end as placed,
        case when risks.month_end is not null then coalesce(risk.level, 'NOT_ASSESSED') end as cse_level,
        c.sheet_id, c.source_row
    from {{ ref('int_looked_after_children__at_month_end') }} c
    left join {{ ref('int_calendar__months_received') }} risks
        on risks.month_end = c.day and risks.return_name = 'cs_cse_risk'
    left join {{ ref('int_child_sexual_exploitation__levels') }} risk
        on risk.person_id = c.person_id and risk.valid_from <= c.day and (risk.valid_to is null or risk.valid_to > c.day)
),
counted as (
    select *, null as variant from child
    union all
    select *, 'excl_adoption_and_parents' as variant from child
    where placement_type is null or placement_type not in ('A3', 'A4', 'A5', 'A6', 'P1')
)
select
    day as item_date, area, person_id as unit_id, coalesce(is_outside, false) as in_numerator, is_outside is not null as in_denominator, variant,
    placement_type, uasc, send_status, cse_level, placed, sheet_id, source_row
from counted
