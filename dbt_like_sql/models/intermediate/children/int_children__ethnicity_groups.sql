/* ---
meaning: >-
  One row per code of ethnicity that tells something, with its group; Chinese belongs to OTHER as in national statistics. Refused
  and not obtained have no row. Annex A may name the group alone.
--- */
select ethnicity, ethnicity_group
from (values
    ('WBRI', 'WHITE'), ('WIRI', 'WHITE'), ('WIRT', 'WHITE'), ('WOTH', 'WHITE'), ('WROM', 'WHITE'), ('WHITE', 'WHITE'),
    ('MWBC', 'MIXED'), ('MWBA', 'MIXED'), ('MWAS', 'MIXED'), ('MOTH', 'MIXED'), ('MIXED', 'MIXED'),
    ('AIND', 'ASIAN'), ('APKN', 'ASIAN'), ('ABAN', 'ASIAN'), ('AOTH', 'ASIAN'), ('ASIAN', 'ASIAN'),
    ('BCRB', 'BLACK'), ('BAFR', 'BLACK'), ('BOTH', 'BLACK'), ('BLACK', 'BLACK'),
    ('CHNE', 'OTHER'), ('OOTH', 'OTHER'), ('OTHER_GROUP', 'OTHER')
) as listed (ethnicity, ethnicity_group)
