/* ---
meaning: >
    One row per referral of a child to mental health services, as the latest file that shows it says. One decided, seen and
    closed stays as it was last told.
--- */
select distinct on (nhs_number, referral_date, source)
    nhs_number, referral_date, source, dob, accepted, first_appt, pathway, closed_on, lac_flag, area,
    reporting_month as last_shown_month, sheet_id, source_row
from {{ source('returns', 'hea_camhs__camhs') }}
order by nhs_number, referral_date, source, reporting_month desc, received_at desc, sheet_id desc, source_row desc
