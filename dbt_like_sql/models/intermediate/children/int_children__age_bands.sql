/* ---
meaning: One row per age in completed years, with its band; -1 stands for a child not yet born.
--- */
select
    years.age,
    case
        when years.age < 0 then 'UNBORN'
        when years.age < 1 then 'UNDER_1'
        when years.age < 5 then '1_4'
        when years.age < 10 then '5_9'
        when years.age < 16 then '10_15'
        when years.age < 18 then '16_17'
        else '18_AND_OVER'
    end as age_band
from generate_series(-1, 120) as years (age)
