/* ---
meaning: One row per code of who made a contact or referral, with the group the code belongs to.
--- */
select source_code, source_group
from (values
    ('1A', 'INDIVIDUALS'), ('1B', 'INDIVIDUALS'), ('1C', 'INDIVIDUALS'), ('1D', 'INDIVIDUALS'),
    ('2A', 'SCHOOLS'), ('2B', 'EDUCATION_SERVICES'),
    ('3A', 'HEALTH'), ('3B', 'HEALTH'), ('3C', 'HEALTH'), ('3D', 'HEALTH'), ('3E', 'HEALTH'), ('3F', 'HEALTH'),
    ('4', 'HOUSING'), ('5A', 'LA_SERVICES'), ('5B', 'LA_SERVICES'), ('5C', 'LA_SERVICES'), ('5D', 'LA_SERVICES'),
    ('INDIVIDUAL', 'INDIVIDUALS'), ('HEALTH', 'HEALTH'), ('LA', 'LA_SERVICES'),
    ('6', 'POLICE'), ('7', 'OTHER'), ('8', 'OTHER'), ('9', 'OTHER'), ('10', 'OTHER')
) as listed (source_code, source_group)
