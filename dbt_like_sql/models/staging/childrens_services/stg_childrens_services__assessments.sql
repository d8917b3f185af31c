/* ---
meaning: One row per child and assessment, as the latest file that shows it says. Factors are codes separated by commas.
--- */
with sent as (
    select
        person_id, assessment_id, referral_id, assessment_start, authorised_date, child_seen, outcome, factors, disability,
        reporting_month, sheet_id, source_row,
        row_number() over (
            partition by person_id, assessment_id order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ source('returns', 'cs_assess_s47_icpc__assessments') }}
)
select
    person_id, assessment_id, referral_id, assessment_start, authorised_date, child_seen, outcome, factors, disability,
    reporting_month as last_shown_month, sheet_id, source_row
from sent
where recency = 1
