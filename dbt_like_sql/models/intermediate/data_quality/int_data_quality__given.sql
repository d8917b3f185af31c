/* ---
meaning: >
    One row per sheet and thing a child is known by (NHS_NUMBER, DOB, UPN, ETHNICITY) that its rows are to give: in how many
    loaded rows it is looked for, and how many give it. Sheets without such a column have none. What could not be read as
    valid is not given; an ethnicity refused or not obtained neither.
--- */
with ethnicity as (
    select seen.sheet_id, sum(seen.rows) as told
    from {{ source('registry', 'code_seen') }} seen
    join {{ ref('int_children__ethnicity_groups') }} known on known.ethnicity = seen.code
    where seen.column_name = 'ethnicity'
    group by seen.sheet_id
),
sheet as (
    select
        s.sheet_id, s.return_name, s.agency, s.day, g.rows, g.nhs_number, g.dob, g.of_school_age, g.upn, g.ethnicity,
        coalesce(e.told, 0) as ethnicity_told
    from {{ ref('int_data_quality__sheets') }} s
    join {{ source('registry', 'given') }} g on g.sheet_id = s.sheet_id
    left join ethnicity e on e.sheet_id = s.sheet_id
)
select s.sheet_id, s.return_name, s.agency, s.day, asked.what, asked.looked_for::integer, asked.given::integer
from sheet s
cross join lateral (values
    ('NHS_NUMBER', s.rows, s.nhs_number), ('DOB', s.rows, s.dob), ('UPN', s.of_school_age, s.upn),
    ('ETHNICITY', s.rows, case when s.ethnicity is not null then s.ethnicity_told end)
) as asked (what, looked_for, given)
where asked.given is not null
