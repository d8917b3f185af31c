/* ---
meaning: One row per factor an assessment may name that belongs to a group the Board follows, with that group.
--- */
select factor, factor_group
from (values
    ('3A', 'DA'), ('3B', 'DA'), ('3C', 'DA'), ('9A', 'UASC'), ('10A', 'MISSING'), ('11A', 'CSE'), ('12A', 'TRAFFICKING'),
    ('13A', 'GANGS'), ('16A', 'NEGLECT'), ('22A', 'FGM')
) as listed (factor, factor_group)
