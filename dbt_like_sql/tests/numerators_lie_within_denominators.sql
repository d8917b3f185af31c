/* ---
meaning: No numerator is larger than its denominator, none is below 0, and what is awaited holds no number.
--- */
select
    indicator_id, period_type, period_end, area || ' ' || breakdown || ' ' || breakdown_value as place,
    denominator as expected, numerator as found
from {{ source('figures', 'indicator_values') }}
where (unit = 'percent' and numerator > denominator) or numerator < 0
    or (status = 'awaiting' and (numerator is not null or value is not null))
