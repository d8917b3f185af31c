/* ---
id: DA05
name: da_notification_timely_pct
title: Police notifications shared within one working day
meaning: >-
  Of the notifications about children that the police wrote in the period, the share they shared with the Multi-Agency
  Safeguarding Hub (MASH) by the end of the next working day.
numerator: Those shared at most one working day after they were written (the same day is 0).
denominator: >-
  Notifications written on a day of the period, each child once, that are shared, and those still unshared more than one
  working day later when the file was made.
unit: percent
counting_unit: child per notification
type: flow
counting: items
returns: [pol_da_notifications]
standard: one working day (local; to be confirmed by the Board)
polarity: high
breakdowns:
  risk_rag: risk as red, amber or green
  reason: why the police tell us
variants:
  domestic_abuse: notifications of domestic abuse alone
disclosure: public
cautions:
  - Notifications of every reason are counted; the variant and the breakdown by reason show those of domestic abuse.
  - >-
    The clock starts when the notification is written; the sheet does not say when the incident behind it was reported, which
    may be earlier.
  - Notifications of the last day or two that are not yet shared, and not yet late, are left out until a later file tells.
  - >-
    Areas are those of the child's latest referral, where the record of a return home interview says who the child is, and
    UNKNOWN otherwise.
--- */
with written as (
    select
        n.notification_ref, n.police_person_ref, n.reason, n.risk_rag, n.shared_with_mash_at, n.sheet_id, n.source_row, a.area,
        n.created_at::date as written_on,
        shared.working_day_number - created.working_day_number as working_days,
        told.working_day_number - created.working_day_number as working_days_so_far, allowed.limit_value
    from {{ ref('stg_police__notifications') }} n
    join {{ source('reference', 'standard') }} allowed on allowed.name = 'police_notification'
    join {{ ref('int_calendar__months_received') }} month
        on month.return_name = 'pol_da_notifications' and month.month = n.reporting_month
    join {{ source('reference', 'day') }} told on told.day = month.month_end
    left join {{ source('reference', 'day') }} created on created.day = n.created_at::date
    left join {{ source('reference', 'day') }} shared on shared.day = n.shared_with_mash_at::date
    left join {{ ref('int_children__police_references') }} known on known.police_person_ref = n.police_person_ref
    left join {{ ref('int_children__areas') }} a
        on a.person_id = known.person_id and a.valid_from <= n.created_at::date
        and (a.valid_to is null or a.valid_to > n.created_at::date)
),
counted as (
    select *, null as variant from written
    union all
    select *, 'domestic_abuse' from written where reason = 'DA'
)
select
    written_on as item_date, area, notification_ref || ' ' || police_person_ref as unit_id,
    coalesce(working_days between 0 and limit_value, false) as in_numerator,
    shared_with_mash_at is not null or working_days_so_far > limit_value as in_denominator, variant, risk_rag, reason,
    sheet_id, source_row
from counted
