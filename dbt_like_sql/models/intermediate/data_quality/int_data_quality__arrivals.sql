/* ---
meaning: >
    One row per return, part and month for which it is due or here, from the first to the last month anything came for: the
    day it was due and the day it first came, itself or through a return that stands in for it (null while it has not).
    What is not due yet by the last day anything came, and is not here, has no row.
--- */
with accepted as (
    select
        submission_id, return_name, month, part, (received_at at time zone 'Europe/London')::date as received_on
    from {{ source('registry', 'accepted_submission') }}
    union all
    select submission_id, return_name, month, '', (received_at at time zone 'Europe/London')::date
    from {{ source('registry', 'received_through') }}
),
known as (
    select min(month) as first_month, max(month) as last_month, max(received_on) as day from accepted
),
due as (
    select
        e.return_name, e.part, e.agency, month.label as month, month.period_end as day, due.day as due_on,
        due.working_day_number as due_number, known.day as known_on
    from known
    join {{ source('reference', 'period') }} month
        on month.period_type = 'month' and month.label between known.first_month and known.last_month
    cross join {{ source('registry', 'expected') }} e
    join {{ source('reference', 'day') }} ended on ended.day = month.period_end
    join {{ source('reference', 'day') }} due
        on due.working_day_number = ended.working_day_number + e.due_working_day and due.is_working_day
),
came as (
    select distinct on (d.return_name, d.part, d.month) d.return_name, d.part, d.month, a.received_on, a.submission_id
    from due d
    join accepted a on a.return_name = d.return_name and a.month = d.month and a.part in (d.part, '')
    order by d.return_name, d.part, d.month, a.received_on, a.submission_id
)
select
    d.return_name, d.part, d.agency, d.month, d.day, d.due_on, came.received_on, came.submission_id,
    received.working_day_number - d.due_number as working_days_late
from due d
left join came on came.return_name = d.return_name and came.part = d.part and came.month = d.month
left join {{ source('reference', 'day') }} received on received.day = came.received_on
where came.received_on is not null or d.due_on < d.known_on
