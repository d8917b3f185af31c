/* ---
id: DQ05
name: upn_valid_pct
title: School-age rows with a valid pupil number
meaning: Of the loaded rows about children of school age, the share that give a valid unique pupil number.
numerator: Rows whose number has the right form and check letter.
denominator: Rows loaded, on sheets with a column for it, of children aged 5 to 15 on the last day of the month.
unit: percent
counting_unit: row of a sheet
type: flow
counting: items
returns: none
standard: none
polarity: high
breakdowns:
  return: the return
  agency: agency that sent it
areas: none
disclosure: partnership
cautions:
  - Children whose date of birth is not known are left out.
  - Children taught at home or in independent schools may have no number.
  - Rows are counted, not children; a child in several rows or months counts in each.
--- */
with counted as (
    select sheet_id, return_name, agency, day, true as in_numerator, given as item_count
    from {{ ref('int_data_quality__given') }}
    where what = 'UPN'
    union all
    select sheet_id, return_name, agency, day, false, looked_for - given
    from {{ ref('int_data_quality__given') }}
    where what = 'UPN'
)
select
    day as item_date, null as area, sheet_id || ' ' || in_numerator as unit_id, in_numerator, true as in_denominator,
    item_count, return_name as "return", upper(agency) as agency, sheet_id, null::integer as source_row
from counted
