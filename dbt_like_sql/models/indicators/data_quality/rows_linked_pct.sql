/* ---
id: DQ08
name: rows_linked_pct
title: Rows of police and health about a child known to Children's Services
meaning: >-
  Of the loaded rows of police and health about one child each, the share whose child can be told to be one that Children's
  Services know.
numerator: >-
  Rows whose social care id or NHS number is on a return of Children's Services, or whose police reference the records of return
  home interviews give to a child.
denominator: Rows loaded on the sheets of police and health that are about one child each.
unit: percent
counting_unit: row of a sheet
type: flow
counting: items
returns: none
standard: none
polarity: high
breakdowns:
  return: the return
  agency: agency that sent it
shares:
  linked_by: SOCIAL_CARE_ID, else NHS_NUMBER, else INTERVIEW; NOT_LINKED, by none of them
areas: none
disclosure: partnership
cautions:
  - Most children are not known to Children's Services at all; the share is no error rate, and a fall asks what has changed.
  - Nobody is linked by name or date of birth.
  - A row is linked by what all returns received by now tell; the share of past months rises as more come.
  - Rows are counted, not children; a child in several rows or months counts in each.
--- */
with told as (
    select sheet_id, source_row, null as lcs_person_id, null as nhs_number, police_person_ref
    from {{ source('returns', 'pol_missing__missing') }}
    union all
    select sheet_id, source_row, null, null, police_person_ref from {{ source('returns', 'pol_da_notifications__da_children') }}
    union all
    select sheet_id, source_row, null, null, police_person_ref
    from {{ source('returns', 'pol_da_notifications__notifications') }}
    union all
    select sheet_id, source_row, null, null, victim_person_ref from {{ source('returns', 'pol_cse_crime__cse_crimes') }}
    union all
    select sheet_id, source_row, lcs_person_id, nhs_number, null
    from {{ source('returns', 'hea_lac_health__health_assessments') }}
    union all
    select sheet_id, source_row, null, nhs_number, null from {{ source('returns', 'hea_camhs__camhs') }}
    union all
    select sheet_id, source_row, null, nhs_number, null from {{ source('returns', 'hea_ed_safeguarding__ed_flagged') }}
),
linked as (
    select
        s.day, s.return_name, s.agency, t.sheet_id, t.source_row,
        case
            when child.person_id is not null then 'SOCIAL_CARE_ID'
            when numbered.nhs_number is not null then 'NHS_NUMBER'
            when named.police_person_ref is not null then 'INTERVIEW'
            else 'NOT_LINKED'
        end as linked_by
    from told as t
    join {{ ref('int_data_quality__sheets') }} as s on s.sheet_id = t.sheet_id
    left join {{ ref('int_children__facts') }} as child on child.person_id = t.lcs_person_id
    left join {{ ref('int_children__nhs_numbers') }} as numbered on numbered.nhs_number = t.nhs_number
    left join {{ ref('int_children__police_references') }} as named on named.police_person_ref = t.police_person_ref
)
select
    day as item_date, null as area, sheet_id || ' ' || source_row as unit_id, linked_by <> 'NOT_LINKED' as in_numerator,
    true as in_denominator, return_name as "return", upper(agency) as agency, linked_by, sheet_id, source_row
from linked
