/* ---
id: LAC13
name: lac_send_pct
title: Looked after children with special educational needs
meaning: >-
  Of the children of school age Surrey looked after on the last day of the period, the share with an education, health and care
  plan or a statement, or with support at school.
numerator: Those with a plan or statement (E, S) or with support for special educational needs (K).
denominator: Children looked after on the day, without short breaks, who are of school age and whose needs are known.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
standard: none
polarity: neutral
alternatives: none
breakdowns:
  placement_location: whether the placement lies in Surrey
shares:
  send_status: no need (N), support (K), statement (S), plan (E)
variants:
  plan_or_statement: of the same children, those with a plan or statement alone
disclosure: public
cautions:
  - Of school age are those who were 4 to 15 on the 31 August before the school year began, reception to year 11.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with child as (
    select
        day, area, person_id, placement_location, send_status, sheet_id, source_row,
        extract(year from age(
            make_date(extract(year from day)::integer - (extract(month from day) < 9)::integer, 8, 31), dob
        )) between 4 and 15 as is_of_school_age
    from {{ ref('int_looked_after_children__at_month_end') }}
),
counted as (
    select *, null as variant, send_status in ('E', 'S', 'K') as has_need from child where is_of_school_age
    union all
    select *, 'plan_or_statement', send_status in ('E', 'S') from child where is_of_school_age
)
select
    day as item_date, area, person_id as unit_id, has_need as in_numerator, send_status is not null as in_denominator, variant,
    placement_location, send_status, sheet_id, source_row
from counted
