"""Children in care against the status of cases and against what health knows of them."""

# ruff: noqa: S608 - the pieces put together are written here, every value is bound

from sscb_pipeline.agreement.rule import Agreement

_SAME_CHILD = "(h.lcs_person_id = l.person_id or h.nhs_number = l.nhs_number)"
"""Health knows a child by the social care id or the NHS number; one of them agreeing is the same child."""

RULES = (
    Agreement(
        "children_in_care_agree",
        "cs_cin_cpp",
        ("cs_lac",),
        "Children whose case status is looked after are those with an open period of care at the month's end.",
        """
        with stated as (
            select distinct person_id from current_returns.cs_cin_cpp__cin
            where reporting_month = :month and case_status = 'LAC' and closure_date is null),
        open_care as (
            select distinct person_id from current_returns.cs_lac__lac
            where reporting_month = :month and poc_end is null)
        select count(*) as compared, count(*) filter (where o.person_id is null) as stated_without_care,
               count(*) filter (where s.person_id is null) as in_care_not_stated
        from (select person_id from stated union select person_id from open_care) everyone
            left join stated s using (person_id) left join open_care o using (person_id)""",
    ),
    Agreement(
        "care_starts_reach_health",
        "cs_lac",
        ("hea_lac_health",),
        "Every child who became looked after in the month before, and still is, has an initial health assessment among those "
        "due or done by now.",
        f"""
        with started as (
            select distinct person_id, nhs_number from current_returns.cs_lac__lac
            where reporting_month = :month and poc_start >= :first - interval '1 month' and poc_start < :first
              and poc_end is null)
        select count(*) as compared, count(*) filter (where not exists (
            select from current_returns.hea_lac_health__health_assessments h
            where h.reporting_month <= :month and h.type = 'IHA' and {_SAME_CHILD})) as without_initial_assessment
        from started l""",
    ),
    Agreement(
        "care_starts_agree",
        "hea_lac_health",
        ("cs_lac",),
        "The day health says a child became looked after is the first day of a period of care. Compares initial assessments of "
        "children both returns hold.",
        f"""
        with assessed as (
            select h.sheet_id, h.source_row, h.became_looked_after, array_agg(l.poc_start) as starts
            from current_returns.hea_lac_health__health_assessments h join current_returns.cs_lac__lac l on {_SAME_CHILD}
            where h.reporting_month = :month and l.reporting_month = :month and h.type = 'IHA'
              and h.became_looked_after is not null
            group by 1, 2, 3)
        select count(*) as compared, count(*) filter (where became_looked_after <> all (starts)) as days_differ
        from assessed""",
    ),
    Agreement(
        "births_agree_with_health",
        "hea_lac_health",
        ("cs_lac",),
        "Children's Services and health have the same date of birth for a looked after child both return.",
        f"""
        with pairs as (
            select h.sheet_id, h.source_row, bool_or(h.dob = l.dob) as agree
            from current_returns.hea_lac_health__health_assessments h join current_returns.cs_lac__lac l on {_SAME_CHILD}
            where h.reporting_month = :month and l.reporting_month = :month and h.dob is not null and l.dob is not null
            group by 1, 2)
        select count(*) as compared, count(*) filter (where not agree) as births_differ from pairs""",
    ),
)
