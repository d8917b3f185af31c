/* ---
meaning: >
    One row per child per period of care per month that showed it. Earlier months are kept beside the latest: a child's
    legal status and placement on a day are those the file of that day tells, not today's. A month without the return is told
    by its Annex A (list 8), where of several placements and legal statuses in a period of care the latest stands; it alone tells
    the latest review here. A child said to have an education, health and care plan has special needs of kind E where the
    kind is not known.
--- */
with sent as (
    select distinct on (person_id, poc_start, reporting_month)
        person_id, nhs_number, poc_start, poc_end, legal_status, uasc, duc,
        coalesce(nullif(send_status, 'NK'), case when ehcp then 'E' end) as send_status,
        placement_type, placement_provider, placement_location, la_of_placement, placement_start, distance_miles,
        placements_12m, last_visit, dob, gender, ethnicity, reporting_month, sheet_id, source_row
    from {{ source('returns', 'cs_lac__lac') }}
    order by person_id, poc_start, reporting_month, submission_id desc, source_row desc
),
listed as (
    select distinct on (listed.person_id, listed.poc_start, listed.reporting_month)
        listed.person_id, listed.poc_start, listed.poc_end, listed.legal_status, coalesce(listed.uasc = 'Y', false) as uasc,
        listed.placement_type, listed.placement_provider, listed.placement_location, listed.la_of_placement,
        listed.placement_start, listed.placements_12m, listed.last_visit, listed.latest_review, listed.dob, listed.gender, listed.ethnicity,
        listed.reporting_month, listed.sheet_id, listed.source_row
    from {{ source('returns', 'cs_annex_a__list_8') }} as listed
    join {{ source('registry', 'received_through') }} as fed
        on fed.submission_id = listed.submission_id and fed.return_name = 'cs_lac'
    where not exists (
        select 1 from {{ source('registry', 'current_submission') }} as own
        where own.return_name = 'cs_lac' and own.month = listed.reporting_month
    )
    order by
        listed.person_id, listed.poc_start, listed.reporting_month, listed.placement_start desc nulls last,
        listed.legal_status_start desc nulls last, listed.source_row desc
)
select
    person_id, nhs_number, poc_start, poc_end, legal_status, uasc, duc, send_status, placement_type, placement_provider,
    placement_location, la_of_placement, placement_start, distance_miles, placements_12m, last_visit, null::date as latest_review,
    dob, gender, ethnicity, reporting_month, sheet_id, source_row
from sent
union all
select
    person_id, null, poc_start, poc_end, legal_status, uasc, null, null, placement_type, placement_provider,
    placement_location, la_of_placement, placement_start, null, placements_12m, last_visit, latest_review,
    dob, gender, ethnicity, reporting_month, sheet_id, source_row
from listed
