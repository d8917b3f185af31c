"""Initial and review health assessments of looked after children."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, NhsNumber, Return, Sheet, Text, Whole, column, rule
from sscb_pipeline.vocabulary.agencies import HEALTH


class HealthAssessments(
    Sheet, name="Health_Assessments", identity=(("nhs_number",), ("lcs_person_id",), ("surname", "forename", "dob"))
):
    """One row per child per health assessment due or done in the month."""

    nhs_number: NhsNumber = identity.nhs_number()
    lcs_person_id: Text = column(
        "Child's id in the social care system, as health knows it.",
        headings=["LCS ID", "LCS number", "LCS no", "Person ID", "Social care ID"],
    )
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    type: Code = column(
        "Initial (IHA) or review (RHA) assessment.", codes="health_assessment_type", required=True,
        headings=["Assessment type", "Type of assessment", "IHA/RHA"],
    )
    became_looked_after: Day = column(
        "Day the child became looked after.",
        headings=["Date became looked after", "Became LAC", "LAC start date", "Date into care"],
    )
    notified_on: Day = column(
        "Day Children's Services told health.", headings=["Date notified", "Notification date", "Notified"]
    )
    consent_received_on: Day = column(
        "Day consent arrived.", headings=["Consent received", "Date consent received", "Consent date"]
    )
    due_date: Day = column(
        "Day the assessment is due; for an initial one 20 working days from becoming looked after.", required=True,
        planned=True, headings=["Due", "Date due", "Assessment due"],
    )
    offered_on: Day = column("Day of the first appointment offered.", headings=["Date offered", "Appointment offered"])
    seen_on: Day = column("Day the child was seen.", headings=["Date seen", "Seen", "Date of assessment", "Assessment date"])
    report_returned_on: Day = column("Day the report was returned.", headings=["Report returned", "Date report returned"])
    location: Code = column(
        "Where the child lives: in Surrey or outside.", codes="health_location", headings=["In or out of county"]
    )
    reason_late: Code = column("Why it was late.", codes="health_reason_late", headings=["Reason for delay", "Late reason"])
    dental_date: Day = column(
        "Day of the last dental check.", headings=["Dental check", "Date of last dental check", "Dental check date"]
    )
    imms_up_to_date: Code = column(
        "Whether immunisations are up to date.", codes="yes_no_not_known",
        headings=["Immunisations up to date", "Immunisations", "Imms"],
    )
    sdq_score: Whole = column("Strengths and difficulties score, 0 to 40.", ge=0, le=40, headings=["SDQ"])

    @rule("no_number_of_either", "nhs_number", "lcs_person_id", says="has neither NHS number nor social care id")
    def has_a_number(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["nhs_number"].notna() | rows["lcs_person_id"].notna()

    @rule(
        "initial_without_care_start", "became_looked_after", "type", says="is an initial assessment without the day care began"
    )
    def initial_has_care_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "became_looked_after", rows["type"] == "IHA")

    @rule(
        "due_not_20_working_days",
        "due_date",
        "became_looked_after",
        says="is an initial assessment not due 20 working days after the child became looked after",
    )
    def initial_due_in_20_working_days(cls, rows: pd.DataFrame) -> pd.Series:
        return (rows["type"] != "IHA") | compare.working_days_after(rows, "due_date", "became_looked_after", 20)

    @rule("seen_before_care", "seen_on", "became_looked_after", says="is seen before becoming looked after", refuse=True)
    def seen_in_care(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "seen_on", "became_looked_after")

    @rule("reported_before_seen", "report_returned_on", "seen_on", says="has its report returned before the child was seen")
    def reported_after_seen(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "report_returned_on", "seen_on")

    @rule("assessed_as_adult", "due_date", "dob", says="is due on or after the 18th birthday")
    def assessed_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "due_date")

    @rule(
        "in_care_before_birth", "became_looked_after", "dob", says="becomes looked after before the date of birth", refuse=True
    )
    def in_care_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "became_looked_after", "dob")


RETURN = Return(
    name="hea_lac_health",
    title="Health assessments of looked after children",
    agency=HEALTH,
    description=(
        "Initial and review health assessments that were due or done in the month, with dental checks and "
        "immunisations."
    ),
    source="Tracker of the looked after children's health team (RiO, EMIS, SystmOne)",
    file_stem="lac-health",
    sheets=(HealthAssessments,),
    counts="events",
    year_to_date=True,
)
