"""Early help episodes, from the four Early Help Coordination Hubs."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, Postcode, Return, Sheet, Text, column, rule
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES
from sscb_pipeline.vocabulary.areas import AREAS


class Episodes(Sheet, identity=(("person_id",), ("surname", "forename", "dob")), split_by="hub"):
    """One row per child per early help episode."""

    person_id: Text = identity.person_id(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_dfe")
    postcode: Postcode = identity.postcode()
    eh_episode_id: Text = column(
        "Id of the early help episode.", required=True, key=True,
        headings=["Episode ID", "Early help episode ID", "EHM ID", "EH episode ref", "Episode ref"],
    )
    hub: Code = column(
        "Hub that coordinates the episode.", codes="area", required=True,
        headings=["EH hub", "Early help hub", "Area", "Quadrant"],
    )
    assessment_start: Day = column(
        "Day the early help assessment began.", required=True,
        headings=["Assessment start date", "AssessmentStartDate", "EHA start date"],
    )
    assessment_completed: Day = column(
        "Day the assessment was completed; blank while open.",
        headings=["Assessment completion date", "AssessmentCompletionDate", "EHA completion date", "Assessment completed date"],
    )
    episode_start: Day = column("Day support began.", headings=["Episode start date", "Support start date"])
    episode_end: Day = column(
        "Day support ended; blank while it goes on.", headings=["Episode end date", "Support end date", "Closure date"]
    )
    lead_organisation: Code = column(
        "Organisation that leads the work.",
        codes="eh_lead_organisation",
        required=True,
        headings=[
            "Organisation completing assessment", "OrganisationCompletingAssessment", "Lead agency", "Lead organization",
            "Lead professional organisation",
        ],
    )
    reason: Code = column(
        "Main reason for the help.", codes="contact_reason", headings=["Presenting issue", "Reason for episode"]
    )
    end_reason: Code = column(
        "Why the episode ended.", codes="eh_end_reason",
        headings=["Reason ended", "Closure reason", "Reason for closure", "Reason for ending"],
    )
    da_support_offer: Code = column(
        "Support offered to a child affected by domestic abuse.", codes="da_support_offer",
        headings=["Domestic abuse support offer", "DA support", "Support offered"],
    )

    @rule(
        "completed_before_start",
        "assessment_completed",
        "assessment_start",
        says="has an assessment completed before it began",
        refuse=True,
    )
    def completed_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "assessment_completed", "assessment_start")

    @rule("ended_before_start", "episode_end", "episode_start", says="ends before it began", refuse=True)
    def ended_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "episode_end", "episode_start")

    @rule("end_date_and_reason", "end_reason", "episode_end", says="has an end date without reason, or the reverse")
    def end_has_its_reason(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_with(rows, "episode_end", "end_reason")

    @rule("helped_as_adult", "assessment_start", "dob", says="has an assessment begun on or after the 18th birthday")
    def helped_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "assessment_start")


RETURN = Return(
    name="cs_early_help",
    title="Early help episodes",
    agency=CHILDRENS_SERVICES,
    description="Early help assessments and episodes that are open, began or ended in the month. Areas may count differently: "
    "there is no agreed national standard for early help.",
    source="Early Help Module, or a spreadsheet of each hub (Annex A list 2)",
    file_stem="early-help",
    sheets=(Episodes,),
    counts="events",
    parts=AREAS,
)
