/* ---
meaning: >-
  One row per child and assessment. The area is that of the referral it belongs to, without one the child's when the
  assessment began. Age is that of the day of authorisation, and so is looked_after (null for months the return about
  looked-after children did not come). The numbers count working days up to referral, start and authorisation.
--- */
with looked_after as (
    select distinct a.person_id, a.assessment_id
    from {{ ref('stg_childrens_services__assessments') }} as a
    join {{ ref('int_looked_after_children__periods') }} as p
        on p.person_id = a.person_id and p.poc_start <= a.authorised_date and (p.until is null or p.until > a.authorised_date)
    where not p.is_put_right and p.last_legal_status not in ('V3', 'V4')
)
select
    a.person_id, a.assessment_id, a.person_id || ' ' || a.assessment_id as unit_id, a.referral_id, r.referral_date,
    a.assessment_start, a.authorised_date, a.outcome, a.factors, coalesce(r.area, known.area) as area,
    b.age_band, f.sex,
    case
        when looked_after.person_id is not null then 'YES'
        when care.month is not null then 'NO'
    end as looked_after,
    referred.working_day_number as referred_number, began.working_day_number as began_number,
    authorised.working_day_number as authorised_number, a.told_by, a.sheet_id, a.source_row
from {{ ref('stg_childrens_services__assessments') }} as a
left join {{ ref('stg_childrens_services__referrals') }} as r
    on r.person_id = a.person_id and r.referral_id = a.referral_id
left join {{ ref('int_children__areas') }} as known
    on known.person_id = a.person_id and known.valid_from <= a.assessment_start
    and (known.valid_to is null or known.valid_to > a.assessment_start)
left join {{ source('reference', 'day') }} as began on began.day = a.assessment_start
left join {{ source('reference', 'day') }} as referred on referred.day = r.referral_date
left join {{ source('reference', 'day') }} as authorised on authorised.day = a.authorised_date
left join looked_after on looked_after.person_id = a.person_id and looked_after.assessment_id = a.assessment_id
left join {{ ref('int_calendar__months_received') }} as care
    on care.return_name = 'cs_lac' and care.month = authorised.month
left join {{ ref('int_children__facts') }} as f on f.person_id = a.person_id
left join {{ ref('int_children__age_bands') }} as b
    on b.age = case
        when f.dob <= a.authorised_date then extract(year from age(a.authorised_date, f.dob))::integer
        when f.dob is not null or f.edd is not null then -1
    end
