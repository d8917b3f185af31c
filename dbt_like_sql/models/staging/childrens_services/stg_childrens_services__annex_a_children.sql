/* ---
meaning: One row per child in an list of Annex A whose model holds no birth (2 to 6), with birth and sex.
--- */
select person_id, dob, gender, reporting_month, sheet_id, source_row from {{ source('returns', 'cs_annex_a__list_2') }}
union all
select person_id, dob, gender, reporting_month, sheet_id, source_row from {{ source('returns', 'cs_annex_a__list_3') }}
union all
select person_id, dob, gender, reporting_month, sheet_id, source_row from {{ source('returns', 'cs_annex_a__list_4') }}
union all
select person_id, dob, gender, reporting_month, sheet_id, source_row from {{ source('returns', 'cs_annex_a__list_5') }}
union all
select person_id, dob, gender, reporting_month, sheet_id, source_row from {{ source('returns', 'cs_annex_a__list_6') }}
