/* ---
id: LAC05
name: lac_20miles_out_pct
title: Looked after children placed outside Surrey and more than 20 miles from home
meaning: Of the children Surrey looked after on the last day of the period, the share living outside the county and far from home.
numerator: Those whose placement on the day lies outside Surrey and more than 20 miles from their home (exactly 20 is not more).
denominator: Children looked after on the day, without short breaks; an unknown distance counts as not far.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
standard: none
polarity: low
alternatives: none
breakdowns:
  placement_type: kind of placement, as the month's file gives it
  age_band: age on the day
variants:
  excl_uasc: without children who are, or have been, unaccompanied and seeking asylum
  known_distance: of the children whose distance from home is known, and those placed in Surrey
disclosure: public
cautions:
  - Unaccompanied children have no home to measure from and are never in the numerator; the variant leaves them out of both parts.
  - Distances are in a straight line, as the file gives them; confidential placements have none.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with child as (
    select
        day, area, person_id, placement_type, age_band, has_been_uasc,
        coalesce(placement_location = 'OUT' and distance_miles > 20 and distance_miles < 999.9, false) as is_far_out,
        placement_location = 'IN' or distance_miles < 999.9 as is_known,
        sheet_id, source_row
    from {{ ref('int_looked_after_children__at_month_end') }}
),
counted as (
    select *, null as variant from child
    union all
    select *, 'excl_uasc' as variant from child where not has_been_uasc
    union all
    select *, 'known_distance' as variant from child where is_known
)
select
    day as item_date, area, person_id as unit_id, is_far_out and not has_been_uasc as in_numerator, true as in_denominator,
    variant, placement_type, age_band, sheet_id, source_row
from counted
