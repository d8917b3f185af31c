/* ---
meaning: >
    One row per child looked after on the last day of a month the return was received for. Starts and ends are those last
    told; a child who ceased on the day no longer stands. A child still looked after when last shown but missing from later
    files stands up to the last month that showed it. Legal status and placement are those of the day's own file, for a
    child entered late those of the next. spell_start is the day the child became looked after without a break. Series of
    short breaks (V3, V4) and young people of 18 are left out.
--- */
with received as (
    select month, month_end as day from {{ ref('int_calendar__months_received') }} where return_name = 'cs_lac'
),
standing as (
    select distinct on (t.person_id, m.day) t.*, m.day
    from {{ ref('int_looked_after_children__as_told') }} t
    join received m on t.valid_from <= m.day and (t.valid_to is null or t.valid_to > m.day)
    order by t.person_id, m.day, t.reporting_month = m.month desc, t.poc_start desc
),
aged as (
    select
        s.*, coalesce(s.gender, f.sex) as sex, f.ethnicity_group, f.is_disabled,
        coalesce(s.dob, f.dob) as born, extract(year from age(s.day, coalesce(s.dob, f.dob)))::integer as age
    from standing s
    left join {{ ref('int_children__facts') }} f on f.person_id = s.person_id
)
select
    c.person_id, c.day, coalesce(spell.spell_start, c.poc_start) as spell_start, c.legal_status, c.placement_type,
    c.placement_location, c.placement_start, c.placements_12m, c.distance_miles, c.send_status,
    c.uasc and (c.duc is null or c.duc > c.day) as is_uasc, c.uasc as has_been_uasc,
    c.sex, c.ethnicity_group, c.is_disabled, c.born as dob, c.age, b.age_band, a.area, c.sheet_id, c.source_row
from aged c
left join {{ ref('int_looked_after_children__spells') }} spell
    on spell.person_id = c.person_id and spell.spell_start <= c.day and (spell.until is null or spell.until > c.day)
left join {{ ref('int_children__age_bands') }} b on b.age = c.age
left join {{ ref('int_children__areas') }} a
    on a.person_id = c.person_id and a.valid_from <= c.day and (a.valid_to is null or a.valid_to > c.day)
where c.legal_status not in ('V3', 'V4') and (c.age is null or c.age < 18)
