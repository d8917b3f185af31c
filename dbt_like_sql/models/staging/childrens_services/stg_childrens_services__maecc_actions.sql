/* ---
meaning: >-
  One row per action agreed at an area's meeting (MAECC), as last told. The area is that of the file the log came in; where one
  file holds all areas, that of the last meeting whose list names the child. Each area numbers its own actions.
--- */
with named as (
    select distinct on (person_id, reporting_month) person_id, reporting_month, area
    from {{ source('returns', 'cs_maecc__roster') }}
    where person_id is not null
    order by person_id, reporting_month, meeting_date desc, submission_id desc, source_row desc
),
placed as (
    select
        a.action_id, a.person_id, coalesce(nullif(a.part, ''), named.area) as area, a.raised_on, a.owner_agency, a.due_on,
        a.completed_on, a.status, a.reporting_month, a.submission_id, a.sheet_id, a.source_row
    from {{ source('returns', 'cs_maecc__actions') }} a
    left join named on named.person_id = a.person_id and named.reporting_month = a.reporting_month
)
select distinct on (area, action_id)
    action_id, person_id, area, raised_on, owner_agency, due_on, completed_on, status, reporting_month, sheet_id, source_row
from placed
order by area, action_id, reporting_month desc, submission_id desc, source_row desc
