/* ---
meaning: >
    One row per agency, standard of section 11 and last day of a month received: how the latest audit of the two years to that
    day rated it.
--- */
with received as (
    select month_end as day from {{ ref('int_calendar__months_received') }} where return_name = 'lscb_training_assurance'
)
select distinct on (m.day, r.agency, r.standard_no)
    m.day, r.agency, r.standard_no, r.self_rating, r.validated_rating, r.sheet_id, r.source_row
from {{ ref('stg_board__section_11_ratings') }} r
join received m on r.audit_date <= m.day and r.audit_date > m.day - interval '24 months'
order by m.day, r.agency, r.standard_no, r.audit_date desc
