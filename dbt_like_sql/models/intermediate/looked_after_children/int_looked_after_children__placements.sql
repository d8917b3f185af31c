/* ---
meaning: >
    One row per child and placement in [placement_start, placement_end), as the last file that shows it tells; temporary ones
    (T0 to T4) and adoption by the carers the child already lived with (A3, A5) are no placements of their own. A placement is
    left out where later files no longer show it and say that another, which began earlier, went on; one that came and went
    between two month ends is in no file.
--- */
with shown as (
    select distinct on (person_id, placement_start)
        person_id, placement_start, placement_type, valid_to, sheet_id, source_row,
        max(reporting_month) over (partition by person_id, placement_start) as last_month,
        min(reporting_month) over (partition by person_id, placement_start) as first_month
    from {{ ref('int_looked_after_children__as_told') }}
    where placement_start is not null and placement_type not in ('T0', 'T1', 'T2', 'T3', 'T4')
        and legal_status not in ('V3', 'V4')
    order by person_id, placement_start, reporting_month desc
),
put_right as (
    select distinct s.person_id, s.placement_start
    from shown s
    join shown later
        on later.person_id = s.person_id and later.placement_start < s.placement_start and later.first_month > s.last_month
),
numbered as (
    select s.*, row_number() over (partition by s.person_id order by s.placement_start) as number
    from shown s
    left join put_right on put_right.person_id = s.person_id and put_right.placement_start = s.placement_start
    where put_right.person_id is null
)
select
    person_id, placement_start, placement_type,
    least(lead(placement_start) over (partition by person_id order by placement_start), valid_to) as placement_end,
    sheet_id, source_row
from numbered
where number = 1 or placement_type not in ('A3', 'A5')
