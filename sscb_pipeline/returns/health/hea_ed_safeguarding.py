"""Emergency department attendances of under-18s with a safeguarding reason, from the five acute trusts."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, Frames
from sscb_pipeline.returns.declaration import (
    Code,
    Day,
    Moment,
    NhsNumber,
    Postcode,
    Return,
    Sheet,
    Text,
    Whole,
    YesNo,
    column,
    rule,
)
from sscb_pipeline.vocabulary.agencies import HEALTH

TRUSTS = ("RA2", "RTK", "RDU", "RTP", "RVR")
"""Organisation codes of the five trusts with an emergency department that serve Surrey."""
TRUST_HEADINGS = ["Trust", "Trust code", "ODS code", "Trust ODS code", "Provider code"]


class EDFlagged(
    Sheet,
    name="ED_Flagged",
    month="arrival_at",
    identity=(("local_patient_id",), ("nhs_number",), ("surname", "forename", "dob")),
):
    """One row per flagged attendance."""

    local_patient_id: Text = column(
        "The trust's own patient number.", required=True, key=True,
        headings=["Local patient identifier", "Hospital number", "Patient ID", "MRN", "Hospital no"],
    )
    nhs_number: NhsNumber = identity.nhs_number()
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_nhs")
    postcode: Postcode = identity.postcode()
    trust_ods: Text = column("Organisation code of the trust.", required=True, key=True, headings=TRUST_HEADINGS)
    arrival_at: Moment = column(
        "When the child arrived.", required=True, key=True,
        headings=["Arrival", "Arrival date time", "Arrival date", "Attendance date", "Date of attendance"],
    )
    reason: Code = column(
        "Why the attendance was flagged.", codes="ed_reason", required=True, key=True,
        headings=["Reason for flag", "Safeguarding reason", "Reason for attendance"],
    )
    cpis_flag: YesNo = column(
        "Whether the national system (CP-IS) shows a plan or care.", headings=["CP-IS", "CPIS", "CP-IS flag"]
    )
    lac_flag: YesNo = column("Whether the child is known as looked after.", headings=["LAC", "Looked after"])
    referred_to_csc: YesNo = column(
        "Whether the trust referred to Children's Services.", headings=["Referred to social care", "Referred", "Referral made"]
    )
    left_unseen: YesNo = column(
        "Whether the child left before being seen.", headings=["Left before seen", "Did not wait", "DNW"]
    )

    @rule("arrived_as_adult", "arrival_at", "dob", says="arrives on or after the 18th birthday")
    def arrived_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "arrival_at")

    @rule("arrived_before_birth", "arrival_at", "dob", says="arrives before the date of birth", refuse=True)
    def arrived_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "arrival_at", "dob")


class EDTotals(Sheet, name="ED_Totals", optional=True, aggregate=True):
    """One row per trust per month."""

    trust_ods: Text = column("Organisation code of the trust.", required=True, key=True, headings=TRUST_HEADINGS)
    u18_attendances: Whole = column(
        "All attendances of under-18s in the month.", required=True, ge=0,
        headings=["Under 18 attendances", "U18 attendances total", "Attendances"],
    )
    u18_admissions: Whole = column("Of these, how many were admitted.", ge=0, headings=["Under 18 admissions", "Admissions"])

    @rule("more_admitted_than_attended", "u18_admissions", "u18_attendances", says="admits more children than attended")
    def admitted_of_attended(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.no_more_than(rows, "u18_admissions", "u18_attendances")


def _more_flagged_than_attended(frames: Frames) -> list[int]:
    totals = frames.get("ED_Totals")
    if totals is None:
        return []
    flagged = totals["trust_ods"].map(frames["ED_Flagged"].groupby("trust_ods").size()).fillna(0)
    return [int(row) for row in totals.index[(totals["u18_attendances"] < flagged).fillna(False).astype(bool)]]


RETURN = Return(
    name="hea_ed_safeguarding",
    title="Emergency department attendances of under-18s",
    agency=HEALTH,
    description="Attendances of under-18s flagged for safeguarding, and each trust's total of all such attendances.",
    source="Patient administration extract and safeguarding liaison log of each trust",
    file_stem="ed-u18",
    sheets=(EDFlagged, EDTotals),
    counts="events",
    year_to_date=True,
    parts=TRUSTS,
    cross_rules=(
        CrossRule(
            "more_flagged_than_attended",
            "ED_Totals",
            ("u18_attendances", "trust_ods"),
            "counts fewer attendances than ED_Flagged lists for the trust",
            _more_flagged_than_attended,
        ),
    ),
)
