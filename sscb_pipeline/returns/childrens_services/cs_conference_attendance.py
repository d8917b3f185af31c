"""Who was invited to child protection conferences, who came, and who sent a report."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, Frames, differing
from sscb_pipeline.returns.declaration import Code, Day, Return, Sheet, Text, Whole, Wide, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES

PRESENT = ("IN_PERSON", "PHONE")
QUORUM_BESIDE_CSC = 2


IN_WIDE_LAYOUT = Wide(
    code="agency",
    value="attended_how",
    given=(("invited", True),),
    nothing=("n/a", "Not invited", "Not applicable"),
    # Y, N, A and R stand for these only below an agency's heading; X is used for both yes and no, so it is refused.
    meaning=(("Y", "IN_PERSON"), ("Yes", "IN_PERSON"), ("N", "DID_NOT_ATTEND"), ("No", "DID_NOT_ATTEND"),
             ("A", "APOLOGIES"), ("R", "SENT_REPORT_ONLY"), ("T", "PHONE")),
)
"""One row per conference and a column per agency: how administrators keep their log."""


class Attendance(Sheet, month="conference_date", split_by="area", wide=IN_WIDE_LAYOUT):
    """One row per conference per invited agency or person."""

    conference_id: Text = column(
        "Id of the family's conference.", required=True, headings=["Conference ref", "Conference reference"]
    )
    conference_type: Code = column(
        "Kind of conference.", codes="conference_type", required=True, headings=["Type of conference", "Type"]
    )
    conference_date: Day = column("Day of the conference.", required=True, headings=["Date of conference", "Date"])
    area: Code = identity.area()
    n_children: Whole = column(
        "How many children the conference is about.", required=True, ge=1,
        headings=["Number of children", "No of children", "Children"],
    )
    agency: Code = column(
        "Agency invited.", codes="conference_agency", required=True, headings=["Agency invited", "Organisation"]
    )
    invited: YesNo = column("Whether the agency was invited.", required=True, headings=["Invite sent", "Was invited"])
    attended_how: Code = column(
        "How the agency took part.", codes="attended_how", headings=["Attendance", "Attended", "How attended"]
    )
    report_received: Code = column(
        "Whether its report came, and in time.", codes="report_received", headings=["Report", "Agency report"]
    )
    family_present: Code = column(
        "Which parents came.", codes="family_present", headings=["Parents present", "Family attendance"]
    )
    child_views: Code = column(
        "How the child's views were heard.", codes="child_views",
        headings=["Child's views", "Views of child", "Views of the child"],
    )

    @rule("conference_not_on_working_day", "conference_date", says="is held on a weekend or bank holiday")
    def conference_on_working_day(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.working_day(rows, "conference_date")

    @rule("attendance_without_invitation", "attended_how", "invited", says="says how an agency attended that was not invited")
    def uninvited_does_not_attend(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.blank_where(rows, "attended_how", ~compare.yes(rows, "invited"))

    @rule("attendance_missing", "attended_how", "invited", says="does not say whether the invited agency attended")
    def invited_has_attendance(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "attended_how", compare.yes(rows, "invited"))


def _not_quorate(frames: Frames) -> list[int]:
    rows = frames["Attendance"]
    here = rows[rows["attended_how"].isin(PRESENT)]
    agencies: dict[str, set[str]] = {}
    for conference, agency in zip(here["conference_id"], here["agency"], strict=True):
        agencies.setdefault(conference, set()).add(agency)
    first = rows.drop_duplicates("conference_id")
    return [
        int(row)
        for row, conference in zip(first.index, first["conference_id"], strict=True)
        if "CSC" not in (came := agencies.get(conference, set())) or len(came - {"CSC"}) < QUORUM_BESIDE_CSC
    ]


RETURN = Return(
    name="cs_conference_attendance",
    title="Attendance at child protection conferences",
    agency=CHILDRENS_SERVICES,
    description=(
        "For every child protection conference of the month, each agency invited: attendance, report, the "
        "child's views."
    ),
    source="Log of the conference administrators",
    file_stem="cp-conference-attendance",
    sheets=(Attendance,),
    counts="events",
    cross_rules=(
        CrossRule(
            "conference_not_quorate",
            "Attendance",
            ("attended_how", "conference_id"),
            "begins a conference without children's social care and two other agencies present",
            _not_quorate,
        ),
        CrossRule(
            "conference_dates_differ",
            "Attendance",
            ("conference_date", "conference_id"),
            "gives another date than other rows of the conference",
            differing("Attendance", ("conference_id",), "conference_date"),
        ),
        CrossRule(
            "conference_children_differ",
            "Attendance",
            ("n_children", "conference_id"),
            "gives another number of children than other rows of the conference",
            differing("Attendance", ("conference_id",), "n_children"),
        ),
    ),
)
