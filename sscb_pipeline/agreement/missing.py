"""Missing episodes of the police against the return home interviews that must follow, joined by the police's reference."""

# ruff: noqa: S608 - the pieces put together are written here, every value is bound

from sscb_pipeline.agreement.rule import Agreement

_ANOTHER_AUTHORITY = "(in_care = 'Y' and placing_la is not null and placing_la !~* '(surrey|^ *scc)')"
"""A child another authority looks after is interviewed by that authority."""

RULES = (
    Agreement(
        "found_children_are_interviewed",
        "pol_missing",
        ("cs_return_interviews",),
        "Every episode of a missing child found in the month has a row among the return home interviews, by the police's "
        "reference (people of 18 and children of other authorities left out).",
        f"""
        with found as (
            select distinct misper_ref from current_returns.pol_missing__missing
            where reporting_month = :month and category = 'MISSING' and found_at >= :first and found_at < :last + 1
              and (dob is null or dob + interval '18 years' > missing_from_at) and not {_ANOTHER_AUTHORITY})
        select count(*) as compared, count(*) filter (where not exists (
            select from current_returns.cs_return_interviews__rhi i
            where i.reporting_month <= :month and i.police_misper_ref = f.misper_ref)) as without_interview_row
        from found f""",
    ),
    Agreement(
        "interviews_name_episodes_the_police_know",
        "cs_return_interviews",
        ("pol_missing",),
        "The police's reference on a return home interview is that of an episode the police returned.",
        """
        with named as (
            select distinct police_misper_ref as ref from current_returns.cs_return_interviews__rhi
            where reporting_month = :month and police_misper_ref is not null and missing_from >= :first)
        select count(*) as compared, count(*) filter (where not exists (
            select from current_returns.pol_missing__missing m
            where m.reporting_month <= :month and m.misper_ref = n.ref)) as reference_unknown
        from named n""",
    ),
)
