/* ---
id: EH04
name: contact_to_referral_pct
title: Contacts that became a referral
meaning: Of the contacts about children received in the period, the share that became a referral to children's social care.
numerator: >-
  Those whose outcome is a referral, or that a referral of the same child names as its contact and follows within five working
  days.
denominator: Contacts received on a day of the period, once for each child, decided or not.
unit: percent
counting_unit: child per contact
type: flow
counting: items
returns: [cs_contacts_referrals]
alternatives: none
follow_up_months: 1
standard: none
polarity: neutral
breakdowns:
  source_group: who made the contact
disclosure: public
cautions:
  - A share much lower or higher than before asks how the threshold is applied; neither is good in itself.
  - Contacts not yet decided count as not referred until a later file tells.
  - Areas are those of the four Early Help Coordination Hubs, which opened on 5 October 2016; earlier contacts have none.
--- */
with linked as (
    select distinct c.unit_id
    from {{ ref('int_front_door__contacts') }} as c
    join {{ ref('int_front_door__referrals') }} as r on r.person_id = c.person_id and r.contact_id = c.contact_id
    join {{ source('reference', 'day') }} as referred on referred.day = r.referral_date
    where r.referral_date >= c.contact_date and referred.working_day_number - c.number <= 5
)
select
    c.contact_date as item_date, c.hub as area, c.unit_id,
    coalesce(c.outcome = 'REFERRAL', false) or linked.unit_id is not null as in_numerator, true as in_denominator,
    c.source_group, c.sheet_id, c.source_row
from {{ ref('int_front_door__contacts') }} as c
left join linked on linked.unit_id = c.unit_id
where c.told_by = 'cs_contacts_referrals'
