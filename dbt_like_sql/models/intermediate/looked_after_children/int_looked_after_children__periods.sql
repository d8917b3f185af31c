/* ---
meaning: >
    One row per child and period of care, its start and end as last told, with legal status and asylum status as the first and
    as the last file that showed it told them. until is the first day the child no longer stands: the end, or for a period
    that was open when last shown and is missing from later files the day after that file's month; null while shown open.
    is_put_right: later files show the period under another start.
--- */
with received as (
    select month, month_end, row_number() over (order by month_end) as number
    from {{ ref('int_calendar__months_received') }}
    where return_name = 'cs_lac'
),
told as (
    select l.*, m.month_end, m.number
    from {{ ref('stg_childrens_services__lac_by_month') }} l
    join received m on m.month = l.reporting_month
),
first_told as (
    select distinct on (person_id, poc_start) * from told order by person_id, poc_start, number
),
last_told as (
    select distinct on (person_id, poc_start) * from told order by person_id, poc_start, number desc
),
period as (
    select
        l.person_id, l.poc_start, l.poc_end, l.dob, l.number as last_shown, f.month_end as first_shown_day,
        case
            when l.poc_end is not null then l.poc_end
            when l.number < (select max(number) from received) then l.month_end + 1
        end as until,
        f.legal_status as first_legal_status, f.uasc and (f.duc is null or f.duc > l.poc_start) as is_uasc_at_start,
        f.sheet_id as first_sheet_id, f.source_row as first_source_row,
        l.legal_status as last_legal_status, l.uasc and (l.duc is null or l.duc >= l.poc_end) as is_uasc_at_end,
        l.sheet_id as last_sheet_id, l.source_row as last_source_row
    from last_told l
    join first_told f on f.person_id = l.person_id and f.poc_start = l.poc_start
),
put_right as (
    select distinct p.person_id, p.poc_start
    from period p
    join period later
        on later.person_id = p.person_id and later.poc_start <> p.poc_start and later.last_shown > p.last_shown
        and later.poc_start <= p.first_shown_day and (later.poc_end is null or later.poc_end > p.poc_start)
    where p.poc_end is null
)
select
    p.person_id, p.poc_start, p.poc_end, p.until, p.dob, p.first_legal_status, p.is_uasc_at_start, p.first_sheet_id,
    p.first_source_row, p.last_legal_status, p.is_uasc_at_end, p.last_sheet_id, p.last_source_row,
    put_right.person_id is not null as is_put_right
from period p
left join put_right on put_right.person_id = p.person_id and put_right.poc_start = p.poc_start
