/* ---
meaning: >
    One row per child and unbroken time looked after in [spell_start, until): periods of care that touch or overlap are one,
    series of short breaks (V3, V4) are left out. spell_end is the end that was told, null while open or where the child
    vanished from the files; until is null only while open.
--- */
with covered as (
    select
        *,
        max(coalesce(until, 'infinity'::date)) over (
            partition by person_id order by poc_start rows between unbounded preceding and 1 preceding
        ) as covered_until
    from {{ ref('int_looked_after_children__periods') }}
    where last_legal_status not in ('V3', 'V4') and not is_put_right
),
numbered as (
    select
        *, count(*) filter (where covered_until is null or poc_start > covered_until) over (
            partition by person_id order by poc_start
        ) as spell_number
    from covered
),
spell as (
    select
        person_id, spell_number, min(poc_start) as spell_start, max(coalesce(until, 'infinity'::date)) as last_day_after,
        max(poc_end) as last_end_told
    from numbered
    group by person_id, spell_number
),
opening as (
    select distinct on (person_id, spell_number) * from numbered order by person_id, spell_number, poc_start
),
closing as (
    select distinct on (person_id, spell_number) * from numbered
    order by person_id, spell_number, coalesce(until, 'infinity'::date) desc, poc_start desc
)
select
    s.person_id, s.spell_start, case when s.last_end_told = s.last_day_after then s.last_end_told end as spell_end,
    nullif(s.last_day_after, 'infinity'::date) as until,
    coalesce(closing.dob, opening.dob) as dob,
    opening.first_legal_status as legal_status_at_start, opening.is_uasc_at_start,
    opening.first_sheet_id as start_sheet_id, opening.first_source_row as start_source_row,
    closing.last_legal_status as legal_status_at_end, closing.is_uasc_at_end,
    closing.last_sheet_id as end_sheet_id, closing.last_source_row as end_source_row
from spell s
join opening on opening.person_id = s.person_id and opening.spell_number = s.spell_number
join closing on closing.person_id = s.person_id and closing.spell_number = s.spell_number
