"""Conferences, plans and the status of cases against one another, and against deaths."""

from sscb_pipeline.agreement.rule import Agreement

RULES = (
    Agreement(
        "conference_and_plan_dates_agree",
        "cs_cin_cpp",
        ("cs_assess_s47_icpc",),
        "A child whose initial conference decided on a plan has a plan that starts that day, and the other way round "
        "(temporary plans of other authorities left out; CIN census rule 2885).",
        """
        with conference as (
            select distinct person_id, icpc_date as day from current_returns.cs_assess_s47_icpc__icpc
            where reporting_month = :month and outcome = 'CPP' and icpc_date between :first and :last),
        plan as (
            select distinct person_id, cpp_start as day from current_returns.cs_cin_cpp__cpp
            where reporting_month = :month and not coalesce(ola_plan, false) and cpp_start between :first and :last)
        select count(*) as compared, count(*) filter (where p.day is null) as conferences_without_plan,
               count(*) filter (where c.day is null) as plans_without_conference
        from conference c full join plan p using (person_id, day)""",
    ),
    Agreement(
        "no_more_plans_than_conferences",
        "cs_cin_cpp",
        ("cs_assess_s47_icpc",),
        "No more plans start in the month than initial conferences were held in it (temporary plans of other authorities left "
        "out; CIN census rule 2883).",
        """
        select plans as compared, greatest(plans - conferences, 0) as plans_beyond_conferences
        from (select count(*) as plans from current_returns.cs_cin_cpp__cpp
              where reporting_month = :month and not coalesce(ola_plan, false) and cpp_start between :first and :last) p,
             (select count(*) as conferences from current_returns.cs_assess_s47_icpc__icpc
              where reporting_month = :month and icpc_date between :first and :last) c""",
    ),
    Agreement(
        "conferences_and_their_log_agree",
        "cs_conference_attendance",
        ("cs_assess_s47_icpc",),
        "Initial conferences of the attendance log stand in the return on conferences with the same day and as many children, "
        "and the other way round (transfers in left out).",
        """
        with logged as (
            select conference_id, min(conference_date) as day, max(n_children) as children
            from current_returns.cs_conference_attendance__attendance
            where reporting_month = :month and conference_type = 'ICPC' and conference_date between :first and :last
            group by 1),
        held as (
            select conference_id, min(icpc_date) as day, count(*) as children, bool_and(transfer_in) as transfer
            from current_returns.cs_assess_s47_icpc__icpc
            where reporting_month = :month and icpc_date between :first and :last group by 1)
        select count(*) as compared,
               count(*) filter (where h.conference_id is null) as logged_not_returned,
               count(*) filter (where l.conference_id is null) as returned_not_logged,
               count(*) filter (where l.day <> h.day) as days_differ,
               count(*) filter (where l.children <> h.children) as children_differ
        from logged l full join held h using (conference_id)
        where l.conference_id is not null or not h.transfer""",
    ),
    Agreement(
        "dual_status_agrees",
        "cs_cin_cpp",
        ("cs_lac",),
        "Children on a plan who are marked as looked after too are those with an open period of care at the month's end.",
        """
        with plan as (
            select person_id, bool_or(lac_at_snapshot) as stated from current_returns.cs_cin_cpp__cpp
            where reporting_month = :month and cpp_end is null and lac_at_snapshot is not null group by 1),
        care as (
            select distinct person_id from current_returns.cs_lac__lac where reporting_month = :month and poc_end is null)
        select count(*) as compared, count(*) filter (where stated and c.person_id is null) as stated_without_care,
               count(*) filter (where not stated and c.person_id is not null) as in_care_not_stated
        from plan p left join care c using (person_id)""",
    ),
    Agreement(
        "cases_close_with_death",
        "lscb_cdop",
        ("cs_cin_cpp", "cs_lac"),
        "No plan, period of care or case of a child goes on after the child's death (CIN census rule 8920). Compares children "
        "whose NHS number both the panel and Children's Services have.",
        """
        with death as (
            select nhs_number, min(date_of_death) as day from current_returns.lscb_cdop__deaths
            where reporting_month <= :month and nhs_number is not null group by 1),
        known as (
            select distinct nhs_number, person_id from (
                select nhs_number, person_id from current_returns.cs_cin_cpp__cpp where reporting_month <= :month
                union all select nhs_number, person_id from current_returns.cs_lac__lac where reporting_month <= :month) ids
            where nhs_number is not null and person_id is not null),
        child as (select person_id, min(day) as day from death join known using (nhs_number) where day <= :last group by 1)
        select count(*) as compared,
               count(*) filter (where exists (select from current_returns.cs_cin_cpp__cpp p where p.reporting_month = :month
                   and p.person_id = child.person_id and (p.cpp_end is null or p.cpp_end > child.day))) as plans_go_on,
               count(*) filter (where exists (select from current_returns.cs_lac__lac l where l.reporting_month = :month
                   and l.person_id = child.person_id and (l.poc_end is null or l.poc_end > child.day))) as care_goes_on,
               count(*) filter (where exists (select from current_returns.cs_cin_cpp__cin i where i.reporting_month = :month
                   and i.person_id = child.person_id and i.closure_date is null)) as cases_open
        from child""",
    ),
)
