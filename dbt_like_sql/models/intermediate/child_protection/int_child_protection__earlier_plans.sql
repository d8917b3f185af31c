/* ---
meaning: >-
  One row per child protection plan of a child who had another one before that had ended by its start (on its first day at the
  latest): the end and the last category of the one that ended last.
--- */
select distinct on (later.person_id, later.cpp_id)
    later.person_id, later.cpp_id, earlier.cpp_end as earlier_end, earlier.latest_category as earlier_category,
    -- Calendar months: what ended exactly 24 months before the start is no longer within them.
    earlier.cpp_end > later.cpp_start - interval '24 months' as within_24_months
from {{ ref('stg_childrens_services__protection_plans') }} as later
join {{ ref('stg_childrens_services__protection_plans') }} as earlier
    on earlier.person_id = later.person_id and earlier.cpp_id <> later.cpp_id
    and earlier.cpp_start < later.cpp_start and earlier.cpp_end <= later.cpp_start
order by later.person_id, later.cpp_id, earlier.cpp_end desc, earlier.cpp_start desc, earlier.cpp_id
