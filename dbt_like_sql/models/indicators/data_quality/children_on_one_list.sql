/* ---
id: DQ13
name: children_on_one_list
title: Children on one agency's list only
meaning: >-
  How many of the children listed as missing, or as at risk of sexual exploitation, in a month only one of the two who should
  know of them lists.
numerator: Children on one of the two lists alone.
denominator: >-
  Children on either list of the month. Missing: that of the police and that of Children's Services. Exploitation: children
  at medium or high risk on the last day, and those an area's meeting of the month lists.
unit: percent
counting_unit: child per list
type: snapshot
counting: items
returns: [pol_missing, cs_return_interviews, cs_lac, cs_cse_risk, cs_maecc]
lookback_months:
  cs_cse_risk: 12
matching: >-
  Between police and Children's Services by the interviews that name both; a child no interview has named may be on the other's
  list under another name.
standard: none
polarity: low
breakdowns:
  list: MISSING or CSE
shares:
  listed_by: POLICE, CHILDRENS_SERVICES or MEETING alone, or BOTH
headline: none
areas: none
disclosure: partnership
cautions:
  - A child on both a missing and an exploitation list is in each; their sum means nothing and is not shown.
  - The value leaves out of the numerator who could not be looked up; the true share lies between the bounds.
  - A meeting held before a child's risk rose cannot list the child.
--- */
select
    day as item_date, null as area, list || ' ' || child as unit_id, listed_by <> 'BOTH' as in_numerator,
    true as in_denominator, is_known as is_matched, list, listed_by, sheet_id, source_row
from {{ ref('int_data_quality__on_lists') }}
