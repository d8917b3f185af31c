/* ---
meaning: >-
  One row per return and month for which at least one part has been accepted, or that another return stands in for, with the
  month's first and last day.
--- */
with received as (
    select return_name, month from {{ source('registry', 'current_submission') }}
    union
    select return_name, month from {{ source('registry', 'received_through') }}
)
select received.return_name, received.month, period.period_start as month_start, period.period_end as month_end
from received
join {{ source('reference', 'period') }} as period on period.label = received.month and period.period_type = 'month'
