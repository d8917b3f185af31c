/* ---
meaning: >-
  One row per child and initial conference with the working days from the strategy discussion that began the enquiry (null
  for transfers, unknown enquiries and conferences dated before it); the child's area: that of the plan it led to, else of the
  conference, else of the latest referral before it; the category that plan began with; the child's age on the day; the office
  that held the conference, and of how many children.
--- */
with plan as (
    -- A plan that does not name its conference is that of the conference held on its first day.
    select distinct on (icpc.person_id, icpc.icpc_id) icpc.person_id, icpc.icpc_id, led_to.area, led_to.initial_category
    from {{ ref('stg_childrens_services__icpcs') }} as icpc
    join {{ ref('stg_childrens_services__protection_plans') }} as led_to
        on led_to.person_id = icpc.person_id
        and (led_to.icpc_id = icpc.icpc_id or (led_to.icpc_id is null and led_to.cpp_start = icpc.icpc_date))
    order by icpc.person_id, icpc.icpc_id, led_to.icpc_id is null, led_to.last_shown_month desc, led_to.cpp_id
),
family as (
    select conference_id, count(distinct person_id) as children
    from {{ ref('stg_childrens_services__icpcs') }}
    group by conference_id
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
    coalesce(plan.area, conference.area, referral.area) as area, plan.initial_category, bands.age_band,
    conference.area as conference_office, family.children as children_at_conference,
    icpc.sheet_id, icpc.source_row
from {{ ref('stg_childrens_services__icpcs') }} as icpc
left join {{ ref('stg_childrens_services__s47_enquiries') }} as s47
    on s47.s47_id = icpc.s47_id and s47.person_id = icpc.person_id
    and not icpc.transfer_in and s47.initiated_date <= icpc.icpc_date
left join {{ source('reference', 'day') }} as begun on begun.day = s47.initiated_date
left join {{ source('reference', 'day') }} as held on held.day = icpc.icpc_date
left join plan on plan.person_id = icpc.person_id and plan.icpc_id = icpc.icpc_id
left join {{ ref('int_child_protection__conferences') }} as conference on conference.conference_id = icpc.conference_id
left join family on family.conference_id = icpc.conference_id
left join referral on referral.person_id = icpc.person_id and referral.icpc_id = icpc.icpc_id
left join {{ ref('int_children__facts') }} as child on child.person_id = icpc.person_id
left join {{ ref('int_children__age_bands') }} as bands
    on bands.age = case
        when child.dob > icpc.icpc_date then -1
        when child.dob is not null then extract(year from age(icpc.icpc_date, child.dob))::integer
        when child.edd is not null then -1
    end
