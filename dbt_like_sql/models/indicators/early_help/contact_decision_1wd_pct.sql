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
    c.contact_date as item_date, c.hub as area, c.person_id || ' ' || c.contact_id as unit_id,
    coalesce(decided.working_day_number - received.working_day_number between 0 and 1, false) as in_numerator,
    c.decision_date is not null or told.working_day_number - received.working_day_number > 1 as in_denominator,
    g.source_group, to_char(c.contact_date, 'DY') as weekday, c.sheet_id, c.source_row
from {{ ref('stg_childrens_services__contacts') }} c
join {{ ref('int_calendar__months_received') }} month
    on month.return_name = 'cs_contacts_referrals' and month.month = c.reporting_month
join {{ source('reference', 'day') }} told on told.day = month.month_end
left join {{ source('reference', 'day') }} received on received.day = c.contact_date
left join {{ source('reference', 'day') }} decided on decided.day = c.decision_date
left join {{ ref('int_front_door__source_groups') }} g on g.source_code = c.contact_source
where c.told_by = 'cs_contacts_referrals'
