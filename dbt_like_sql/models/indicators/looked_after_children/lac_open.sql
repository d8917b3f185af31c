/* ---
id: LAC01
name: lac_open
title: Looked after children
meaning: How many children Surrey looked after on the last day of the period.
numerator: Children with a period of care that began on or before the day and had not ended by it.
unit: children
rate: 0_17
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
standard: none
polarity: neutral
breakdowns:
  age_band: age on the day
  sex: as recorded by children's services
  ethnicity_group: group of the ethnicity last known; refused and not obtained count as UNKNOWN
  is_disabled: YES or NO as last assessed; UNKNOWN where no assessment says
  uasc: whether an unaccompanied asylum-seeking child on the day
  legal_status: legal status, as the month's file gives it
  placement_type: kind of placement, as the month's file gives it
disclosure: public
cautions:
  - Children in a series of short breaks (legal status V3, V4) are left out, as in national statistics, and so are 18-year-olds.
  - A child still looked after who disappears from the file without an end is counted until the last month that shows the child.
  - >-
    The return carries no area: it is that of the child's latest referral or start as a child in need, UNKNOWN where neither
    is held.
--- */
select
    day as item_date, area, person_id as unit_id, true as in_numerator, age_band, sex,
    ethnicity_group, case when is_disabled then 'YES' when not is_disabled then 'NO' end as is_disabled,
    case when is_uasc then 'YES' else 'NO' end as uasc, legal_status, placement_type, sheet_id, source_row
from {{ ref('int_looked_after_children__at_month_end') }}
