/* ---
id: DA01
name: da_incidents
title: Domestic abuse incidents reported to the police
meaning: How many incidents of domestic abuse were reported to Surrey Police in the period, crimes and others.
numerator: Incidents reported on a day of the period.
unit: incidents
counting_unit: incident
type: flow
counting: distinct
returns: [pol_da_notifications]
standard: none
polarity: neutral
breakdowns:
  borough: district the incident happened in
  dash_grade: grade of the police risk assessment (DASH)
  crime: whether recorded as a crime
  repeat_12m: whether it repeats one of the 12 months before
disclosure: public
cautions:
  - No rate is shown, for want of populations aged 16 and over.
  - Much domestic abuse is never reported; a rise may mean that more of it comes to light.
  - Areas are made up of districts, and follow the incident; UNKNOWN where the police give no district.
--- */
select
    i.reported_date as item_date, a.area, i.incident_ref as unit_id, true as in_numerator, i.borough, i.dash_grade,
    case when i.crime_flag then 'YES' when not i.crime_flag then 'NO' end as crime,
    case when i.repeat_12m then 'YES' when not i.repeat_12m then 'NO' end as repeat_12m,
    i.sheet_id, i.source_row
from {{ ref('stg_police__da_incidents') }} i
left join {{ source('reference', 'area') }} a
    on a.district_code = i.borough and a.valid_from <= i.reported_date
    and (a.valid_to is null or a.valid_to > i.reported_date)
