/* ---
id: EH05
name: early_help_open
title: Children in early help
meaning: How many children had an early help episode on the last day of the period, by the hub that coordinates it.
numerator: >-
  Children with an episode that began on or before the day and had not ended by it (one that ends on the day is not open).
unit: children
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_early_help]
alternatives: none
standard: none
polarity: neutral
rate: 0_17
breakdowns:
  lead_organisation: organisation that leads the work
  age_band: age on the day
  reason: main reason for the help
disclosure: public
cautions:
  - There is no national standard for early help; hubs may count differently.
  - A child with two open episodes counts once, under the later one.
  - An episode that was open and then disappears from the hub's files counts until the last month that shows it.
  - Areas are those of the four hubs, which opened on 5 October 2016; before that the files were those of area teams, and no
    area is shown.
--- */
select
    o.month_end as item_date, case when o.month_end >= hubs.opened_on then e.hub end as area, o.person_id as unit_id, true as in_numerator,
    row_number() over (
        partition by o.month_end, o.person_id order by o.began_on desc, o.spell_id
    )::integer as precedence,
    e.lead_organisation, b.age_band, e.reason, e.sheet_id, e.source_row
from {{ ref('int_front_door__open_at_month_end') }} as o
join {{ ref('stg_childrens_services__early_help_episodes') }} as e
    on e.person_id = o.person_id and e.eh_episode_id = o.spell_id
cross join {{ ref('int_front_door__hubs') }} as hubs
left join {{ ref('int_children__facts') }} as f on f.person_id = e.person_id
left join {{ ref('int_children__age_bands') }} as b
    on b.age = extract(year from age(o.month_end, coalesce(e.dob, f.dob)))::integer
where o.kind = 'EARLY_HELP'
