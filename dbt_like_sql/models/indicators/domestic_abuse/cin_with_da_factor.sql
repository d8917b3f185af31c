/* ---
id: DA04
name: cin_with_da_factor
title: Children in need with domestic abuse as a factor
meaning: >-
  How many children in need on the last day of the period, neither on a protection plan nor looked after, live with domestic
  abuse as a known factor.
numerator: >-
  Those for whom the return names domestic abuse as a factor, or where it says nothing their latest completed assessment
  does.
denominator: Children in need on the day, without those on a protection plan or looked after.
unit: children
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_cin_cpp, cs_assess_s47_icpc]
lookback_months:
  cs_assess_s47_icpc: 11
alternatives: none
standard: none
polarity: neutral
breakdowns:
  age_band: age on the day
variants:
  incl_cpp_and_lac: all children in need, those on a protection plan and looked after among them
disclosure: public
cautions:
  - Children in need in national statistics include those on plans and looked after; the variant does so.
  - The latest assessment may lie months back; until a year of files has come, the value is provisional.
  - Children looked after are told by their status in this return, and by the return about them where it is received.
  - Young people of 18 and over are left out.
--- */
with child as (
    select
        c.month_end, c.area, c.person_id, c.cin_start, c.case_status, coalesce(c.da_factor, s.has_da, false) as has_da,
        case
            when f.dob <= c.month_end then extract(year from age(c.month_end, f.dob))::integer
            when f.dob is not null or f.edd is not null then -1
        end as age,
        p.person_id is not null or l.person_id is not null or c.case_status in ('CPP', 'LAC') as is_on_plan_or_looked_after,
        c.sheet_id, c.source_row
    from {{ ref('int_child_protection__children_in_need_at_month_end') }} c
    left join {{ ref('int_domestic_abuse__assessed') }} s
        on s.person_id = c.person_id and s.valid_from <= c.month_end and (s.valid_to is null or s.valid_to > c.month_end)
    left join {{ ref('int_children__facts') }} f on f.person_id = c.person_id
    left join {{ ref('int_child_protection__plans_open_at_month_end') }} p
        on p.person_id = c.person_id and p.month_end = c.month_end and p.plan_number = 1
    left join {{ ref('int_looked_after_children__at_month_end') }} l on l.person_id = c.person_id and l.day = c.month_end
),
aged as (
    select c.*, b.age_band
    from child c
    left join {{ ref('int_children__age_bands') }} b on b.age = c.age
    where c.age is null or c.age < 18
),
counted as (
    select *, null as variant from aged where not is_on_plan_or_looked_after
    union all
    select *, 'incl_cpp_and_lac' as variant from aged
)
select
    month_end as item_date, area, person_id as unit_id, has_da as in_numerator, true as in_denominator, variant, age_band,
    sheet_id, source_row
from counted
