/* ---
meaning: >
    One row per child, period of care and file that shows it, for the days in [valid_from, valid_to) the file speaks for: those
    since the month of the file before, or since the move where it tells a new placement; the first also for the days before
    it, back to the start. The last one's days end as the period does; valid_to is null while it is shown open.
--- */
with told as (
    select
        l.*, p.until,
        case
            when lag(m.month_end) over by_file is null then l.poc_start
            when l.placement_start > lag(m.month_end) over by_file and l.placement_start <= m.month_end then l.placement_start
            else lag(m.month_end) over by_file + 1
        end as valid_from
    from {{ ref('stg_childrens_services__lac_by_month') }} l
    join {{ ref('int_calendar__months_received') }} m on m.month = l.reporting_month and m.return_name = 'cs_lac'
    join {{ ref('int_looked_after_children__periods') }} p on p.person_id = l.person_id and p.poc_start = l.poc_start
    window by_file as (partition by l.person_id, l.poc_start order by m.month_end)
),
followed as (
    select told.*, lead(valid_from) over (partition by person_id, poc_start order by reporting_month) as next_from
    from told
)
select
    person_id, poc_start, valid_from, least(next_from, until) as valid_to, legal_status, uasc, duc, send_status, placement_type,
    placement_provider, placement_location, la_of_placement, placement_start, distance_miles, placements_12m, dob, gender, reporting_month, sheet_id, source_row
from followed
where until is null or valid_from < until
