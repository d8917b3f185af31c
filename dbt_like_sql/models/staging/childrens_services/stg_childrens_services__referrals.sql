/* ---
meaning: >-
  One row per child per referral, as last told; told_by is the return that tells it. Annex A gives referrals no id: one is made
  of child, day and source. What it tells of a referral the return tells too, from the same source, is left out.
--- */
with sent as (
    select distinct on (person_id, referral_id)
        person_id, referral_id, contact_id, referral_date, referral_source, referral_nfa, primary_need, closure_date,
        closure_reason, area, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_contacts_referrals__referrals') }}
    order by person_id, referral_id, reporting_month desc, submission_id desc, source_row desc
),
listed as (
    select distinct on (person_id, referral_date, referral_source)
        person_id, referral_date, referral_source,
        case referral_nfa when 'Y' then true when 'N' then false end as referral_nfa, reporting_month, sheet_id, source_row,
        -- A source not said, or said as a group alone, may be any.
        coalesce(referral_source in ('INDIVIDUAL', 'HEALTH', 'LA'), true) as is_source_open
    from {{ source('returns', 'cs_annex_a__list_3') }}
    order by person_id, referral_date, referral_source, reporting_month desc, submission_id desc, source_row desc
)
select
    person_id, referral_id, contact_id, referral_date, referral_source, referral_nfa, primary_need, closure_date,
    closure_reason, area, reporting_month, sheet_id, source_row, 'cs_contacts_referrals' as told_by
from sent
union all
select
    person_id, person_id || '/' || referral_date || '/' || coalesce(referral_source, '-'), null, referral_date, referral_source,
    referral_nfa, null, null, null, null, reporting_month, sheet_id, source_row, 'cs_annex_a'
from listed
where not exists (
    select 1 from sent
    where sent.person_id = listed.person_id and sent.referral_date = listed.referral_date
        and (listed.is_source_open or sent.referral_source = listed.referral_source)
)
and (listed.referral_source is not null or not exists (
    select 1 from listed as other
    where other.person_id = listed.person_id and other.referral_date = listed.referral_date
        and other.referral_source is not null
))
