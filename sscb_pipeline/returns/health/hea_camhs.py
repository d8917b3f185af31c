"""Referrals to child and adolescent mental health services (CAMHS)."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, NhsNumber, Postcode, Return, Sheet, Text, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import HEALTH


class CAMHS(Sheet, identity=(("nhs_number",), ("surname", "forename", "dob"))):
    """One row per child per referral open or closed in the month."""

    nhs_number: NhsNumber = identity.nhs_number(required=True, key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    postcode: Postcode = identity.postcode()
    referral_date: Day = column(
        "Day of the referral.", required=True, key=True, headings=["Date of referral", "Referral received", "Referred on"]
    )
    source: Code = column(
        "Who referred.", codes="camhs_source", required=True, key=True,
        headings=["Referral source", "Source of referral", "Referred by"],
    )
    accepted: YesNo = column("Whether the referral was accepted; blank while undecided.", headings=["Referral accepted"])
    first_appt: Day = column(
        "Day of the first appointment.", planned=True,
        headings=["First appointment", "First appointment date", "Date first seen"],
    )
    pathway: Code = column("Pathway of care.", codes="camhs_pathway", headings=["Care pathway", "Service", "Team"])
    closed_on: Day = column(
        "Day the referral was closed; blank while open.", headings=["Date closed", "Closure date", "Discharge date"]
    )
    lac_flag: YesNo = column("Whether the child is looked after.", headings=["LAC", "Looked after"])
    area: Code = identity.area(required=False)

    @rule("seen_before_referral", "first_appt", "referral_date", says="is first seen before the referral", refuse=True)
    def seen_after_referral(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "first_appt", "referral_date")

    @rule("closed_before_referral", "closed_on", "referral_date", says="is closed before the referral", refuse=True)
    def closed_after_referral(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "closed_on", "referral_date")

    @rule(
        "appointment_without_acceptance", "accepted", "first_appt", says="is seen or closed but does not say if it was accepted"
    )
    def decided_once_seen_or_closed(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "accepted", rows["first_appt"].notna() | rows["closed_on"].notna())

    @rule("referred_as_adult", "referral_date", "dob", says="is referred on or after the 18th birthday")
    def referred_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "referral_date")

    @rule("referred_before_birth", "referral_date", "dob", says="is referred before the date of birth", refuse=True)
    def referred_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "referral_date", "dob")


RETURN = Return(
    name="hea_camhs",
    title="CAMHS referrals",
    agency=HEALTH,
    description="Referrals to mental health services for children that were open at the month's end or closed in the month.",
    source="Electronic patient record of the CAMHS provider",
    file_stem="camhs",
    sheets=(CAMHS,),
    counts="snapshot",
    year_to_date=True,
)
