/* ---
meaning: >
    One row per death of a child who lived in Surrey (authority 936) and was under 18, with the age band the panel uses:
    days for the first year, then years by the calendar. A death without a date of birth is kept, its age not known.
--- */
with aged as (
    select
        cdop_ref, date_of_death, expected, panel_date, category, modifiable, sheet_id, source_row, date_of_death - dob as days,
        extract(year from age(date_of_death, dob))::integer as years
    from {{ ref('stg_board__child_deaths') }}
    where resident_la = '936'
)
select
    cdop_ref, date_of_death, expected, panel_date, category::text as category, modifiable,
    case
        when days < 28 then '0_27_DAYS'
        when years < 1 then '28_364_DAYS'
        when years < 5 then '1_4'
        when years < 10 then '5_9'
        when years < 15 then '10_14'
        when years < 18 then '15_17'
    end as age_band,
    sheet_id, source_row
from aged
where years is null or years < 18
