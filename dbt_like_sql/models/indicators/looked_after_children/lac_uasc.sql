/* ---
id: LAC03
name: lac_uasc
title: Unaccompanied asylum-seeking children looked after
meaning: How many of the children Surrey looked after on the last day of the period were unaccompanied and seeking asylum.
numerator: Looked after children with that status on the day; a status that ceased on the day no longer counts.
denominator: Children looked after on the day, without short breaks.
unit: children
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
standard: none
polarity: neutral
breakdowns:
  age_band: age on the day
  sex: as recorded by children's services
  placement_location: whether the placement lies in Surrey
disclosure: public
cautions:
  - The status ends on its day of ceasing or at 18, whichever is earlier; not every child who seeks asylum is unaccompanied.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
select
    day as item_date, area, person_id as unit_id, is_uasc as in_numerator, true as in_denominator, age_band, sex,
    placement_location, sheet_id, source_row
from {{ ref('int_looked_after_children__at_month_end') }}
