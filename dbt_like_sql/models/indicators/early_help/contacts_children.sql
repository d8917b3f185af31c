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
    c.contact_date as item_date, c.hub as area, c.person_id || ' ' || c.contact_id as unit_id, true as in_numerator,
    g.source_group, c.outcome, b.age_band, c.sheet_id, c.source_row
from {{ ref('stg_childrens_services__contacts') }} c
left join {{ ref('int_front_door__source_groups') }} g on g.source_code = c.contact_source
left join {{ ref('int_children__facts') }} f on f.person_id = c.person_id
left join {{ ref('int_children__age_bands') }} b
    on b.age = case
        when f.dob <= c.contact_date then extract(year from age(c.contact_date, f.dob))::integer
        when f.dob is not null or f.edd is not null then -1
    end
