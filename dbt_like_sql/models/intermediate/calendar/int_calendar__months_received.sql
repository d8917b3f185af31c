/* ---
meaning: One row per return and month for which at least one part has been accepted, with the month's first and last day.
--- */
select distinct submission.return_name, submission.month, period.period_start as month_start, period.period_end as month_end
from {{ source('registry', 'current_submission') }} as submission
join {{ source('reference', 'period') }} as period on period.label = submission.month and period.period_type = 'month'
