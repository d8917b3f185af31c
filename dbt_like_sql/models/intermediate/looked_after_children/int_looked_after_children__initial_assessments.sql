/* ---
meaning: >
    One row per time a child became looked after, with the initial health assessments of it: when the first was done and
    reported, and why it was late. An assessment belongs to the time its own start day lies in, which health may put up to a
    week early, or where it gives none the day the child was seen, else the due day. is_known_to_health: health has
    any assessment of the child.
--- */
with spell as (
    select
        s.person_id, s.spell_start, s.until, s.dob, s.is_uasc_at_start, began.working_day_number as began_number,
        due.day as due_date, due.working_day_number as due_number, s.start_sheet_id as sheet_id, s.start_source_row as source_row
    from {{ ref('int_looked_after_children__spells') }} s
    join {{ source('reference', 'day') }} began on began.day = s.spell_start
    join {{ source('reference', 'standard') }} clock on clock.name = 'initial_health_assessment'
    join {{ source('reference', 'day') }} due
        on due.working_day_number = began.working_day_number + clock.limit_value and due.is_working_day
),
belongs as (
    select distinct on (a.sheet_id, a.source_row)
        a.person_id, s.spell_start, a.due_date, a.notified_on, a.consent_received_on, a.seen_on, a.report_returned_on,
        a.reason_late
    from {{ ref('int_looked_after_children__health_assessments') }} a
    join spell s
        on s.person_id = a.person_id
        and coalesce(a.became_looked_after, a.seen_on, a.due_date) >= s.spell_start - 7
        and (s.until is null or coalesce(a.became_looked_after, a.seen_on, a.due_date) < s.until)
    where a.type = 'IHA'
    order by a.sheet_id, a.source_row, s.spell_start desc
),
assessed as (
    select
        person_id, spell_start, min(seen_on) as seen_on, min(report_returned_on) as report_returned_on,
        min(notified_on) as notified_on, min(consent_received_on) as consent_received_on,
        (array_agg(reason_late order by due_date desc) filter (where reason_late is not null))[1] as reason_late
    from belongs
    group by person_id, spell_start
)
select
    s.person_id, s.spell_start, s.until, s.dob, s.is_uasc_at_start, s.due_date,
    s.until is null or over.working_day_number >= s.due_number as is_still_looked_after,
    a.person_id is not null as has_assessment, a.seen_on, a.report_returned_on, a.reason_late,
    notified.working_day_number - s.began_number as working_days_to_notice,
    agreed.working_day_number - s.began_number as working_days_to_consent,
    known.person_id is not null as is_known_to_health, s.sheet_id, s.source_row
from spell s
left join assessed a on a.person_id = s.person_id and a.spell_start = s.spell_start
left join (select distinct person_id from {{ ref('int_looked_after_children__health_assessments') }}) known
    on known.person_id = s.person_id
left join {{ source('reference', 'day') }} over on over.day = s.until
left join {{ source('reference', 'day') }} notified on notified.day = a.notified_on
left join {{ source('reference', 'day') }} agreed on agreed.day = a.consent_received_on
