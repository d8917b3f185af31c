/* ---
id: EH01
name: contacts_children
title: Contacts received about children
meaning: >-
  How many contacts about children reached Children's Services in the period. A contact about three children counts three
  times.
numerator: Children named in contacts received on a day of the period, once per contact.
unit: contacts
counting_unit: child per contact
type: flow
counting: items
returns: [cs_contacts_referrals]
standard: none
polarity: neutral
rate: 0_17
breakdowns:
  source_group: who made the contact
  outcome: what was decided; UNKNOWN while undecided
  age_band: age on the day of the contact
disclosure: public
cautions:
  - Contacts and referrals are never added up; a contact that is accepted becomes a referral.
  - Areas are those of the four Early Help Coordination Hubs, which opened on 5 October 2016; earlier contacts have none.
--- */
select
    contact_date as item_date, hub as area, unit_id, true as in_numerator, source_group, outcome, age_band, sheet_id, source_row
from {{ ref('int_front_door__contacts') }}
