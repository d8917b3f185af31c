/* ---
meaning: >-
  One row per child, day and kind of support after domestic abuse offered: on an early help episode, dated by the day its
  assessment began, or by a referral to the early intervention pathway of the mental health services, found by NHS number.
--- */
select distinct person_id, assessment_start as offered_on, da_support_offer as offer_type
from {{ ref('stg_childrens_services__early_help_episodes') }}
where da_support_offer <> 'NONE'
union
select known.person_id, c.referral_date, 'CAMHS_EI'
from {{ ref('stg_health__camhs_referrals') }} c
join {{ ref('int_children__nhs_numbers') }} known on known.nhs_number = c.nhs_number
where c.pathway = 'DA_EARLY_INTERVENTION'
