/* ---
meaning: >-
  One row per child, early help episode or assessment (kind) and month end at which it was open, for every month the file that
  would show it came. Starts and ends are those last told. What was open when last shown and is missing from later files counts
  until it was last shown; a file of one early help hub tells of that hub alone.
--- */
with received as (
    select 'ASSESSMENT' as kind, month, month_end, '' as part
    from {{ ref('int_calendar__months_received') }}
    where return_name = 'cs_assess_s47_icpc'
    union
    select 'EARLY_HELP', m.month, m.month_end, sent.part
    from {{ ref('int_calendar__months_received') }} as m
    join {{ source('registry', 'current_submission') }} as sent on sent.return_name = m.return_name and sent.month = m.month
    where m.return_name = 'cs_early_help'
),
spell as (
    select
        'ASSESSMENT' as kind, person_id, assessment_id as spell_id, '' as part, assessment_start as began_on,
        authorised_date as ended_on, last_shown_month
    from {{ ref('stg_childrens_services__assessments') }}
    union all
    select 'EARLY_HELP', person_id, eh_episode_id, hub, episode_start, episode_end, reporting_month
    from {{ ref('stg_childrens_services__early_help_episodes') }}
    where told_by = 'cs_early_help' and episode_start is not null
),
expected as (
    select each_of.kind, each_of.part, received.month, received.month_end,
        max(received.month) over (partition by each_of.kind, each_of.part) as last_month
    from (select distinct kind, part from spell) as each_of
    join received on received.kind = each_of.kind and received.part in ('', each_of.part)
)
select distinct spell.kind, spell.person_id, spell.spell_id, spell.began_on, expected.month_end
from spell
join expected
    on expected.kind = spell.kind and expected.part = spell.part and expected.month_end >= spell.began_on
    and (spell.ended_on is null or expected.month_end < spell.ended_on)
    and (
        expected.month <= spell.last_shown_month or spell.last_shown_month = expected.last_month or spell.ended_on is not null
    )
