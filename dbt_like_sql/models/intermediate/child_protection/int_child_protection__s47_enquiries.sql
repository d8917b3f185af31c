/* ---
meaning: >-
  One row per child and section 47 enquiry with the child's age on the day it began, the first conference held for it, the area
  of the referral it belongs to (without one the child's) and the reason of the contact that referral came from.
--- */
with conference as (
    select person_id, s47_id, icpc_date
    from {{ ref('stg_childrens_services__icpcs') }}
    where not transfer_in
),
held as (
    select e.person_id, e.s47_id, min(c.icpc_date) as first_icpc_date
    from {{ ref('stg_childrens_services__s47_enquiries') }} as e
    join conference as c on c.person_id = e.person_id and c.s47_id = e.s47_id and c.icpc_date >= e.initiated_date
    group by e.person_id, e.s47_id
)
select
    e.person_id, e.s47_id, e.person_id || ' ' || e.s47_id as unit_id, e.initiated_date, held.first_icpc_date,
    coalesce(r.area, known.area) as area, b.age_band, c.contact_reason, e.sheet_id, e.source_row
from {{ ref('stg_childrens_services__s47_enquiries') }} as e
left join held on held.person_id = e.person_id and held.s47_id = e.s47_id
left join {{ ref('stg_childrens_services__referrals') }} as r on r.person_id = e.person_id and r.referral_id = e.referral_id
left join {{ ref('stg_childrens_services__contacts') }} as c on c.person_id = r.person_id and c.contact_id = r.contact_id
left join {{ ref('int_children__areas') }} as known
    on known.person_id = e.person_id and known.valid_from <= e.initiated_date
    and (known.valid_to is null or known.valid_to > e.initiated_date)
left join {{ ref('int_children__facts') }} as f on f.person_id = e.person_id
left join {{ ref('int_children__age_bands') }} as b
    on b.age = case
        when f.dob <= e.initiated_date then extract(year from age(e.initiated_date, f.dob))::integer
        when f.dob is not null or f.edd is not null then -1
    end
