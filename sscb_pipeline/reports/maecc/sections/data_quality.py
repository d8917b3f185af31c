"""What to doubt in this pack: rows refused, children perhaps entered twice, lists that disagree."""

from collections import Counter

from sscb_pipeline.reports.cells import Col
from sscb_pipeline.reports.maecc.cohort import Child
from sscb_pipeline.reports.maecc.pack import Pack, count
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page

_NEEDS = ("cs_cse_risk", "cs_maecc", "pol_missing", "cs_return_interviews", "cs_lac", "cs_cin_cpp")

_BALANCE = """
select c.return_name, c.part, sum(s.rows_read) as rows_read, sum(s.accepted) as accepted, sum(s.refused) as refused,
    sum(s.ignored) as ignored,
    (select count(*) from registry.finding f where f.submission_id = c.submission_id and f.strength = 'query') as queries
from registry.current_submission c join registry.sheet s using (submission_id)
where c.month = :month
group by c.return_name, c.part, c.submission_id
order by c.return_name, c.part
"""
_ON_LAST_AGENDA = """
select area, person_id, meeting_date
from current_returns.cs_maecc__roster
where reporting_month = :month and meeting_date <= :cutoff
"""


def render(page: Page, pack: Pack) -> None:
    page.line("Rows of this month's returns: read, loaded and refused. A refused row may hide a child", "section")
    page.table(
        [
            Col("Return", width=28),
            Col("Part"),
            Col("Rows read", "whole"),
            Col("Loaded", "whole"),
            Col("Refused", "whole"),
            Col("Left out (blank, totals)", "whole", 14),
            Col("Asked about", "whole"),
        ],
        [
            [
                row["return_name"],
                row["part"] or "whole",
                row["rows_read"],
                row["accepted"],
                row["refused"],
                row["ignored"],
                row["queries"],
            ]
            for row in pack.asked["balance"]
            if row["return_name"] in _NEEDS and (row["part"] in ("", pack.area) or row["return_name"] != "cs_maecc")
        ],
        nothing="awaiting all returns of this month",
    )
    page.line("Please look at", "section")
    page.table(
        [Col("What", "words", 70), Col("LCS id", width=16), Col("Child", "words", 24)],
        _doubts(pack),
        nothing=pack.nothing("cs_cse_risk", "Nothing was found."),
    )


def _doubts(pack: Pack) -> list[list[object]]:
    """Child by child, what is unclear. Plain sentences, the child's id, the child's name."""
    cohort, doubts = pack.cohort, list[tuple[str, Child]]()
    keys = Counter(child.name_key for child in pack.evidence.children if child.name_key)
    agenda = {row["person_id"] for row in pack.asked["on_last_agenda"] if row["area"] == pack.area}
    for child in cohort:
        if child.name_key is None:
            doubts.append(("Surname, forename or date of birth is not known: police rows cannot be matched.", child))
        elif keys[child.name_key] > 1:
            doubts.append(("Perhaps entered twice: another LCS id has the same name and date of birth.", child))
        if agenda and child.person_id not in agenda and not pack.awaiting("cs_maecc"):
            doubts.append(("At medium or high risk, but not on the roster of this month's meeting.", child))
        if child.latest["next_review_due"] is None:
            doubts.append(("The assessment does not say when it is to be reviewed.", child))
        elif child.latest["next_review_due"] < pack.cutoff:
            doubts.append(("The review of the assessment is overdue.", child))
    rows: list[list[object]] = [
        [words, child.person_id, f"{child.latest['forename'] or ''} {child.latest['surname'] or ''}".strip()]
        for words, child in doubts
    ]
    extra = sorted(agenda - {child.person_id for child in cohort})
    rows += [
        ["On the roster of this month's meeting, but not at medium or high risk by the assessments.", person, ""]
        for person in extra
    ]
    if nowhere := count(row for row in pack.asked["actions"] if row["area"] is None and row["is_open"]):
        rows.append(
            [f"{nowhere} open actions came in a log for all areas and name no child: they are in no area's pack.", "", ""]
        )
    return rows


SECTION = Section(
    title="Data quality",
    order=80,
    needs=_NEEDS,
    render=render,
    queries={"balance": _BALANCE, "on_last_agenda": _ON_LAST_AGENDA},
)
