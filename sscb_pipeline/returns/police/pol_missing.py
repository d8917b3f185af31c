"""Missing and absent episodes of under-18s, from Surrey Police's COMPACT system."""

import pandas as pd

from sscb_pipeline.returns.declaration import Code, Day, Moment, Postcode, Return, Sheet, Text, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import POLICE


class Missing(Sheet, identity=(("police_person_ref",), ("surname", "forename", "dob")), month="missing_from_at"):
    """One row per missing or absent episode of a person under 18."""

    misper_ref: Text = column("COMPACT id, unique per episode.", required=True, key=True, headings=["Misper reference", "COMPACT ref"])
    police_person_ref: Text = column("Niche nominal; one child may have several.", required=True, personal=True)
    surname: Text = column("Surname.", personal=True, headings=["Last name", "Family name"])
    forename: Text = column("Forename.", personal=True, headings=["First name", "Given name"])
    dob: Day = column("Date of birth.", personal=True, headings=["Date of birth"])
    gender: Code = column("Sex as the police record it.", codes="gender", headings=["Sex"])
    ethnicity: Code = column("Self-defined ethnicity, 16+1.", codes="ethnicity_police")
    home_postcode: Postcode = column("Postcode of the home address.", personal=True)
    category: Code = column("Missing, or absent (used 2013 to 2017).", codes="missing_category", required=True)
    risk: Code = column("Risk grade given by the police.", codes="missing_risk", required=True)
    missing_from_at: Moment = column("When the child went missing.", required=True, headings=["Missing from date time"])
    reported_at: Moment = column("When it was reported to the police.", required=True)
    found_at: Moment = column("When the child was found; blank while still missing.", headings=["Found date time"])
    missing_from_type: Code = column("Kind of place the child went missing from.", codes="missing_from_type", required=True)
    missing_from_postcode: Postcode = column("Postcode of that place.", personal=True)
    in_care: Code = column("Looked after by any authority, as the police know it.", codes="yes_no_not_known", required=True)
    placing_la: Text = column("Authority that looks after the child, as written by the police.")
    cse_flag: YesNo = column("Police marker for child sexual exploitation.")
    prevention_interview: YesNo = column("Police prevention interview (\"safe and well\") held.")
    harm_suffered: YesNo = column("Harm suffered while missing.")

    @rule("reported_before_missing", "reported_at", "missing_from_at", says="is reported before the child went missing", refuse=True)
    def reported_after_missing(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["reported_at"].isna() | rows["missing_from_at"].isna() | (rows["reported_at"] >= rows["missing_from_at"])

    @rule("found_before_missing", "found_at", "missing_from_at", says="is found before or when going missing", refuse=True)
    def found_after_missing(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["found_at"].isna() | rows["missing_from_at"].isna() | (rows["found_at"] > rows["missing_from_at"])

    @rule("missing_over_a_year", "found_at", says="lasts more than 365 days: please confirm")
    def not_over_a_year(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["found_at"].isna() | (rows["found_at"] - rows["missing_from_at"] <= pd.Timedelta(days=365))


RETURN = Return(
    name="pol_missing",
    title="Missing and absent episodes (police)",
    agency=POLICE,
    description="Every episode in which Surrey Police recorded a person under 18 as missing or absent.",
    source="COMPACT missing person system extract",
    file_stem="missing-u18",
    sheets=(Missing,),
    counts="events",
)
