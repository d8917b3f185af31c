"""Deaths of children, as reviewed by the Child Death Overview Panel (CDOP)."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, NhsNumber, Postcode, Return, Sheet, Text, Whole, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import BOARD


class Deaths(Sheet, identity=(("cdop_ref",), ("nhs_number",), ("surname", "forename", "dob")), month="notified_on"):
    """One row per child death; stillbirths and lawful terminations are not in scope."""

    cdop_ref: Text = column(
        "Id of the death at the panel.", required=True, key=True, headings=["CDOP reference", "Case ref", "CDOP ID"]
    )
    nhs_number: NhsNumber = identity.nhs_number()
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_dfe")
    postcode: Postcode = identity.postcode()
    date_of_death: Day = column("Day of death (not of its registration).", required=True, headings=["Death date", "DOD"])
    notified_on: Day = column(
        "Day the panel was told (Form A).", required=True,
        headings=["Form A", "Form A date", "Date notified", "Notification date"],
    )
    resident_la: Code = column(
        "Authority the child lived in (936 is Surrey).", codes="local_authority", required=True,
        headings=["LA of residence", "Resident authority", "Local authority"],
    )
    expected: Code = column(
        "Whether the death was expected.", codes="death_expected", required=True,
        headings=["Expected or unexpected", "Expected/unexpected"],
    )
    rapid_response_on: Day = column("Day of the rapid response meeting.", headings=["Rapid response", "Rapid response date"])
    form_b_requested: Whole = column(
        "How many agencies were asked for a report (Form B).", ge=0, headings=["Form Bs requested"]
    )
    form_b_returned: Whole = column("How many of these reports came.", ge=0, headings=["Form Bs returned"])
    panel_date: Day = column(
        "Day the panel reviewed the death (Form C).", headings=["Date of panel", "Form C", "Form C date", "Review date"]
    )
    category: Whole = column("National classification of the death, 1 to 10.", ge=1, le=10, headings=["Category of death"])
    modifiable: Code = column("Whether modifiable factors were found.", codes="modifiable", headings=["Modifiable factors"])
    cpp_status: Code = column(
        "Whether the child had a child protection plan.", codes="cpp_history", headings=["CP plan status", "CPP"]
    )
    scr: YesNo = column("Whether there is a serious case review.", headings=["Serious case review"])
    learning: Text = column("What was learnt.", restricted=True, headings=["Learning points", "Lessons"])

    @rule("died_before_birth", "date_of_death", "dob", says="dies before the date of birth", refuse=True)
    def died_after_birth(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "date_of_death", "dob")

    @rule("notified_before_death", "notified_on", "date_of_death", says="is notified before the death", refuse=True)
    def notified_after_death(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "notified_on", "date_of_death")

    @rule("reviewed_before_death", "panel_date", "date_of_death", says="is reviewed on or before the day of death", refuse=True)
    def reviewed_after_death(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.after(rows, "panel_date", "date_of_death")

    @rule(
        "responded_before_death",
        "rapid_response_on",
        "date_of_death",
        says="has its rapid response before the death",
        refuse=True,
    )
    def responded_after_death(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "rapid_response_on", "date_of_death")

    @rule("died_as_adult", "date_of_death", "dob", says="dies on or after the 18th birthday")
    def died_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "date_of_death")

    @rule(
        "more_forms_returned_than_requested",
        "form_b_returned",
        "form_b_requested",
        says="has more reports returned than requested",
    )
    def returned_of_requested(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.no_more_than(rows, "form_b_returned", "form_b_requested")

    @rule("reviewed_without_category", "category", "panel_date", says="is reviewed but has no category")
    def reviewed_has_category(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "category", rows["panel_date"].notna())

    @rule(
        "reviewed_without_modifiable",
        "modifiable",
        "panel_date",
        says="is reviewed but does not say if factors were modifiable",
    )
    def reviewed_has_modifiable(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "modifiable", rows["panel_date"].notna())


RETURN = Return(
    name="lscb_cdop",
    title="Child deaths",
    agency=BOARD,
    description=(
        "Deaths of children under 18 notified to the panel, and the panel's reviews. A death stands in later "
        "months' files again until it is reviewed."
    ),
    source="Database of the Child Death Overview Panel",
    file_stem="cdop",
    sheets=(Deaths,),
    counts="events",
    # A death is reviewed a year or more after it was notified, and its row is carried on until then.
    window_months=36,
)
