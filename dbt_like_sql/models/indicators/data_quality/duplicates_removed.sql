/* ---
id: DQ09
name: duplicates_removed
title: Duplicate rows removed
meaning: How many rows of the files of the period were left out because they stood above already, alike in every column.
numerator: Rows left out as duplicates.
denominator: Rows of data, loaded or refused.
unit: rows
counting_unit: row of a sheet
type: flow
counting: items
returns: none
standard: none
polarity: low
breakdowns:
  return: the return
  agency: agency that sent it
areas: none
disclosure: partnership
cautions:
  - Rows with the same key and other values are loaded and asked about; they are not duplicates.
  - A row sent again in a later month's file is no duplicate; the latest is counted, whatever was sent before.
--- */
with removed as (
    select submission_id, sheet, count(distinct row)::integer as removed
    from {{ source('registry', 'finding') }}
    where strength = 'refused' and rule = 'duplicate_row'
    group by submission_id, sheet
),
sheet as (
    select s.sheet_id, s.return_name, s.agency, s.day, s.accepted + s.refused as rows, coalesce(r.removed, 0) as removed
    from {{ ref('int_data_quality__sheets') }} s
    left join removed r on r.submission_id = s.submission_id and r.sheet = s.sheet
),
counted as (
    select sheet_id, return_name, agency, day, true as in_numerator, removed as item_count from sheet
    union all
    select sheet_id, return_name, agency, day, false, rows - removed from sheet
)
select
    day as item_date, null as area, sheet_id || ' ' || in_numerator as unit_id, in_numerator, true as in_denominator,
    item_count, return_name as "return", upper(agency) as agency, sheet_id, null::integer as source_row
from counted
