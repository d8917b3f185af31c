/* ---
id: MIS06
name: missing_reconciliation
title: Missing episodes of looked after children that one record lacks
meaning: >-
  Of the missing episodes the police recorded in the period of children Surrey looks after, the share the local authority's own
  record of missing children does not show.
numerator: Those without a missing or away period of the child on the authority's record that began within a day of it.
denominator: >-
  Police episodes of category missing that began on a day of the period, of children who were then looked after by Surrey and
  whom the record of a return home interview names.
unit: percent
counting_unit: episode
type: flow
counting: items
returns: [pol_missing, cs_lac, cs_return_interviews]
alternatives: none
standard: none
polarity: low
breakdowns:
  la_of_placement: authority the placement lies in
  placement_provider: who provides the placement
variants:
  authority_only: missing periods (M) on the authority's record without an episode of the police that began within a day of it
disclosure: partnership
cautions:
  - >-
    Only episodes whose child can be told are compared; an episode of a looked after child whom no interview's record names is
    left out. The variant compares children whom one names.
  - The authority's record counts days, often only nights away; an episode of a few hours may rightly be missing from it.
--- */
with on_day as (
    select
        c.person_id, c.valid_from, c.valid_to, c.la_of_placement, c.placement_provider
    from {{ ref('int_looked_after_children__as_told') }} c
    where c.legal_status not in ('V3', 'V4')
),
episode as (
    select distinct on (e.misper_ref)
        e.misper_ref, e.person_id, e.missing_from_at::date as began_on, e.area, c.la_of_placement, c.placement_provider,
        e.sheet_id, e.source_row
    from {{ ref('int_missing__episodes') }} e
    join on_day c
        on c.person_id = e.person_id and c.valid_from <= e.missing_from_at::date
        and (c.valid_to is null or c.valid_to > e.missing_from_at::date)
    where e.category = 'MISSING' and (e.age is null or e.age < 18)
    order by e.misper_ref, c.valid_from desc
),
shown as (
    select distinct episode.misper_ref
    from episode
    join {{ ref('stg_childrens_services__lac_missing') }} m
        on m.person_id = episode.person_id and m.mis_start between episode.began_on - 1 and episode.began_on + 1
),
named as (
    select distinct person_id from {{ ref('int_missing__episodes') }} where person_id is not null
),
period as (
    select m.person_id, m.mis_start, a.area, m.sheet_id, m.source_row
    from {{ ref('stg_childrens_services__lac_missing') }} m
    join named on named.person_id = m.person_id
    left join {{ ref('int_children__areas') }} a
        on a.person_id = m.person_id and a.valid_from <= m.mis_start and (a.valid_to is null or a.valid_to > m.mis_start)
    where m.type = 'M'
),
known_to_police as (
    select distinct period.person_id, period.mis_start
    from period
    join {{ ref('int_missing__episodes') }} e
        on e.person_id = period.person_id
        and e.missing_from_at::date between period.mis_start - 1 and period.mis_start + 1
)
select
    e.began_on as item_date, e.area, e.misper_ref as unit_id, shown.misper_ref is null as in_numerator, true as in_denominator,
    null as variant, e.la_of_placement, e.placement_provider, e.sheet_id, e.source_row
from episode e
left join shown on shown.misper_ref = e.misper_ref
union all
select
    p.mis_start, p.area, p.person_id || ' ' || p.mis_start, k.person_id is null, true, 'authority_only', null, null,
    p.sheet_id, p.source_row
from period p
left join known_to_police k on k.person_id = p.person_id and k.mis_start = p.mis_start
