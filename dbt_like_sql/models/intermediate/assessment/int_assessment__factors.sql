/* ---
meaning: >-
  One row per child and completed assessment that names a factor (21, none identified, among them), with the groups its factors
  belong to, commas between; OTHER where they belong to none. Annex A names no factors: what it alone tells is left out.
--- */
with named as (
    select distinct a.unit_id, g.factor_group
    from {{ ref('int_assessment__assessments') }} as a
    cross join lateral unnest(string_to_array(a.factors, ',')) as each_of (factor)
    join {{ ref('int_assessment__factor_groups') }} as g on g.factor = btrim(each_of.factor)
    where a.authorised_date is not null
),
grouped as (
    select unit_id, string_agg(factor_group, ',' order by factor_group) as factor_groups
    from named
    group by unit_id
)
select
    a.person_id, a.referral_id, a.unit_id, a.authorised_date, coalesce(grouped.factor_groups, 'OTHER') as factor_groups, a.area,
    a.age_band, a.sex, a.looked_after, a.sheet_id, a.source_row
from {{ ref('int_assessment__assessments') }} as a
left join grouped on grouped.unit_id = a.unit_id
where a.authorised_date is not null and a.factors <> '' and a.told_by = 'cs_assess_s47_icpc'
