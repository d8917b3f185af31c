/* ---
id: LAC02
name: lac_starts_ceases
title: Children starting and ceasing to be looked after
meaning: How many times a child became looked after in the period, and how many times a child ceased to be.
numerator: >-
  Starts and ends, on a day of the period, of the time a child is looked after without a break. An end on the day the next
  period of care begins is neither an end nor a start.
unit: events
counting_unit: start or end of the time looked after
type: flow
counting: distinct
returns: [cs_lac]
standard: "check: looked after at the end = looked after at the beginning + starts - ends"
polarity: neutral
headline: none
rate: 0_17
breakdowns:
  event: START, children who became looked after; CEASE, children who ceased
  event_age_band: event and age on its day (START_5_9)
  event_uasc: event and whether an unaccompanied asylum-seeking child on its day (START_YES)
  event_legal_status: event and legal status, at a start as first told, at an end as last told (CEASE_C2)
variants:
  children_starting: children who became looked after, each once however often, as national statistics count them
  children_ceasing: children who ceased, each once however often
disclosure: public
cautions:
  - Series of short breaks (legal status V3, V4) are left out, as in national statistics.
  - The return tells periods of care, not the reason an episode began or ended; periods that touch count as one.
  - A child who disappears from the file without an end, or stays in it past 18, is not counted as having ceased.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with event as (
    select
        person_id, spell_start as day, 'START' as event, dob, is_uasc_at_start as is_uasc, legal_status_at_start as legal_status,
        start_sheet_id as sheet_id, start_source_row as source_row
    from {{ ref('int_looked_after_children__spells') }}
    union all
    select
        person_id, spell_end, 'CEASE', dob, is_uasc_at_end, legal_status_at_end, end_sheet_id, end_source_row
    from {{ ref('int_looked_after_children__spells') }}
    where spell_end is not null
),
described as (
    select
        e.day, a.area, e.person_id, e.event,
        e.event || '_' || coalesce(b.age_band, 'UNKNOWN') as event_age_band,
        e.event || case when e.is_uasc then '_YES' else '_NO' end as event_uasc,
        e.event || '_' || e.legal_status as event_legal_status, e.sheet_id, e.source_row
    from event e
    left join {{ ref('int_children__facts') }} f on f.person_id = e.person_id
    left join {{ ref('int_children__age_bands') }} b
        on b.age = extract(year from age(e.day, coalesce(e.dob, f.dob)))::integer
    left join {{ ref('int_children__areas') }} a
        on a.person_id = e.person_id and a.valid_from <= e.day and (a.valid_to is null or a.valid_to > e.day)
)
select
    day as item_date, area, person_id || ' ' || event || ' ' || day as unit_id, true as in_numerator, null as variant,
    event, event_age_band, event_uasc, event_legal_status, sheet_id, source_row
from described
union all
select
    day, area, person_id, true, case event when 'START' then 'children_starting' else 'children_ceasing' end,
    event, event_age_band, event_uasc, event_legal_status, sheet_id, source_row
from described
