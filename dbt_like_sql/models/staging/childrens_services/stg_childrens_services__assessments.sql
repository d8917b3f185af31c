/* ---
meaning: >-
  One row per child and assessment, as the latest file that shows it says. Factors are codes separated by commas. told_by is
  the return that tells how it stands: an assessment open in the return may be authorised in a later Annex A, which names no
  factors. One that Annex A alone tells has an id made of child and start.
--- */
with ranked as (
    select
        person_id, assessment_id, referral_id, assessment_start, authorised_date, child_seen, outcome, factors, disability,
        reporting_month, sheet_id, source_row,
        row_number() over (
            partition by person_id, assessment_id order by reporting_month desc, received_at desc, sheet_id desc, source_row desc
        ) as recency
    from {{ source('returns', 'cs_assess_s47_icpc__assessments') }}
),
sent as (
    select
        person_id, assessment_id, referral_id, assessment_start, authorised_date, child_seen, outcome, factors, disability,
        reporting_month, sheet_id, source_row
    from ranked
    where recency = 1
),
listed as (
    select distinct on (person_id, assessment_start)
        person_id, assessment_start, authorised_date, case child_seen when 'Y' then true when 'N' then false end as child_seen,
        reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_annex_a__list_4') }}
    order by person_id, assessment_start, reporting_month desc, submission_id desc, source_row desc
)
select
    sent.person_id, sent.assessment_id, sent.referral_id, sent.assessment_start,
    coalesce(sent.authorised_date, listed.authorised_date) as authorised_date,
    coalesce(sent.child_seen, listed.child_seen) as child_seen, sent.outcome, sent.factors, sent.disability,
    greatest(sent.reporting_month, listed.reporting_month) as last_shown_month, sent.sheet_id, sent.source_row,
    case
        when sent.authorised_date is null and listed.authorised_date is not null then 'cs_annex_a' else 'cs_assess_s47_icpc'
    end as told_by
from sent
left join listed on listed.person_id = sent.person_id and listed.assessment_start = sent.assessment_start
union all
select
    person_id, person_id || '/' || assessment_start, null, assessment_start, authorised_date, child_seen, null, null, null,
    reporting_month, sheet_id, source_row, 'cs_annex_a'
from listed
where not exists (
    select 1 from sent where sent.person_id = listed.person_id and sent.assessment_start = listed.assessment_start
)
