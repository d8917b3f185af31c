"""Risk assessments for child sexual exploitation (CSE)."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, differing
from sscb_pipeline.returns.declaration import (
    Code,
    Codes,
    Day,
    NhsNumber,
    Postcode,
    Return,
    Sheet,
    Text,
    Upn,
    YesNo,
    column,
    rule,
)
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES


class CSEAssessments(
    Sheet,
    name="CSE_Assessments",
    month="assessed_on",
    identity=(("person_id",), ("nhs_number",), ("upn",), ("surname", "forename", "dob")),
):
    """One row per child per assessment of the risk of sexual exploitation."""

    person_id: Text = identity.person_id(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    aliases: Text = column("Other names, separated by semicolons.", personal=True, headings=["Alias", "Also known as", "AKA"])
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_dfe")
    nhs_number: NhsNumber = identity.nhs_number()
    upn: Upn = identity.upn()
    postcode: Postcode = identity.postcode()
    assessment_id: Text = column(
        "Id of the assessment.", required=True, key=True,
        headings=["CSE assessment ID", "Assessment ref", "Assessment reference"],
    )
    assessed_on: Day = column(
        "Day of the assessment.", required=True, headings=["Assessment date", "Date of assessment", "Date assessed"]
    )
    level: Code = column(
        "Level of risk; NONE is no longer at risk.", codes="cse_level", required=True,
        headings=["Risk level", "CSE level", "CSE risk", "Level of risk"],
    )
    previous_level: Code = column("Level of the assessment before.", codes="cse_level", headings=["Previous risk level"])
    assessor_agency: Code = column(
        "Agency that assessed.", codes="cse_assessor", required=True, headings=["Assessing agency", "Assessed by"]
    )
    screening_tool_used: YesNo = column(
        "Whether the Board's screening tool was used.", headings=["Screening tool", "SSCB screening tool used"]
    )
    indicators: Codes = column("Warning signs found.", codes="cse_indicator", headings=["Risk indicators", "CSE indicators"])
    model: Code = column("Model of exploitation.", codes="cse_model", headings=["CSE model", "Model of exploitation"])
    lac: YesNo = column("Whether the child is looked after.", headings=["Looked after"])
    cpp: YesNo = column("Whether the child has a child protection plan.", headings=["CP plan", "Child protection plan"])
    uasc: YesNo = column(
        "Whether the child is an unaccompanied asylum-seeking child.", headings=["Unaccompanied asylum seeking child"]
    )
    disability_ld: YesNo = column(
        "Whether the child has a disability or learning difficulty.",
        headings=["Disability or learning difficulty", "Learning disability", "Disability"],
    )
    ola_child: YesNo = column(
        "Whether another authority placed the child in Surrey.", headings=["Other LA child", "Other local authority child"]
    )
    next_review_due: Day = column(
        "Day the next review is due.", planned=True, headings=["Review due", "Next review", "Review date"]
    )
    closed_on: Day = column(
        "Day the child was closed to CSE work; blank while open.", headings=["Date closed", "Closed", "Closure date"]
    )
    area: Code = identity.area()

    @rule("closed_before_assessment", "closed_on", "assessed_on", says="is closed before it was assessed", refuse=True)
    def closed_after_assessment(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "closed_on", "assessed_on")

    @rule("review_due_before_assessment", "next_review_due", "assessed_on", says="is due for review before it was assessed")
    def review_due_after_assessment(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "next_review_due", "assessed_on")

    @rule(
        "assessed_as_adult",
        "assessed_on",
        "dob",
        says="is assessed on or after the 18th birthday: transition to adult services?",
    )
    def assessed_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "assessed_on")

    @rule("assessed_before_birth", "assessed_on", "dob", says="is assessed before the date of birth", refuse=True)
    def assessed_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "assessed_on", "dob")


RETURN = Return(
    name="cs_cse_risk",
    title="CSE risk assessments",
    agency=CHILDRENS_SERVICES,
    description="Every assessment of a child's risk of sexual exploitation completed in the month.",
    source="LCS assessment form and list for child sexual exploitation",
    file_stem="cse-risk",
    sheets=(CSEAssessments,),
    counts="events",
    window_months=12,
    cross_rules=(
        CrossRule(
            "two_levels_on_one_day",
            "CSE_Assessments",
            ("level", "assessed_on"),
            "gives another level than an assessment of the child on the same day",
            differing("CSE_Assessments", ("person_id", "assessed_on"), "level"),
        ),
    ),
)
