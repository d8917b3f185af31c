/* ---
id: DQ10
name: outside_code_lists_pct
title: Values outside the code lists
meaning: Of the values in columns that take codes of a list, the share that no list spells.
numerator: Values that are no spelling of any code of their column's list.
denominator: These, and the codes of loaded rows.
unit: percent
counting_unit: cell
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
  - The words themselves stay with the data team, as a sender may type anything into a cell.
  - Yes and no count as codes; words that say a value is not known do not count at all.
--- */
with outside as (
    select sheet_id, sum(rows)::integer as cells from {{ source('registry', 'unknown_word') }} group by sheet_id
),
inside as (
    select sheet_id, sum(rows)::integer as cells from {{ source('registry', 'code_seen') }} group by sheet_id
),
counted as (
    select s.sheet_id, s.return_name, s.agency, s.day, true as in_numerator, o.cells as item_count
    from {{ ref('int_data_quality__sheets') }} s
    join outside o on o.sheet_id = s.sheet_id
    union all
    select s.sheet_id, s.return_name, s.agency, s.day, false, i.cells
    from {{ ref('int_data_quality__sheets') }} s
    join inside i on i.sheet_id = s.sheet_id
)
select
    day as item_date, null as area, sheet_id || ' ' || in_numerator as unit_id, in_numerator, true as in_denominator,
    item_count, return_name as "return", upper(agency) as agency, sheet_id, null::integer as source_row
from counted
