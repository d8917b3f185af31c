/* ---
meaning: One row per child death known to the Child Death Overview Panel, as the latest file that shows it says.
--- */
select distinct on (cdop_ref)
    cdop_ref, nhs_number, dob, date_of_death, notified_on, resident_la, expected, rapid_response_on, panel_date, category, modifiable,
    reporting_month as last_shown_month, sheet_id, source_row
from {{ source('returns', 'lscb_cdop__deaths') }}
order by cdop_ref, reporting_month desc, received_at desc, sheet_id desc, source_row desc
