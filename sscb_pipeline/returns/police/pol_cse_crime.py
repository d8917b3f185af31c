"""Crimes flagged as child sexual exploitation, and what was done to disrupt it."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, Return, Sheet, Text, Whole, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import POLICE


class CSECrimes(Sheet, name="CSE_Crimes", month="recorded_date"):
    """One row per crime."""

    crime_ref: Text = column(
        "Crime reference.", required=True, key=True, headings=["Crime reference", "Crime number", "Crime no"]
    )
    recorded_date: Day = column(
        "Day the crime was recorded.", required=True, headings=["Date recorded", "Recorded", "Recorded on"]
    )
    ho_offence_code: Text = column(
        "Home Office offence code.", required=True, headings=["Home Office offence code", "Offence code", "HO code", "Offence"]
    )
    area: Code = identity.area()
    victim_person_ref: Text = column("Police reference of the victim.", headings=["Victim ref", "Victim nominal", "Victim URN"])
    victim_age: Whole = column("Age of the victim in years.", ge=0, headings=["Age of victim"])
    victim_sex: Code = column("Sex of the victim.", codes="gender", headings=["Victim gender", "Sex of victim"])
    online: YesNo = column("Whether it happened online.", headings=["Online crime", "Online flag", "Cyber"])
    outcome_code: Text = column("Home Office outcome, 1 to 21.", headings=["Outcome", "HO outcome", "Home Office outcome"])
    outcome_date: Day = column("Day of the outcome.", headings=["Date of outcome"])

    @rule("victim_not_a_child", "victim_age", says="has a victim of 18 or older")
    def victim_is_a_child(cls, rows: pd.DataFrame) -> pd.Series:
        return (rows["victim_age"] < 18).fillna(True).astype(bool)

    @rule("outcome_before_record", "outcome_date", "recorded_date", says="has an outcome before it was recorded", refuse=True)
    def outcome_after_record(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "outcome_date", "recorded_date")

    @rule("outcome_code_odd", "outcome_code", says="has an outcome that is not a number from 1 to 21")
    def outcome_code_in_form(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["outcome_code"].isna() | rows["outcome_code"].str.fullmatch("0?[1-9][A-Za-z]?|1[0-9]|2[01]").fillna(
            True
        ).astype(bool)


class Disruption(Sheet, month="date"):
    """One row per disruption of people or places."""

    disruption_ref: Text = column(
        "Id of the disruption.", required=True, key=True, headings=["Disruption reference", "Disruption ID"]
    )
    date: Day = column("Day of the disruption.", required=True, headings=["Disruption date", "Date of disruption"])
    type: Code = column(
        "What was done.", codes="disruption_type", required=True, headings=["Disruption type", "Type of disruption"]
    )
    area: Code = identity.area()
    linked_child_ref: Text = column(
        "Child it protects, as the police refer to the child.", restricted=True, headings=["Linked child", "Child ref"]
    )


RETURN = Return(
    name="pol_cse_crime",
    title="CSE crime and disruption (police)",
    agency=POLICE,
    description=(
        "Crimes with a victim under 18 flagged as sexual exploitation that were recorded in the month, and "
        "disruptions."
    ),
    source="Niche: flagged crimes, intelligence and disruption",
    file_stem="cse-crime-disruption",
    sheets=(CSECrimes, Disruption),
    counts="events",
    year_to_date=True,
    # The extract is sometimes cumulative for the financial year.
    window_months=11,
)
