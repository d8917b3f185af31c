/* ---
meaning: >
    One row per sheet of the files that tell their own month as now known: its return, agency, month, the balance of its rows,
    and of how many loaded rows something is asked of the sender. Superseded files have none.
--- */
with queried as (
    select submission_id, sheet, count(distinct row) as queried
    from {{ source('registry', 'finding') }}
    where strength = 'query' and row is not null
    group by submission_id, sheet
)
select
    s.sheet_id, sent.submission_id, sent.return_name, sent.agency, month.period_end as day, s.sheet, s.rows_read, s.accepted,
    s.refused, s.ignored, least(coalesce(q.queried, 0), s.accepted)::integer as queried
from {{ source('registry', 'current_submission') }} sent
join {{ source('registry', 'accepted_submission') }} own
    on own.submission_id = sent.submission_id and own.month = sent.month and own.month = own.sent_for
join {{ source('reference', 'period') }} month on month.label = sent.month and month.period_type = 'month'
join {{ source('registry', 'sheet') }} s on s.submission_id = sent.submission_id
left join queried q on q.submission_id = s.submission_id and q.sheet = s.sheet
