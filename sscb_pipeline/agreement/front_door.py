"""Contacts, referrals and early help against the work that follows them."""

# ruff: noqa: S608 - the pieces put together are written here, every value is bound

from sscb_pipeline.agreement.rule import Agreement

_REFERRAL = """
    referral as (
        select distinct on (referral_id) referral_id, referral_date, referral_nfa
        from current_returns.cs_contacts_referrals__referrals where reporting_month <= :month
        order by referral_id, reporting_month desc, source_row)"""
"""Each referral as it was last told."""

_WORK = """
    work as (
        select 'assessment' as kind, referral_id, assessment_start as began
        from current_returns.cs_assess_s47_icpc__assessments where reporting_month = :month
        union all
        select 'enquiry', referral_id, strategy_discussion_date
        from current_returns.cs_assess_s47_icpc__s47 where reporting_month = :month)"""

RULES = (
    Agreement(
        "referred_children_are_in_need",
        "cs_contacts_referrals",
        ("cs_cin_cpp",),
        "A child referred in the month, for whom more than no further action was decided and whose referral is open at its "
        "end, stands among the children in need.",
        """
        with referred as (
            select distinct person_id from current_returns.cs_contacts_referrals__referrals
            where reporting_month = :month and referral_date between :first and :last
              and not referral_nfa and (closure_date is null or closure_date > :last))
        select count(*) as compared, count(*) filter (where not exists (
            select from current_returns.cs_cin_cpp__cin c
            where c.reporting_month = :month and c.person_id = r.person_id)) as not_in_need
        from referred r""",
    ),
    Agreement(
        "nothing_follows_no_further_action",
        "cs_assess_s47_icpc",
        ("cs_contacts_referrals",),
        "No assessment or section 47 enquiry belongs to a referral that ended in no further action (CIN census rules 8831, "
        "8832, 4000).",
        f"""
        with {_REFERRAL}, {_WORK}
        select count(*) as compared,
               count(*) filter (where referral_nfa and kind = 'assessment') as assessments_without_action,
               count(*) filter (where referral_nfa and kind = 'enquiry') as enquiries_without_action
        from work join referral using (referral_id)""",
    ),
    Agreement(
        "work_begins_with_the_referral",
        "cs_assess_s47_icpc",
        ("cs_contacts_referrals",),
        "No assessment begins, and no strategy discussion is held, before the referral it belongs to (CIN census rules 1103, "
        "2889).",
        f"""
        with {_REFERRAL}, {_WORK}
        select count(*) as compared,
               count(*) filter (where began < referral_date and kind = 'assessment') as assessments_too_early,
               count(*) filter (where began < referral_date and kind = 'enquiry') as enquiries_too_early
        from work join referral using (referral_id)""",
    ),
    Agreement(
        "step_ups_are_referred",
        "cs_early_help",
        ("cs_contacts_referrals",),
        "Early help that ended by stepping up is followed by a referral of the child within 28 days. Judges the episodes "
        "whose 28 days ran out in the month. A hub that uses ids of its own instead of LCS ids shows here too.",
        """
        with stepped_up as (
            select distinct on (person_id, eh_episode_id) person_id, episode_end, end_reason
            from current_returns.cs_early_help__episodes where reporting_month <= :month
            order by person_id, eh_episode_id, reporting_month desc, source_row)
        select count(*) as compared, count(*) filter (where not exists (
            select from current_returns.cs_contacts_referrals__referrals r
            where r.person_id = s.person_id and r.reporting_month <= :month
              and r.referral_date between s.episode_end and s.episode_end + 28)) as not_referred
        from stepped_up s
        where end_reason = 'STEP_UP' and episode_end + 28 between :first and :last""",
    ),
)
