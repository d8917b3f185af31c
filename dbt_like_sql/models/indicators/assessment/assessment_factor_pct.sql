/* ---
id: ASM03
name: assessment_factor_pct
title: Factors identified at the end of assessment
meaning: >-
  Of the assessments completed in the period that name factors, the shares that name domestic abuse, sexual exploitation,
  neglect and others.
numerator: Those that name at least one factor of the group shown.
denominator: Assessments authorised on a day of the period that name any factor; that none was identified (21) is one of them.
unit: percent
counting_unit: child per assessment
type: flow
counting: distinct
returns: [cs_assess_s47_icpc]
alternatives: none
standard: factors are named when an assessment is completed
polarity: neutral
headline: none
shares:
  factor: >-
    group of factors: DA (3A, 3B, 3C), CSE (11A), MISSING (10A), TRAFFICKING (12A), GANGS (13A), NEGLECT (16A), UASC (9A),
    FGM (22A); OTHER, none of these
  age_band: age on the day of authorisation
  sex: as recorded by children's services
  looked_after: whether the child was looked after on the day of authorisation
overlapping: [factor]
crossed:
  factor: [age_band, sex, looked_after]
variants:
  EPISODES_DA: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    domestic abuse
  EPISODES_CSE: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    child sexual exploitation
  EPISODES_MISSING: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    going missing
  EPISODES_TRAFFICKING: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    trafficking
  EPISODES_GANGS: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    gangs
  EPISODES_NEGLECT: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    neglect
  EPISODES_UASC: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    unaccompanied asylum-seeking child
  EPISODES_FGM: >-
    of the episodes of need (child and referral) with an assessment completed in the period, those in which one names
    female genital mutilation
disclosure: public
cautions:
  - A child may have factors of several groups; the shares add up to more than 100.
  - National statistics count episodes of need, not assessments; the variants do so.
  - Whether a child is looked after is UNKNOWN for months the return about looked-after children did not come.
--- */
with episode as (
    select
        f.authorised_date, f.area, f.person_id || ' ' || f.referral_id as unit_id,
        g.factor_group = any(string_to_array(f.factor_groups, ',')) as is_named, 'EPISODES_' || g.factor_group as variant,
        f.factor_groups, f.age_band, f.sex, f.looked_after, f.sheet_id, f.source_row
    from {{ ref('int_assessment__factors') }} as f
    cross join (select distinct factor_group from {{ ref('int_assessment__factor_groups') }}) as g
)
select
    authorised_date as item_date, area, unit_id, true as in_numerator, true as in_denominator, null as variant,
    factor_groups as factor, age_band, sex, looked_after, sheet_id, source_row
from {{ ref('int_assessment__factors') }}
union all
select
    authorised_date, area, unit_id, is_named, true, variant, factor_groups, age_band, sex, looked_after, sheet_id, source_row
from episode
