"""The meetings on children at risk of exploitation (MAECC): who was discussed, what was agreed, which agencies came."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, Return, Sheet, Text, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES
from sscb_pipeline.vocabulary.areas import AREAS

TRANSITION_FROM_MONTHS = 17 * 12 + 6


class Roster(Sheet, identity=(("person_id",), ("surname", "forename", "dob")), month="meeting_date"):
    """One row per child per meeting."""

    person_id: Text = identity.person_id(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    meeting_date: Day = column(
        "Day of the meeting.", required=True, key=True, alike=True, headings=["Date of meeting", "MAECC date"]
    )
    area: Code = column(
        "Area whose meeting it was.", codes="area", required=True, key=True, headings=["Locality", "Quadrant", "MAECC area"]
    )
    level_at_meeting: Code = column(
        "Level of risk at the meeting.", codes="cse_level_at_meeting", required=True,
        headings=["Risk level", "Level", "CSE level"],
    )
    discussed: YesNo = column("Whether the child was discussed.", required=True, headings=["Child discussed"])
    new_to_maecc: YesNo = column(
        "Whether the child was on the roster for the first time.", required=True, headings=["New", "New to list", "New case"]
    )
    decision: Code = column(
        "What the meeting decided.", codes="maecc_decision", required=True, headings=["Outcome", "MAECC decision"]
    )
    lead_professional: Text = column("Name of the lead professional.", required=True, personal=True, headings=["Lead worker"])
    lead_agency: Code = column("Agency that leads.", codes="lead_agency", required=True, headings=["Agency"])
    risk_summary: Text = column("Summary of the risk.", restricted=True, headings=["Summary of risk", "Summary"])
    transition_plan: YesNo = column(
        "Whether there is a plan for the move to adult services (from 17 and a half).",
        headings=["Adult transition plan", "Transition"],
    )
    linked_persons: Text = column(
        "People linked to the child.", restricted=True, personal=True, headings=["Associates", "Linked people"]
    )
    linked_locations: Text = column("Places linked to the child.", restricted=True, headings=["Locations"])

    @rule(
        "transition_plan_missing",
        "transition_plan",
        "dob",
        says="is 17 and a half or older and does not say if there is a plan",
    )
    def transition_plan_from_17_and_a_half(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(
            rows, "transition_plan", compare.months_old(TRANSITION_FROM_MONTHS, rows, "dob", "meeting_date")
        )

    @rule(
        "discussed_as_adult",
        "meeting_date",
        "dob",
        says="is discussed on or after the 18th birthday: transition to adult services?",
    )
    def discussed_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "meeting_date")

    @rule("discussed_before_birth", "meeting_date", "dob", says="is discussed before the date of birth", refuse=True)
    def discussed_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "meeting_date", "dob")


class Actions(Sheet):
    """One row per action agreed at a meeting."""

    action_id: Text = column(
        "Id of the action.", required=True, key=True, headings=["Action ref", "Action number", "Action no"]
    )
    person_id: Text = identity.person_id(required=False)
    raised_on: Day = column(
        "Day the action was agreed.", required=True, alike=True, headings=["Date raised", "Raised", "Date set"]
    )
    description: Text = column("What is to be done.", required=True, restricted=True, headings=["Action", "Action description"])
    owner_agency: Code = column(
        "Agency that does it.", codes="lead_agency", required=True, headings=["Owner", "Action owner", "Agency"]
    )
    due_on: Day = column("Day it is due.", required=True, planned=True, headings=["Due date", "Due", "Date due"])
    completed_on: Day = column(
        "Day it was done; blank while open.", headings=["Date completed", "Completed", "Completion date"]
    )
    status: Code = column("Open, done or cancelled.", codes="action_status", required=True, headings=["Action status"])

    @rule("done_before_raised", "completed_on", "raised_on", says="is done before it was agreed", refuse=True)
    def done_after_raised(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "completed_on", "raised_on")

    @rule("due_before_raised", "due_on", "raised_on", says="is due before it was agreed")
    def due_after_raised(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "due_on", "raised_on")

    @rule("done_status_and_date", "completed_on", "status", says="is done by its status or by its date, but not by both")
    def done_status_has_its_date(cls, rows: pd.DataFrame) -> pd.Series:
        return (rows["status"] == "DONE") == rows["completed_on"].notna()


class MeetingAttendance(Sheet, name="Meeting_Attendance", month="meeting_date"):
    """One row per meeting per core agency."""

    meeting_date: Day = column(
        "Day of the meeting.", required=True, key=True, alike=True, headings=["Date of meeting", "MAECC date"]
    )
    area: Code = column(
        "Area whose meeting it was.", codes="area", required=True, key=True, headings=["Locality", "Quadrant", "MAECC area"]
    )
    agency: Code = column(
        "Core agency.", codes="maecc_agency", required=True, key=True, headings=["Core agency", "Organisation"]
    )
    present: YesNo = column("Whether the agency was present.", required=True, headings=["Attended", "In attendance"])
    deputy: YesNo = column("Whether a deputy came.", headings=["Deputy sent", "Deputy attended"])


RETURN = Return(
    name="cs_maecc",
    title="MAECC meetings",
    agency=CHILDRENS_SERVICES,
    description="Roster, action log and attendance of each area's monthly meeting on missing and exploited children.",
    source="Agenda, action log and attendance kept by the meeting's administrator",
    file_stem="maecc",
    sheets=(Roster, Actions, MeetingAttendance),
    counts="events",
    parts=AREAS,
)
