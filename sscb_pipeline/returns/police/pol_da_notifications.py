"""Domestic abuse (DA) incidents, the children linked to them, and the police's notifications about children."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, Frames, days_looked_up
from sscb_pipeline.returns.declaration import Code, Day, Moment, Postcode, Return, Sheet, Text, Whole, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import POLICE

INCIDENT_HEADINGS = ["Incident reference", "Incident number", "Occurrence number", "Occurrence ref", "Niche occurrence"]


class DAIncidents(Sheet, name="DA_Incidents", month="reported_date"):
    """One row per domestic abuse incident."""

    incident_ref: Text = column("Niche occurrence number.", required=True, key=True, headings=INCIDENT_HEADINGS)
    reported_date: Moment = column(
        "When the incident was reported.", required=True,
        headings=["Date reported", "Reported", "Reported at", "Reported date time"],
    )
    incident_date: Moment = column("When it happened.", headings=["Date of incident", "Occurred", "Incident date time"])
    crime_flag: YesNo = column("Whether it was recorded as a crime.", required=True, headings=["Crime", "Crimed", "Crime Y/N"])
    dash_grade: Code = column(
        "Risk grade of the DASH assessment.", codes="dash_grade", required=True,
        headings=["DASH", "DASH risk", "DASH risk grade", "Risk grade"],
    )
    repeat_12m: YesNo = column(
        "Whether there was another incident in the 12 months before.",
        headings=["Repeat", "Repeat victim", "Repeat in 12 months"],
    )
    marac: YesNo = column("Whether it was referred to the high-risk case conference (MARAC).", headings=["MARAC referral"])
    n_children: Whole = column(
        "How many children are linked to it.", required=True, ge=0,
        headings=["Number of children", "No of children", "Children linked", "Children"],
    )
    borough: Code = column("District or borough it happened in.", codes="borough", headings=["District", "Borough or district"])
    postcode: Postcode = column("Postcode it happened at.", personal=True, headings=["Post code", "Incident postcode"])

    @rule("happened_after_report", "incident_date", "reported_date", says="happens after it was reported", refuse=True)
    def happened_before_report(cls, rows: pd.DataFrame) -> pd.Series:
        # A report noted by its day alone stands at midnight and may follow an incident earlier that same day.
        day_only = rows["reported_date"] == rows["reported_date"].dt.normalize()
        same_day = day_only & (rows["incident_date"].dt.normalize() == rows["reported_date"])
        return pd.Series(same_day | compare.on_or_after(rows, "reported_date", "incident_date"))


class DAChildren(Sheet, name="DA_Children", identity=(("police_person_ref",), ("surname", "forename", "dob"))):
    """One row per child per incident and role."""

    incident_ref: Text = column("Incident the child is linked to.", required=True, key=True, headings=INCIDENT_HEADINGS)
    police_person_ref: Text = identity.police_person_ref(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    postcode: Postcode = identity.postcode()
    role: Code = column(
        "The child's part in the incident.", codes="da_role", required=True, key=True,
        headings=["Role of child", "Child role", "Involvement"],
    )
    age_at_incident: Whole = column("Age in years at the incident.", ge=0, headings=["Age"])

    @rule("not_a_child", "age_at_incident", says="is 18 or older at the incident")
    def is_a_child(cls, rows: pd.DataFrame) -> pd.Series:
        return (rows["age_at_incident"] < 18).fillna(True).astype(bool)


class Notifications(Sheet, identity=(("police_person_ref",), ("surname", "forename", "dob")), month="created_at"):
    """One row per child per notification."""

    notification_ref: Text = column(
        "Id of the notification.", required=True, key=True,
        headings=["Notification reference", "Notification ID", "39/24 ref", "Form ref"],
    )
    police_person_ref: Text = identity.police_person_ref(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    postcode: Postcode = identity.postcode()
    reason: Code = column(
        "Why the police tell us.", codes="notification_reason", required=True,
        headings=["Reason for notification", "Notification reason"],
    )
    risk_rag: Code = column("Risk as red, amber or green.", codes="rag", headings=["RAG", "Risk", "RAG rating"])
    created_at: Moment = column(
        "When the notification was written.", required=True,
        headings=["Created", "Date created", "Notification date", "Created date time"],
    )
    shared_with_mash_at: Moment = column(
        "When it was shared with the MASH.", headings=["Shared with MASH", "Date shared with MASH", "Shared at"]
    )
    mash_outcome: Code = column("What the MASH did.", codes="mash_outcome", headings=["Outcome", "MASH decision"])

    @rule("shared_before_created", "shared_with_mash_at", "created_at", says="is shared before it was written", refuse=True)
    def shared_after_created(cls, rows: pd.DataFrame) -> pd.Series:
        # A day alone stands at midnight and may follow a notification written earlier that same day.
        day_only = rows["shared_with_mash_at"] == rows["shared_with_mash_at"].dt.normalize()
        same_day = day_only & (rows["created_at"].dt.normalize() == rows["shared_with_mash_at"])
        return pd.Series(same_day | compare.on_or_after(rows, "shared_with_mash_at", "created_at"))

    @rule("notified_as_adult", "created_at", "dob", says="is about someone who was 18 or older")
    def notified_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "created_at")

    @rule("notified_before_birth", "created_at", "dob", says="is about someone born after it was written")
    def notified_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "created_at", "dob")


def _ages_at_incident(frames: Frames) -> pd.Series:
    children = frames["DA_Children"]
    reported = days_looked_up(children["incident_ref"], frames["DA_Incidents"], "incident_ref", "reported_date")
    return compare.ages(children["dob"], reported)


def _adult_by_birth(frames: Frames) -> list[int]:
    children = frames["DA_Children"]
    adult = (_ages_at_incident(frames) >= 18).fillna(False).astype(bool)
    told_by_age = (children["age_at_incident"] >= 18).fillna(False).astype(bool)
    return [int(row) for row in children.index[adult & ~told_by_age]]


def _age_against_birth(frames: Frames) -> list[int]:
    children = frames["DA_Children"]
    apart = (children["age_at_incident"] - _ages_at_incident(frames)).abs() > 1
    return [int(row) for row in children.index[apart.fillna(False).astype(bool)]]


def _children_counted_otherwise(frames: Frames) -> list[int]:
    incidents = frames["DA_Incidents"]
    listed = frames["DA_Children"].groupby("incident_ref")["police_person_ref"].nunique()
    counted = incidents["incident_ref"].map(listed).fillna(0)
    return [int(row) for row in incidents.index[(incidents["n_children"] != counted).fillna(False).astype(bool)]]


def _incident_not_listed(frames: Frames) -> list[int]:
    children = frames["DA_Children"]
    return [int(row) for row in children.index[~children["incident_ref"].isin(frames["DA_Incidents"]["incident_ref"])]]


RETURN = Return(
    name="pol_da_notifications",
    title="Domestic abuse and child notifications (police)",
    agency=POLICE,
    description="Domestic abuse incidents reported in the month, children linked to them, and all notifications about children "
    "the police wrote.",
    source="Niche: domestic abuse incidents, DASH risk grading, child notifications (39/24 forms)",
    file_stem="da-and-child-notifications",
    sheets=(DAIncidents, DAChildren, Notifications),
    counts="events",
    cross_rules=(
        CrossRule(
            "children_counted_otherwise",
            "DA_Incidents",
            ("n_children", "incident_ref"),
            "gives another number of children than DA_Children lists",
            _children_counted_otherwise,
        ),
        CrossRule(
            "incident_not_listed",
            "DA_Children",
            ("incident_ref",),
            "names an incident DA_Incidents does not list",
            _incident_not_listed,
        ),
        CrossRule(
            "not_a_child_by_birth",
            "DA_Children",
            ("dob", "incident_ref"),
            "is 18 or older at the incident by the date of birth",
            _adult_by_birth,
        ),
        CrossRule(
            "age_against_birth",
            "DA_Children",
            ("age_at_incident", "dob"),
            "gives an age that is more than a year from the one the date of birth gives",
            _age_against_birth,
        ),
    ),
)
