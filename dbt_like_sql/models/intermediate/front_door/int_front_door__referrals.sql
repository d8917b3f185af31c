/* ---
meaning: >-
  One row per child per referral with what is known of the child that day. previous_date is the child's latest earlier day of
  referral and previous_episode how it had ended (NFA or CLOSED, null where no file says);
  number_of_day counts the child's referrals of one day.
--- */
with day as (
    select
        person_id, referral_date,
        bool_and(coalesce(referral_nfa, false) or coalesce(closure_reason = 'RC8', false)) as is_nfa,
        case when count(closure_date) = count(*) then max(closure_date) end as closure_date
    from {{ ref('stg_childrens_services__referrals') }}
    group by person_id, referral_date
),
followed as (
    select
        person_id, referral_date, lag(referral_date) over child as previous_date,
        case
            when lag(is_nfa) over child then 'NFA'
            when lag(closure_date) over child <= referral_date then 'CLOSED'
        end as previous_episode
    from day
    window child as (partition by person_id order by referral_date)
)
select
    r.person_id, r.referral_id, r.person_id || ' ' || r.referral_id as unit_id, r.contact_id, r.referral_date,
    r.referral_source, g.source_group, r.referral_nfa, p.previous_date, p.previous_episode,
    row_number() over (partition by r.person_id, r.referral_date order by r.referral_id) as number_of_day,
    b.age_band, f.sex, f.ethnicity_group,
    case when f.is_disabled then 'YES' when not f.is_disabled then 'NO' end as is_disabled, r.area, r.sheet_id, r.source_row
from {{ ref('stg_childrens_services__referrals') }} as r
join followed as p on p.person_id = r.person_id and p.referral_date = r.referral_date
left join {{ ref('int_front_door__source_groups') }} as g on g.source_code = r.referral_source
left join {{ ref('int_children__facts') }} as f on f.person_id = r.person_id
left join {{ ref('int_children__age_bands') }} as b
    on b.age = case
        when f.dob <= r.referral_date then extract(year from age(r.referral_date, f.dob))::integer
        when f.dob is not null or f.edd is not null then -1
    end
