/* ---
meaning: >
    One row per referral to mental health services waiting for the first appointment on the last day of a month the return
    was received for: referred by that day, not turned down, neither seen nor closed by it. One that vanishes from the files
    unseen is counted up to the last month that showed it. A wait is long once its limit has passed.
--- */
with received as (
    select month, month_end as day from {{ ref('int_calendar__months_received') }} where return_name = 'hea_camhs'
),
referral as (
    select
        r.nhs_number, r.referral_date, r.source, r.dob, r.first_appt, r.closed_on, r.pathway, r.lac_flag, r.area, r.sheet_id,
        r.source_row, shown.day as last_shown_day
    from {{ ref('stg_health__camhs_referrals') }} r
    join received shown on shown.month = r.last_shown_month
    where coalesce(r.accepted, true)
)
select
    dense_rank() over (order by r.nhs_number) as child, m.day, r.referral_date, r.pathway, r.lac_flag, r.area,
    r.referral_date + s.limit_value * 7 < m.day as is_long, r.sheet_id, r.source_row
from referral r
join {{ source('reference', 'standard') }} s on s.name = 'camhs_first_appointment'
join received m
    on r.referral_date <= m.day and m.day <= r.last_shown_day
    and (r.first_appt is null or r.first_appt > m.day) and (r.closed_on is null or r.closed_on > m.day)
where r.dob is null or extract(year from age(m.day, r.dob)) < 18
