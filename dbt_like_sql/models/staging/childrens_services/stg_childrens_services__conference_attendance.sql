/* ---
meaning: >-
  One row per conference and agency or person asked to it, as the latest file that shows the conference says; rows of
  earlier files for the same conference are left behind together.
--- */
with sent as (
    select
        conference_id, conference_type, conference_date, area, n_children, agency, invited, attended_how, report_received,
        family_present, child_views, reporting_month, sheet_id, source_row,
        rank() over (partition by conference_id order by reporting_month desc) as recency
    from {{ source('returns', 'cs_conference_attendance__attendance') }}
)
select
    conference_id, conference_type, conference_date, area, n_children, agency, invited, attended_how, report_received,
    family_present, child_views, reporting_month as last_shown_month, sheet_id, source_row
from sent
where recency = 1
