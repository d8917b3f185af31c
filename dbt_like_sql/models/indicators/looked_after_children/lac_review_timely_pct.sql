/* ---
id: LAC07
name: lac_review_timely_pct
title: Looked after children whose reviews were held in time
meaning: Of the children Surrey looked after on the last day of the period for four weeks or longer, the share whose reviews were all in time.
numerator: Those none of whose reviews in the 12 months to the day was held after it was due, and none of whose reviews is overdue on the day.
denominator: Children looked after on the day, without short breaks, who became looked after at least 20 working days before.
unit: percent
counting_unit: child
type: snapshot
counting: distinct
returns: [cs_lac]
lookback_months: 18
standard: 20 working days after becoming looked after, then 3 months, then every 6 months (Care Planning Regulations 2010)
polarity: high
breakdowns:
  age_band: age on the day
variants:
  due_in_month: of the reviews due in the period's last month, those held by the day they were due
disclosure: public
cautions:
  - A review is overdue from the day after it was due, whether or not it is held later.
  - >-
    When a review was due is worked out from the start and from the review before; what the file says counts only for the first
    review we know of in care that began before our files do.
  - The team of the reviewing officer is not in the return.
  - Areas are those of the child's latest referral or start as a child in need, UNKNOWN where neither is held.
--- */
with late as (
    select distinct c.person_id, c.day
    from {{ ref('int_looked_after_children__at_month_end') }} c
    join {{ ref('int_looked_after_children__reviews') }} r on r.person_id = c.person_id and r.spell_start = c.spell_start
    where case
        when r.review_date <= c.day then r.review_date > c.day - interval '12 months' and r.review_date > r.due_date
        else r.due_date < c.day
    end
)
select
    c.day as item_date, c.area, c.person_id as unit_id, late.person_id is null as in_numerator,
    -- The calendar begins in 2012: whoever became looked after before it has been so for long.
    coalesce(today.working_day_number - began.working_day_number >= clock.limit_value, true) as in_denominator,
    null as variant, c.age_band, c.sheet_id, c.source_row
from {{ ref('int_looked_after_children__at_month_end') }} c
left join {{ source('reference', 'day') }} began on began.day = c.spell_start
join {{ source('reference', 'day') }} today on today.day = c.day
join {{ source('reference', 'standard') }} clock on clock.name = 'first_looked_after_review'
left join late on late.person_id = c.person_id and late.day = c.day
union all
select
    month.month_end, a.area, r.person_id || ' ' || r.spell_start || ' ' || r.number, coalesce(r.review_date <= r.due_date, false),
    true, 'due_in_month', null, r.sheet_id, r.source_row
from {{ ref('int_looked_after_children__reviews') }} r
join {{ ref('int_calendar__months_received') }} month
    on month.month = to_char(r.due_date, 'YYYY-MM') and month.return_name = 'cs_lac'
left join {{ ref('int_children__areas') }} a
    on a.person_id = r.person_id and a.valid_from <= r.due_date and (a.valid_to is null or a.valid_to > r.due_date)
where not r.is_latest_due and (r.review_date is not null or r.until is null or r.until > r.due_date)
