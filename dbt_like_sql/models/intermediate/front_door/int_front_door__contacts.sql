/* ---
meaning: >-
  One row per child per contact with the group of who made it, the hub it came to and the child's age that day. number and
  decided_number count working days up to the day it was received and the day it was decided; told_number up to the end of the
  month whose file tells it.
--- */
select
    c.person_id, c.contact_id, c.person_id || ' ' || c.contact_id as unit_id, c.contact_date, c.contact_source, g.source_group,
    c.contact_reason, c.level_of_need, c.outcome, c.decision_date,
    case when c.contact_date >= hubs.opened_on then c.hub end as hub, b.age_band,
    received.working_day_number as number, decided.working_day_number as decided_number,
    told.working_day_number as told_number, c.told_by, c.sheet_id, c.source_row
from {{ ref('stg_childrens_services__contacts') }} as c
cross join {{ ref('int_front_door__hubs') }} as hubs
left join {{ ref('int_calendar__months_received') }} as sent
    on sent.return_name = c.told_by and sent.month = c.reporting_month
left join {{ source('reference', 'day') }} as told on told.day = sent.month_end
left join {{ source('reference', 'day') }} as received on received.day = c.contact_date
left join {{ source('reference', 'day') }} as decided on decided.day = c.decision_date
left join {{ ref('int_front_door__source_groups') }} as g on g.source_code = c.contact_source
left join {{ ref('int_children__facts') }} as f on f.person_id = c.person_id
left join {{ ref('int_children__age_bands') }} as b
    on b.age = case
        when f.dob <= c.contact_date then extract(year from age(c.contact_date, f.dob))::integer
        when f.dob is not null or f.edd is not null then -1
    end
