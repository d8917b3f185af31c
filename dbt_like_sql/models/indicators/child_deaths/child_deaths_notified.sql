/* ---
id: CDOP01
name: child_deaths_notified
title: Child deaths
meaning: How many children who lived in Surrey died in the period; beside it, how many deaths the panel finished reviewing.
numerator: >-
  Deaths on a day of the period of children under 18 who lived in Surrey, wherever they died. Stillbirths and lawful
  terminations are not notified to the panel.
unit: deaths
counting_unit: death
type: flow
counting: items
returns: [lscb_cdop]
follow_up_months: 1
standard: rapid response for every unexpected death (Working Together 2015)
polarity: neutral
breakdowns:
  age_band: age at death, in days for the first year
  expected: whether the death was expected
  category: national classification by the panel, 1 to 10; UNKNOWN until the death is reviewed
variants:
  reviewed: deaths whose review the panel finished on a day of the period, whenever the child died
disclosure: public
areas: none
cautions:
  - Deaths and reviews are two counts by two dates; a review often falls in a later year than the death, and they are never added.
  - Numbers are small; most months and breakdowns are unfit for publication.
  - A death is counted by its day, not by that of its notification, so a month is provisional until the next month's return has come.
--- */
select
    date_of_death as item_date, null as area, cdop_ref as unit_id, true as in_numerator, null as variant, age_band, expected,
    category, sheet_id, source_row
from {{ ref('int_child_deaths__residents') }}
union all
select
    panel_date, null, cdop_ref, true, 'reviewed', age_band, expected, category, sheet_id, source_row
from {{ ref('int_child_deaths__residents') }}
where panel_date is not null
