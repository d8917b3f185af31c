/* ---
meaning: >
    One row per health assessment of a looked after child, as the last file that shows it tells. A child is known by social care
    id or NHS number. Of rows for one due day in one file (an appointment booked again) the one that came furthest stands.
    known_from is the day the child was seen, else the last day of the month that tells it.
--- */
select distinct on (coalesce(a.lcs_person_id, 'NHS ' || a.nhs_number), a.type, a.due_date)
    a.lcs_person_id, a.nhs_number, a.type, a.became_looked_after, a.notified_on, a.consent_received_on, a.due_date, a.seen_on,
    a.report_returned_on, a.reason_late, a.dental_date, a.imms_up_to_date,
    coalesce(a.seen_on, period.period_end) as known_from, a.reporting_month, a.sheet_id, a.source_row
from {{ source('returns', 'hea_lac_health__health_assessments') }} a
join {{ source('reference', 'period') }} period on period.label = a.reporting_month and period.period_type = 'month'
where coalesce(a.lcs_person_id, a.nhs_number) is not null
order by
    coalesce(a.lcs_person_id, 'NHS ' || a.nhs_number), a.type, a.due_date, a.reporting_month desc, a.submission_id desc,
    a.report_returned_on is null, a.seen_on is null, a.source_row desc
