/* ---
meaning: >
    One row per agency, measure and last day of a month received: staff it applies to and staff who comply, as last reported
    in that month or the two before (agencies report each quarter). Where either number was left out or suppressed there is
    no row.
--- */
with received as (
    select month, month_start, month_end as day from {{ ref('int_calendar__months_received') }} where return_name = 'lscb_training_assurance'
),
reported as (
    select c.agency, c.measure, c.in_scope, c.compliant, c.sheet_id, c.source_row, m.month_start as reported_for
    from {{ ref('stg_board__workforce_compliance') }} c
    join received m on m.month = c.reporting_month
)
select distinct on (m.day, r.agency, r.measure)
    m.day, r.agency, r.measure, r.in_scope, r.compliant, r.sheet_id, r.source_row
from reported r
join received m on r.reported_for <= m.month_start and r.reported_for > m.month_start - interval '3 months'
where r.in_scope is not null and r.compliant is not null
order by m.day, r.agency, r.measure, r.reported_for desc
