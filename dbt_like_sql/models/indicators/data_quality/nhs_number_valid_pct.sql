/* ---
id: DQ03
name: nhs_number_valid_pct
title: Rows with a valid NHS number
meaning: Of the loaded rows on sheets that ask for the NHS number, the share that give a valid one.
numerator: Rows whose NHS number has ten digits and the right check digit.
denominator: Rows loaded on sheets with a column for it.
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
  - A number with a wrong check digit is left out when its row is loaded, and counts as not given.
  - Rows are counted, not children; a child in several rows or months counts in each.
--- */
with counted as (
    select sheet_id, return_name, agency, day, true as in_numerator, given as item_count
    from {{ ref('int_data_quality__given') }}
    where what = 'NHS_NUMBER'
    union all
    select sheet_id, return_name, agency, day, false, looked_for - given
    from {{ ref('int_data_quality__given') }}
    where what = 'NHS_NUMBER'
)
select
    day as item_date, null as area, sheet_id || ' ' || in_numerator as unit_id, in_numerator, true as in_denominator,
    item_count, return_name as "return", upper(agency) as agency, sheet_id, null::integer as source_row
from counted
