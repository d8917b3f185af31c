"""Missing and absent episodes of under-18s, from Surrey Police's COMPACT system."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, overlapping, several_open, where
from sscb_pipeline.returns.declaration import Code, Day, Moment, Postcode, Return, Sheet, Text, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import POLICE

A_YEAR = pd.Timedelta(days=365)


class Missing(Sheet, identity=(("police_person_ref",), ("surname", "forename", "dob")), month="missing_from_at"):
    """One row per missing or absent episode of a person under 18."""

    misper_ref: Text = column(
        "COMPACT id, unique per episode.", required=True, key=True,
        headings=["Misper reference", "COMPACT ref", "Misper ID", "COMPACT ID"],
    )
    police_person_ref: Text = identity.police_person_ref()
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_police")
    home_postcode: Postcode = column(
        "Postcode of the home address.", personal=True, headings=["Postcode", "Home address postcode"]
    )
    category: Code = column(
        "Missing, or absent (used 2013 to 2017).", codes="missing_category", required=True,
        headings=["Missing or absent", "Episode category"],
    )
    risk: Code = column(
        "Risk grade given by the police.", codes="missing_risk", required=True,
        headings=["Risk level", "Risk grade", "Risk grading"],
    )
    missing_from_at: Moment = column(
        "When the child went missing.", required=True,
        headings=["Missing from date time", "Missing from", "Date missing", "Missing since"],
    )
    reported_at: Moment = column(
        "When it was reported to the police.", required=True, headings=["Reported", "Date reported", "Reported date time"]
    )
    found_at: Moment = column(
        "When the child was found; blank while still missing.", headings=["Found date time", "Date found"]
    )
    missing_from_type: Code = column(
        "Kind of place the child went missing from.", codes="missing_from_type", required=True,
        headings=["Missing from place", "Place missing from"],
    )
    missing_from_postcode: Postcode = column("Postcode of that place.", personal=True)
    in_care: Code = column(
        "Looked after by any authority, as the police know it.", codes="yes_no_not_known", required=True,
        headings=["Looked after", "LAC", "In local authority care"],
    )
    placing_la: Text = column(
        "Authority that looks after the child, as written by the police.",
        headings=["Placing authority", "Placing local authority"],
    )
    cse_flag: YesNo = column("Police marker for child sexual exploitation.", headings=["CSE", "CSE marker"])
    prevention_interview: YesNo = column(
        'Police prevention interview ("safe and well") held.', headings=["Safe and well", "Safe and well check"]
    )
    harm_suffered: YesNo = column("Harm suffered while missing.", headings=["Harm"])

    @rule(
        "reported_before_missing",
        "reported_at",
        "missing_from_at",
        says="is reported before the child went missing",
        refuse=True,
    )
    def reported_after_missing(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "reported_at", "missing_from_at")

    @rule("found_before_missing", "found_at", "missing_from_at", says="is found before or when going missing", refuse=True)
    def found_after_missing(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.after(rows, "found_at", "missing_from_at")

    @rule("missing_over_a_year", "found_at", says="lasts more than 365 days: please confirm")
    def not_over_a_year(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["found_at"].isna() | (rows["found_at"] - rows["missing_from_at"] <= A_YEAR)

    @rule("missing_as_adult", "missing_from_at", "dob", says="is about someone who was 18 or older")
    def missing_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "missing_from_at")

    @rule("missing_before_birth", "missing_from_at", "dob", says="goes missing before the date of birth", refuse=True)
    def missing_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "missing_from_at", "dob")


def _still_missing(rows: pd.DataFrame) -> pd.Series:
    return rows["found_at"].isna()


def _first_of_its_ref(rows: pd.DataFrame) -> pd.Series:
    """An episode given twice is asked about as that, not as one that overlaps itself."""
    return ~rows["misper_ref"].duplicated()


RETURN = Return(
    name="pol_missing",
    title="Missing and absent episodes (police)",
    agency=POLICE,
    description="Every episode in which Surrey Police recorded a person under 18 as missing or absent.",
    source="COMPACT missing person system extract",
    file_stem="missing-u18",
    sheets=(Missing,),
    counts="events",
    cross_rules=(
        CrossRule(
            "several_open_episodes",
            "Missing",
            ("found_at", "police_person_ref"),
            "is one of several episodes of the child that are open at once",
            several_open("Missing", ("police_person_ref",), _still_missing),
        ),
        CrossRule(
            "overlapping_episodes",
            "Missing",
            ("missing_from_at", "police_person_ref"),
            "begins before an earlier episode of the child ended: one episode graded anew?",
            overlapping("Missing", ("police_person_ref",), "missing_from_at", "found_at", _first_of_its_ref),
        ),
        CrossRule(
            "still_missing_after_a_year",
            "Missing",
            ("found_at", "missing_from_at"),
            "is still missing more than 365 days later: please confirm",
            where("Missing", lambda rows, end: _still_missing(rows) & (end - rows["missing_from_at"] > A_YEAR)),
        ),
    ),
)
