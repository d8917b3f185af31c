/* ---
meaning: >
    One row per review due in the time a child is looked after, with the day it was held, null while it is not. The first is
    due 20 working days after the start, the second 3 months after the first, later ones 6 months after the one before. Of
    children looked after since before the files begin the earlier reviews are not known: the first one shown is due when
    the file says, else 6 months after the files begin at the latest (is_latest_due), and counts as a later one.
--- */
with files as (
    select min(month_start) as begin_on
    from {{ ref('int_calendar__months_received') }}
    where return_name = 'cs_lac'
),
clock as (
    select
        max(limit_value) filter (where name = 'first_looked_after_review') as first_days,
        max(limit_value) filter (where name = 'second_looked_after_review') * interval '1 month' as second_after,
        max(limit_value) filter (where name = 'later_looked_after_review') * interval '1 month' as later_after
    from {{ source('reference', 'standard') }}
),
spell as (
    select
        s.person_id, s.spell_start, s.until, s.dob, first_due.day as first_due_date,
        -- The calendar begins in 2012: care that began before it has no first due day here.
        coalesce(first_due.day < files.begin_on, true) as is_known_late, files.begin_on, s.start_sheet_id, s.start_source_row
    from {{ ref('int_looked_after_children__spells') }} s
    cross join files
    cross join clock
    left join {{ source('reference', 'day') }} began on began.day = s.spell_start
    left join {{ source('reference', 'day') }} first_due
        on first_due.working_day_number = began.working_day_number + clock.first_days and first_due.is_working_day
),
held as (
    select
        s.person_id, s.spell_start, s.until, s.dob, s.first_due_date, s.is_known_late, s.begin_on,
        r.review_date, r.due_date as told_due_date, r.participation,
        coalesce(r.sheet_id, s.start_sheet_id) as sheet_id, coalesce(r.source_row, s.start_source_row) as source_row,
        row_number() over by_day as number, lag(r.review_date) over by_day as held_before
    from spell s
    join {{ ref('stg_childrens_services__lac_reviews') }} r
        on r.person_id = s.person_id and r.review_date >= s.spell_start and (s.until is null or r.review_date <= s.until)
    window by_day as (partition by s.person_id, s.spell_start order by r.review_date)
),
ahead as (
    select
        s.person_id, s.spell_start, s.until, s.dob, s.first_due_date, s.is_known_late, s.begin_on,
        null::date as review_date, null::date as told_due_date, null as participation, s.start_sheet_id, s.start_source_row,
        count(held.review_date) + 1 as number, max(held.review_date) as held_before
    from spell s
    left join held on held.person_id = s.person_id and held.spell_start = s.spell_start
    group by
        s.person_id, s.spell_start, s.until, s.dob, s.first_due_date, s.is_known_late, s.begin_on, s.start_sheet_id,
        s.start_source_row
),
in_turn as (
    select * from held
    union all
    select * from ahead
)
select
    person_id, spell_start, until, dob, number, review_date, participation,
    (case
        when held_before is not null and number = 2 and not is_known_late then held_before + clock.second_after
        when held_before is not null then held_before + clock.later_after
        when is_known_late then coalesce(told_due_date, begin_on + clock.later_after)
        else first_due_date
    end)::date as due_date,
    held_before is null and is_known_late and told_due_date is null as is_latest_due,
    sheet_id, source_row
from in_turn
cross join clock
