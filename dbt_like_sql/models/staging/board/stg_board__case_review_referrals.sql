/* ---
meaning: One row per case referred to the serious case review group, as the latest file that shows it says.
--- */
with sent as (
    select
        scrg_ref, received_on, incident_date, incident_type, referring_agency, n_children, themes, decision, decision_on,
        review_started, review_completed, published_on, reporting_month, sheet_id, source_row,
        row_number() over (
            partition by scrg_ref order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ source('returns', 'lscb_case_reviews__referrals') }}
)
select
    scrg_ref, received_on, incident_date, incident_type, referring_agency, n_children, themes, decision, decision_on,
    review_started, review_completed, published_on, reporting_month as last_shown_month, sheet_id, source_row
from sent
where recency = 1
