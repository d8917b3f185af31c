"""Which agencies came to the area's last six meetings."""

from sscb_pipeline.reports.cells import Col
from sscb_pipeline.reports.maecc.pack import Pack, count
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page
from sscb_pipeline.vocabulary.codes import code_list

_ATTENDANCE = """
select distinct on (area, meeting_date, agency) area, meeting_date, agency, present, deputy
from current_returns.cs_maecc__meeting_attendance
where meeting_date <= :cutoff and meeting_date > :cutoff - interval '14 months'
order by area, meeting_date, agency, reporting_month desc, submission_id desc, source_row desc
"""
MEETINGS = 6


def render(page: Page, pack: Pack) -> None:
    rows = [row for row in pack.asked["attendance"] if row["area"] == pack.area]
    meetings = sorted({row["meeting_date"] for row in rows})[-MEETINGS:]
    seen = {(row["agency"], row["meeting_date"]): _words(row["present"], row["deputy"]) for row in rows}
    columns = [Col("Agency", "words", 34), *(Col(f"{day:%d/%m/%Y}", "words", 14) for day in meetings), Col("Came", width=14)]
    page.table(
        columns if meetings else [Col("Agency", "words", 34)],
        [
            [
                words,
                *(seen.get((code, day), "not recorded") for day in meetings),
                f"{count(1 for day in meetings if seen.get((code, day), '').startswith('Present'))} of {len(meetings)}",
            ]
            for code, words in code_list("maecc_agency").meanings.items()
        ]
        if meetings
        else [],
        nothing=pack.nothing("cs_maecc", "No meeting of this area has been recorded."),
    )


def _words(present: bool | None, deputy: bool | None) -> str:
    return "not recorded" if present is None else "Absent" if not present else "Present (deputy)" if deputy else "Present"


SECTION = Section(title="Attendance", order=70, needs=("cs_maecc",), render=render, queries={"attendance": _ATTENDANCE})
