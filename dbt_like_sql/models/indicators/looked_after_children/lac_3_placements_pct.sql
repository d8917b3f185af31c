/* ---
id: LAC06
name: lac_3_placements_pct
title: Looked after children with three or more placements in a year
meaning: Of the children Surrey looked after on the last day of the period, the share who lived in three or more placements in the year to it.
numerator: Those with three or more placements in the 12 months to the day, as the month's file counts them.
denominator: Children looked after on the day, without short breaks, whose placements are counted.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
lookback_months: 12
standard: none
polarity: low
breakdowns:
  age_band: age on the day
  placement_type: kind of placement, as the month's file gives it
variants:
  from_files: >-
    counted from the placements the files of the year show, the one that ran when the year began among them, without
    temporary ones and adoption by the same carers
disclosure: public
cautions:
  - How the sender's system counts temporary placements is not known to us; the variant does not count them.
  - A placement that came and went between two month ends is in no file, and the variant does not see it.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with lived as (
    select c.person_id, c.day, count(*) as placements
    from {{ ref('int_looked_after_children__at_month_end') }} c
    join {{ ref('int_looked_after_children__placements') }} p
        on p.person_id = c.person_id and p.placement_start <= c.day
        and (p.placement_end is null or p.placement_end > c.day - interval '12 months')
    group by c.person_id, c.day
),
counted as (
    select day, area, person_id, placements_12m as placements, null as variant, age_band, placement_type, sheet_id, source_row
    from {{ ref('int_looked_after_children__at_month_end') }}
    union all
    select c.day, c.area, c.person_id, lived.placements, 'from_files', c.age_band, c.placement_type, c.sheet_id, c.source_row
    from {{ ref('int_looked_after_children__at_month_end') }} c
    left join lived on lived.person_id = c.person_id and lived.day = c.day
)
select
    day as item_date, area, person_id as unit_id, coalesce(placements >= 3, false) as in_numerator,
    placements is not null or variant is not null as in_denominator, variant, age_band, placement_type, sheet_id, source_row
from counted
