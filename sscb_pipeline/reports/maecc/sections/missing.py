"""Missing episodes and return interviews of the children on the roster, over ninety days."""

import datetime as dt

from sscb_pipeline.reports.cells import Col
from sscb_pipeline.reports.maecc.matching import by_child
from sscb_pipeline.reports.maecc.pack import Pack, meaning, yes_no
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page

_EPISODES = """
select distinct on (misper_ref)
    misper_ref, surname, forename, dob, category, risk, missing_from_at, missing_from_type,
    case when found_at < :after then found_at end as found_at, found_at is null or found_at >= :after as is_still_missing
from current_returns.pol_missing__missing
where missing_from_at < :after
    and (missing_from_at >= :cutoff - interval '89 days' or found_at is null or found_at >= :after)
order by misper_ref, reporting_month desc, submission_id desc, source_row desc
"""
_INTERVIEWS = """
select distinct on (person_id, rhi_id)
    person_id, rhi_id, police_misper_ref, missing_from, returned_at, offered, offered_on, accepted, interviewer,
    case when completed_at < :after then completed_at end as completed_at
from current_returns.cs_return_interviews__rhi
where missing_from < :after
order by person_id, rhi_id, reporting_month desc, submission_id desc, source_row desc
"""
DAYS = 90


def render(page: Page, pack: Pack) -> None:
    first = pack.cutoff - dt.timedelta(days=DAYS - 1)
    page.line(
        f"Episodes from {first:%d/%m/%Y} to {pack.cutoff:%d/%m/%Y}, and any still running. Matched by name and date of "
        "birth, not confirmed: an episode under another spelling is not shown here."
    )
    if lacking := pack.awaiting_since("pol_missing", first):
        page.line(f"Episodes are incomplete: {lacking}.", "strong")
    page.skip()
    episodes = by_child(pack.cohort, pack.asked["missing"])
    page.line("Missing and absent episodes", "section")
    page.table(
        [
            Col("LCS id", width=14),
            Col("Surname", width=16),
            Col("Forename", width=16),
            Col("Episode", width=16),
            Col("Category", width=12),
            Col("Risk", width=16),
            Col("Missing from", "moment", 17),
            Col("Found", "moment", 17),
            Col("From", "words", 18),
        ],
        [
            [
                c.person_id,
                c.latest["surname"],
                c.latest["forename"],
                e["misper_ref"],
                meaning(e["category"], "missing_category"),
                meaning(e["risk"], "missing_risk"),
                e["missing_from_at"],
                "still missing" if e["is_still_missing"] else e["found_at"],
                meaning(e["missing_from_type"], "missing_from_type"),
            ]
            for c in pack.cohort
            for e in sorted(episodes.get(c.person_id, []), key=lambda e: e["missing_from_at"], reverse=True)
        ],
        nothing=pack.nothing("pol_missing", "No episode of a child on the roster was matched."),
    )
    interviews = by_child(pack.cohort, [row for row in pack.asked["interviews"] if row["missing_from"].date() >= first])
    page.line("Return interviews", "section")
    page.table(
        [
            Col("LCS id"),
            Col("Surname"),
            Col("Forename"),
            Col("Police episode"),
            Col("Offered"),
            Col("Accepted"),
            Col("Returned at", "moment"),
            Col("Interviewed at", "moment"),
            Col("By", "words"),
        ],
        [
            [
                c.person_id,
                c.latest["surname"],
                c.latest["forename"],
                i["police_misper_ref"],
                yes_no(i["offered"]),
                meaning(i["accepted"], "rhi_accepted"),
                i["returned_at"] or "not given",
                i["completed_at"] or "not held",
                meaning(i["interviewer"], "rhi_interviewer"),
            ]
            for c in pack.cohort
            for i in sorted(interviews.get(c.person_id, []), key=lambda i: i["missing_from"], reverse=True)
        ],
        nothing=pack.nothing("cs_return_interviews", "No return interview of a child on the roster is recorded."),
    )


SECTION = Section(
    title="Missing",
    order=50,
    needs=("pol_missing", "cs_return_interviews"),
    render=render,
    queries={"missing": _EPISODES, "interviews": _INTERVIEWS},
)
