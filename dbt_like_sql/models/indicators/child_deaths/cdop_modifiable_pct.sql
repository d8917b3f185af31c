/* ---
id: CDOP02
name: cdop_modifiable_pct
title: Reviewed deaths with modifiable factors
meaning: Of the child deaths the panel finished reviewing in the period, the share in which something could have been changed.
numerator: Those in which the panel found modifiable factors.
denominator: >-
  Deaths of children under 18 who lived in Surrey, reviewed on a day of the period with enough information to tell.
unit: percent
counting_unit: death
type: flow
counting: items
returns: [lscb_cdop]
standard: none
polarity: neutral
breakdowns:
  category: national classification of the death, 1 to 10
  age_band: age at death, in days for the first year
disclosure: public
areas: none
cautions:
  - Reviews without enough information, or that do not say, are in neither number.
  - The national tables call the number of such reviews a percentage; compare the numerator with them.
  - Counted by the day of the panel, which often falls in a later year than the death.
--- */
select
    panel_date as item_date, null as area, cdop_ref as unit_id, modifiable = 'Y' as in_numerator, true as in_denominator,
    category, age_band, sheet_id, source_row
from {{ ref('int_child_deaths__residents') }}
where panel_date is not null and modifiable in ('Y', 'N')
