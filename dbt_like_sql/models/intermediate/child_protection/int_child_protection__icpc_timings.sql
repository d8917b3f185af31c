/* ---
meaning: >-
  One row per child and initial conference with the working days from the strategy discussion that began the enquiry (null
  for transfers, unknown enquiries and conferences dated before it) and the child's area: that of the plan it led to, else
  of the conference, else of the latest referral before it.
--- */
with conference as (
    select conference_id, min(area) as area
    from {{ ref('stg_childrens_services__conference_attendance') }}
    group by conference_id
),
plan as (
    select distinct on (person_id, icpc_id) person_id, icpc_id, area
    from {{ ref('stg_childrens_services__protection_plans') }}
    where icpc_id is not null
    order by person_id, icpc_id, last_shown_month desc, cpp_id
),
referral as (
    select distinct on (icpc.person_id, icpc.icpc_id) icpc.person_id, icpc.icpc_id, referral.area
    from {{ ref('stg_childrens_services__icpcs') }} as icpc
    join {{ source('returns', 'cs_contacts_referrals__referrals') }} as referral
        on referral.person_id = icpc.person_id and referral.referral_date <= icpc.icpc_date
    order by icpc.person_id, icpc.icpc_id, referral.referral_date desc, referral.reporting_month desc, referral.source_row desc
)
select
    icpc.person_id, icpc.icpc_id, icpc.conference_id, icpc.icpc_date, icpc.transfer_in, icpc.outcome, icpc.reason_late,
    s47.initiated_date,
    held.working_day_number - begun.working_day_number as working_days,
    coalesce(plan.area, conference.area, referral.area) as area,
    icpc.sheet_id, icpc.source_row
from {{ ref('stg_childrens_services__icpcs') }} as icpc
left join {{ ref('stg_childrens_services__s47_enquiries') }} as s47
    on s47.s47_id = icpc.s47_id and s47.person_id = icpc.person_id
    and not icpc.transfer_in and s47.initiated_date <= icpc.icpc_date
left join {{ source('reference', 'day') }} as begun on begun.day = s47.initiated_date
left join {{ source('reference', 'day') }} as held on held.day = icpc.icpc_date
left join plan on plan.person_id = icpc.person_id and plan.icpc_id = icpc.icpc_id
left join conference on conference.conference_id = icpc.conference_id
left join referral on referral.person_id = icpc.person_id and referral.icpc_id = icpc.icpc_id
