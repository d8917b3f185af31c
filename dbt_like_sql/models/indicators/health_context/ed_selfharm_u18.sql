/* ---
id: HEA01
name: ed_selfharm_u18
title: Emergency attendances of children for self-harm
meaning: >-
  How often children under 18 came to the emergency departments of the five acute trusts for self-harm in the period; beside
  it, attendances of children on a protection plan or in care.
numerator: Attendances on a day of the period flagged for self-harm, of children under 18 on that day.
unit: attendances
counting_unit: attendance
type: flow
counting: items
returns: [hea_ed_safeguarding]
standard: none
polarity: low
breakdowns:
  trust: acute trust, by its organisation code
  age_band: age on the day
  sex: as recorded by the trust
rate: 0_17
variants:
  cpis_flag: flagged attendances, whatever the reason, of children the national system shows on a plan or in care
  lac_flag: flagged attendances, whatever the reason, of children the trust knows as looked after
disclosure: public
cautions:
  - Overdoses are a reason of their own on the return and are not added to self-harm.
  - A child who attends twice counts twice; one attendance for several reasons counts once.
  - Surrey children who go to hospitals outside the five trusts are not seen; children from elsewhere who come to them are.
  - >-
    The return carries no area: it is that of the child with the same NHS number at Children's Services, UNKNOWN for the many
    children Children's Services do not know.
--- */
with counted as (
    select *, null as variant from {{ ref('int_health_context__ed_attendances') }} where is_self_harm
    union all
    select *, 'cpis_flag' from {{ ref('int_health_context__ed_attendances') }} where has_cpis_flag
    union all
    select *, 'lac_flag' from {{ ref('int_health_context__ed_attendances') }} where has_lac_flag
)
select
    arrived_on as item_date, area, attendance as unit_id, true as in_numerator, variant, trust_ods as trust, age_band, sex,
    sheet_id, source_row
from counted
