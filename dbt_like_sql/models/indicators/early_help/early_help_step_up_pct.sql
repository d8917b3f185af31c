/* ---
id: EH06
name: early_help_step_up_pct
title: Early help that ended in a step up
meaning: >-
  Of the early help episodes that ended in the period, the share that ended because the child needs children's social care, or
  after which the child was referred to it.
numerator: >-
  Those whose reason for ending is a step up, or whose child was referred on the day they ended or in the 28 days after.
denominator: Episodes that ended on a day of the period.
unit: percent
counting_unit: child per early help episode
type: flow
counting: items
returns: [cs_early_help, cs_contacts_referrals]
alternatives: none
follow_up_months: {cs_contacts_referrals: 1}
matching: >-
  By the social care id alone. An episode that did not end in a step up, and whose id no return of children's social care knows,
  may be of a child referred under another id.
standard: none
polarity: low
breakdowns:
  reason: main reason for the help
  age_band: age on the day the episode ended
disclosure: public
cautions:
  - A step up may be timely help or late help; read it with care.
  - Hubs sometimes give an id of their own system, under which no referral can be found; the upper bound counts such children.
  - Areas are those of the four hubs, which opened on 5 October 2016; episodes that ended before have none.
--- */
with referred as (
    select distinct e.person_id, e.eh_episode_id
    from {{ ref('stg_childrens_services__early_help_episodes') }} as e
    join {{ ref('stg_childrens_services__referrals') }} as r
        on r.person_id = e.person_id and r.referral_date between e.episode_end and e.episode_end + 28
)
select
    e.episode_end as item_date, case when e.episode_end >= hubs.opened_on then e.hub end as area, e.person_id || ' ' || e.eh_episode_id as unit_id,
    coalesce(e.end_reason = 'STEP_UP', false) or referred.person_id is not null as in_numerator, true as in_denominator,
    coalesce(e.end_reason = 'STEP_UP', false) or f.person_id is not null or referred.person_id is not null as is_matched,
    e.reason, b.age_band, e.sheet_id, e.source_row
from {{ ref('stg_childrens_services__early_help_episodes') }} as e
cross join {{ ref('int_front_door__hubs') }} as hubs
left join referred on referred.person_id = e.person_id and referred.eh_episode_id = e.eh_episode_id
left join {{ ref('int_children__facts') }} as f on f.person_id = e.person_id
left join {{ ref('int_children__age_bands') }} as b
    on b.age = extract(year from age(e.episode_end, coalesce(e.dob, f.dob)))::integer
where e.told_by = 'cs_early_help' and e.episode_end is not null
