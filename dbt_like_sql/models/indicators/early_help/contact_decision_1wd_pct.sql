/* ---
id: EH03
name: contact_decision_1wd_pct
title: Contacts decided within one working day
meaning: Of the contacts received in the period, the share on which a decision was made by the end of the next working day.
numerator: Those decided at most one working day after they were received (the same day is 0).
denominator: >-
  Contacts received on a day of the period that are decided, and those still undecided more than one working day later when
  the file was made.
unit: percent
counting_unit: child per contact
type: flow
counting: items
returns: [cs_contacts_referrals]
alternatives: none
standard: one working day (Working Together 2015)
polarity: high
breakdowns:
  source_group: who made the contact
  weekday: day of the week it was received
disclosure: public
cautions:
  - Contacts of the last day or two that are not yet decided, and not yet late, are left out until a later file tells.
  - Areas are those of the four Early Help Coordination Hubs, which opened on 5 October 2016; earlier contacts have none.
--- */
select
    contact_date as item_date, hub as area, unit_id, coalesce(decided_number - number between 0 and clock.limit_value, false) as in_numerator,
    decision_date is not null or told_number - number > clock.limit_value as in_denominator, source_group,
    to_char(contact_date, 'DY') as weekday, sheet_id, source_row
from {{ ref('int_front_door__contacts') }}
cross join (select limit_value from {{ source('reference', 'standard') }} where name = 'referral_decision') as clock
where told_by = 'cs_contacts_referrals'
