/* ---
id: EH02
name: contact_outcome_pct
title: What contacts led to
meaning: Of the decided contacts about children received in the period, the shares that led to each outcome.
numerator: Those decided with the outcome shown.
denominator: Contacts received on a day of the period that have a recorded outcome, once for each child.
unit: percent
counting_unit: child per contact
type: flow
counting: items
returns: [cs_contacts_referrals]
alternatives: none
standard: none
polarity: neutral
headline: none
shares:
  outcome: what was decided
  source_group: who made the contact
  level_of_need: level of need, 1 to 4, as the hubs have it since October 2016
crossed:
  outcome: [source_group, level_of_need]
variants:
  no_outcome: of all contacts received, those without a recorded outcome
disclosure: public
cautions:
  - Contacts without a recorded outcome are in no share; the variant says how many there are.
  - Areas are those of the four Early Help Coordination Hubs, which opened on 5 October 2016; earlier contacts have none.
--- */
with contact as (
    select contact_date, hub, unit_id, outcome, source_group, level_of_need, sheet_id, source_row
    from {{ ref('int_front_door__contacts') }}
    where told_by = 'cs_contacts_referrals'
)
select
    contact_date as item_date, hub as area, unit_id, true as in_numerator, true as in_denominator, null as variant, outcome,
    source_group, level_of_need, sheet_id, source_row
from contact
where outcome is not null
union all
select contact_date, hub, unit_id, outcome is null, true, 'no_outcome', outcome, source_group, level_of_need, sheet_id, source_row
from contact
