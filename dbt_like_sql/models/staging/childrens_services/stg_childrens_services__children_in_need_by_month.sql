/* ---
meaning: >-
  One row per child, spell in need and file that shows it: the month's return, or the month's Annex A (list 6) where the return
  did not come.
--- */
select
    person_id, cin_start, primary_need, case_status, last_seen, closure_date, closure_reason, da_factor, area,
    reporting_month, received_at, sheet_id, source_row
from {{ source('returns', 'cs_cin_cpp__cin') }}
union all
select
    listed.person_id, listed.cin_start, listed.primary_need, listed.case_status, listed.last_seen, listed.closure_date,
    listed.closure_reason, null, null, listed.reporting_month, listed.received_at, listed.sheet_id, listed.source_row
from {{ source('returns', 'cs_annex_a__list_6') }} as listed
join {{ source('registry', 'received_through') }} as fed
    on fed.submission_id = listed.submission_id and fed.return_name = 'cs_cin_cpp'
where not exists (
    select 1 from {{ source('registry', 'current_submission') }} as own
    where own.return_name = 'cs_cin_cpp' and own.month = listed.reporting_month
)
