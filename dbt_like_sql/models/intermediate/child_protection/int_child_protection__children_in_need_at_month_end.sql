/* ---
meaning: >-
  One row per child and spell in need open at a month end, for every month the return was received, with children on plans and
  looked after as case_status says. Start and closure are what the latest file says; status, need, factor and area what
  the file of that month said, or the next that shows the spell. A spell missing from later files without a closure counts until it was last shown.
--- */
with received as (
    select month, month_end from {{ ref('int_calendar__months_received') }} where return_name = 'cs_cin_cpp'
),
spell as (
    select
        sent.person_id, sent.cin_start, sent.closure_date, shown.month_end as last_shown_day,
        (sent.closure_date is null or sent.closure_date > shown.month_end)
            and sent.last_shown_month < (select max(month) from received) as vanished
    from {{ ref('stg_childrens_services__children_in_need') }} as sent
    join received as shown on shown.month = sent.last_shown_month
),
sent_in_month as (
    select distinct on (person_id, cin_start, reporting_month) person_id, cin_start, reporting_month, sheet_id, source_row
    from {{ ref('stg_childrens_services__children_in_need_by_month') }}
    order by person_id, cin_start, reporting_month, received_at desc, sheet_id desc, source_row desc
),
open_spell as (
    select
        spell.person_id, spell.cin_start, spell.closure_date, spell.vanished, received.month, received.month_end,
        sent_in_month.sheet_id, sent_in_month.source_row
    from spell
    join received
        on spell.cin_start <= received.month_end
        and (spell.closure_date is null or spell.closure_date > received.month_end)
        and (not spell.vanished or received.month_end <= spell.last_shown_day)
    left join sent_in_month
        on sent_in_month.person_id = spell.person_id and sent_in_month.cin_start = spell.cin_start
        and sent_in_month.reporting_month = received.month
),
shown_later as (
    select distinct on (o.person_id, o.cin_start, o.month) o.person_id, o.cin_start, o.month, s.sheet_id, s.source_row
    from open_spell as o
    join sent_in_month as s on s.person_id = o.person_id and s.cin_start = o.cin_start and s.reporting_month > o.month
    where o.sheet_id is null
    order by o.person_id, o.cin_start, o.month, s.reporting_month
)
select
    open_spell.month, open_spell.month_end, open_spell.person_id, open_spell.cin_start, open_spell.closure_date,
    open_spell.vanished, said.primary_need, said.case_status, said.da_factor, said.area,
    said.sheet_id, said.source_row
from open_spell
left join shown_later
    on shown_later.person_id = open_spell.person_id and shown_later.cin_start = open_spell.cin_start
    and shown_later.month = open_spell.month
join {{ ref('stg_childrens_services__children_in_need_by_month') }} as said
    on said.sheet_id = coalesce(open_spell.sheet_id, shown_later.sheet_id)
    and said.source_row = coalesce(open_spell.source_row, shown_later.source_row)
-- A row first sent once closed stands for the months before, when it was open.
where said.case_status is distinct from 'CLOSED' or open_spell.closure_date is not null
