/* ---
meaning: >-
  One row per missing episode of a child under 18 and month end it began at most 89 days before: in the 90 days that end with
  the month. A return home interview whose episode the police return does not show tells of an episode too (is_police is
  false); absent episodes are left out. The area is the child's on the month's last day, not on the day it went.
--- */
with episode as (
    select
        child_id, person_id, misper_ref as episode_ref, missing_from_at, status_group, true as is_police, sheet_id, source_row
    from {{ ref('int_missing__episodes') }}
    where category = 'MISSING' and (age is null or age < 18)
    union all
    select r.person_id, r.person_id, r.rhi_id, r.missing_from, r.status_group, false, r.sheet_id, r.source_row
    from {{ ref('stg_childrens_services__return_interviews') }} r
    where r.person_id is not null
        and coalesce(extract(year from age(r.missing_from::date, r.dob)) < 18, true)
        and not exists (select 1 from {{ ref('int_missing__interviews') }} i where i.rhi_id = r.rhi_id)
),
placed as (
    select e.*, (month.first + interval '1 month' - interval '1 day')::date as month_end
    from episode e
    cross join lateral generate_series(
        date_trunc('month', e.missing_from_at),
        date_trunc('month', e.missing_from_at::date + interval '89 days'),
        interval '1 month'
    ) as month (first)
)
select
    p.month_end, p.child_id, p.person_id, p.episode_ref, p.missing_from_at, p.status_group, a.area, p.is_police, p.sheet_id,
    p.source_row
from placed p
left join {{ ref('int_children__areas') }} a
    on a.person_id = p.person_id and a.valid_from <= p.month_end and (a.valid_to is null or a.valid_to > p.month_end)
where p.month_end - p.missing_from_at::date < 90
