/* ---
meaning: >-
  One row per family conference, as its attendance log says: kind, day, the area office that held it, and whether it was quorate
  (children's social care and at least two other agencies there, in person or by phone, however many people each sent).
--- */
with asked as (
    select
        conference_id, conference_type, conference_date, area, agency,
        coalesce(attended_how in ('IN_PERSON', 'PHONE'), false) as was_there, sheet_id, source_row,
        row_number() over (partition by conference_id order by sheet_id, source_row) as place
    from {{ ref('stg_childrens_services__conference_attendance') }}
)
select
    first.conference_id, first.conference_type, first.conference_date, first.area, present.is_quorate, first.sheet_id,
    first.source_row
from asked as first
join (
    select
        conference_id,
        bool_or(was_there and agency = 'CSC') and count(distinct agency) filter (where was_there and agency <> 'CSC') >= 2
            as is_quorate
    from asked
    group by conference_id
) as present on present.conference_id = first.conference_id
where first.place = 1
