"""Cases referred to the Serious Case Review Group (SCRG), and what became of them."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Codes, Day, Return, Sheet, Text, Whole, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import BOARD


class Referrals(Sheet, month="received_on"):
    """One row per referral to the Serious Case Review Group."""

    scrg_ref: Text = column(
        "Id of the referral.", required=True, key=True, headings=["SCRG reference", "Case ref", "Case reference"]
    )
    received_on: Day = column(
        "Day the referral was received.", required=True,
        headings=["Date received", "Received", "Referral date", "Date of referral"],
    )
    incident_date: Day = column("Day of the incident.", headings=["Date of incident"])
    incident_type: Code = column("Kind of incident.", codes="incident_type", required=True, headings=["Type of incident"])
    referring_agency: Code = column(
        "Agency that referred.", codes="partner_agency", required=True, headings=["Referred by", "Agency"]
    )
    n_children: Whole = column(
        "How many children it is about.", required=True, ge=0, headings=["Number of children", "No of children", "Children"]
    )
    age_band: Code = column("Age band of the child or the youngest child.", codes="age_band", headings=["Age", "Age group"])
    area: Code = identity.area(required=False, restricted=True)
    themes: Codes = column("Themes of the case.", codes="review_theme", headings=["Theme"])
    ofsted_notified: YesNo = column("Whether Ofsted was told.", headings=["Ofsted", "Ofsted notification"])
    decision: Code = column(
        "What was decided; pending or blank until then.", codes="review_decision", headings=["SCRG decision", "Outcome"]
    )
    decision_on: Day = column("Day of the decision.", headings=["Decision date", "Date of decision"])
    review_started: Day = column("Day the review began.", headings=["Review start date", "Date review started"])
    review_completed: Day = column(
        "Day the review was completed.", headings=["Review completion date", "Date review completed"]
    )
    published_on: Day = column("Day it was published.", headings=["Date published", "Published", "Publication date"])

    @rule("incident_after_referral", "incident_date", "received_on", says="is received before the incident", refuse=True)
    def received_after_incident(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "received_on", "incident_date")

    @rule("decided_before_referral", "decision_on", "received_on", says="is decided before it was received", refuse=True)
    def decided_after_referral(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "decision_on", "received_on")

    @rule(
        "completed_before_start",
        "review_completed",
        "review_started",
        says="has a review completed before it began",
        refuse=True,
    )
    def completed_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "review_completed", "review_started")

    @rule("decision_and_its_day", "decision_on", "decision", says="has a decision without its day, or a day without decision")
    def decision_has_its_day(cls, rows: pd.DataFrame) -> pd.Series:
        decided = rows["decision"].notna() & (rows["decision"] != "PENDING")
        return decided == rows["decision_on"].notna()

    @rule("published_before_completed", "published_on", "review_completed", says="is published before the review was completed")
    def published_after_completed(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "published_on", "review_completed")


RETURN = Return(
    name="lscb_case_reviews",
    title="Case reviews",
    agency=BOARD,
    description="Cases referred to the Serious Case Review Group, decisions, reviews and publication. A case stands in later "
    "months' files again until its review is published; earlier rows are kept.",
    source="Log of the Serious Case Review Group",
    file_stem="case-reviews",
    sheets=(Referrals,),
    counts="events",
    # The log carries a case on until it is published.
    window_months=36,
)
