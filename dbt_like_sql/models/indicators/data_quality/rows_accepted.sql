/* ---
id: DQ02
name: rows_accepted
title: Rows read, accepted and refused
meaning: How many rows of the files of the period were loaded, of how many read; the rest was refused or held no data.
numerator: Rows loaded.
denominator: Rows read below the headings, blank and total rows included.
unit: rows
counting_unit: row of a sheet
type: flow
counting: items
returns: none
standard: none
polarity: high
breakdowns:
  return: the return
  agency: agency that sent it
shares:
  outcome: ACCEPTED, REFUSED, or IGNORED because the row holds no data
variants:
  queried: of the rows loaded, those something is asked of the sender about
areas: none
disclosure: partnership
cautions:
  - Only the file that now tells a month is counted; one it replaced, or one refused as a whole, is not.
--- */
with counted as (
    select
        s.sheet_id, s.return_name, s.agency, s.day, o.variant, o.outcome, o.in_numerator, o.item_count
    from {{ ref('int_data_quality__sheets') }} s
    cross join lateral (values
        (null, 'ACCEPTED', true, s.accepted), (null, 'REFUSED', false, s.refused), (null, 'IGNORED', false, s.ignored),
        ('queried', 'ACCEPTED', true, s.queried), ('queried', 'ACCEPTED', false, s.accepted - s.queried)
    ) as o (variant, outcome, in_numerator, item_count)
)
select
    day as item_date, null as area, concat_ws(' ', sheet_id, outcome, variant, in_numerator) as unit_id, in_numerator,
    true as in_denominator, variant, item_count, return_name as "return", upper(agency) as agency, outcome, sheet_id,
    null::integer as source_row
from counted
