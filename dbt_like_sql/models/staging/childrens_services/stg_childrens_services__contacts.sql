/* ---
meaning: >-
  One row per child per contact, as last told; told_by is the return that tells it. Annex A gives contacts no id: one is made
  of child, day and source. What it tells of a contact the return tells too, from the same source, is left out.
--- */
with sent as (
    select distinct on (person_id, contact_id)
        person_id, contact_id, contact_date, contact_source, contact_reason, level_of_need, outcome, decision_date, hub,
        dob, edd, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_contacts_referrals__contacts') }}
    order by person_id, contact_id, reporting_month desc, submission_id desc, source_row desc
),
listed as (
    select distinct on (person_id, contact_date, contact_source)
        person_id, contact_date, contact_source, dob, gender, ethnicity, reporting_month, sheet_id, source_row,
        -- A source not said, or said as a group alone, may be any.
        coalesce(contact_source in ('INDIVIDUAL', 'HEALTH', 'LA'), true) as is_source_open
    from {{ source('returns', 'cs_annex_a__list_1') }}
    order by person_id, contact_date, contact_source, reporting_month desc, submission_id desc, source_row desc
)
select
    person_id, contact_id, contact_date, contact_source, contact_reason, level_of_need, outcome, decision_date, hub,
    dob, edd, gender, ethnicity, reporting_month, sheet_id, source_row, 'cs_contacts_referrals' as told_by
from sent
union all
select
    person_id, person_id || '/' || contact_date || '/' || coalesce(contact_source, '-'), contact_date, contact_source,
    null, null, null, null, null, dob, null, gender, ethnicity, reporting_month, sheet_id, source_row, 'cs_annex_a'
from listed
where not exists (
    select 1 from sent
    where sent.person_id = listed.person_id and sent.contact_date = listed.contact_date
        and (listed.is_source_open or sent.contact_source = listed.contact_source)
)
and (listed.contact_source is not null or not exists (
    select 1 from listed as other
    where other.person_id = listed.person_id and other.contact_date = listed.contact_date and other.contact_source is not null
))
