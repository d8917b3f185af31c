/* ---
meaning: >-
  One row per child per early help episode, as last told; told_by is the return that tells it. Annex A lists assessments, with
  an id made of child and start; one that an episode of the return began with is left out.
--- */
with sent as (
    select distinct on (person_id, eh_episode_id)
        person_id, eh_episode_id, hub, assessment_start, assessment_completed, episode_start, episode_end, lead_organisation,
        reason, end_reason, da_support_offer, dob, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_early_help__episodes') }}
    order by person_id, eh_episode_id, reporting_month desc, submission_id desc, source_row desc
),
listed as (
    select distinct on (person_id, assessment_start)
        person_id, assessment_start, assessment_completed, dob, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_annex_a__list_2') }}
    order by person_id, assessment_start, reporting_month desc, submission_id desc, source_row desc
)
select
    person_id, eh_episode_id, hub, assessment_start, assessment_completed, episode_start, episode_end, lead_organisation,
    reason, end_reason, da_support_offer, dob, gender, ethnicity, reporting_month, sheet_id, source_row,
    'cs_early_help' as told_by
from sent
union all
select
    person_id, person_id || '/' || assessment_start, null, assessment_start, assessment_completed, null, null, null,
    null, null, null, dob, gender, ethnicity, reporting_month, sheet_id, source_row, 'cs_annex_a'
from listed
where not exists (
    select 1 from sent where sent.person_id = listed.person_id and sent.assessment_start = listed.assessment_start
)
