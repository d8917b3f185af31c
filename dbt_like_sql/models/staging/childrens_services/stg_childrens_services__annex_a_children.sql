/* ---
meaning: >-
  One row per child in a list of Annex A from 2 to 8, with birth, sex and ethnicity; lists 4 to 8 also tell whether the child
  is disabled (Y, N, U).
--- */
select person_id, dob, gender, ethnicity, null as disability, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_annex_a__list_2') }}
union all
select person_id, dob, gender, ethnicity, null, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_annex_a__list_3') }}
union all
select person_id, dob, gender, ethnicity, disability, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_annex_a__list_4') }}
union all
select person_id, dob, gender, ethnicity, disability, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_annex_a__list_5') }}
union all
select person_id, dob, gender, ethnicity, disability, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_annex_a__list_6') }}
union all
select person_id, dob, gender, ethnicity, disability, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_annex_a__list_7') }}
union all
select person_id, dob, gender, ethnicity, disability, reporting_month, sheet_id, source_row
from {{ source('returns', 'cs_annex_a__list_8') }}
