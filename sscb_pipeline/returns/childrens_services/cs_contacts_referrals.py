"""Contacts received and referrals made, from the multi-agency safeguarding hub (MASH)."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, Frames, days_looked_up, overlapping, several_open
from sscb_pipeline.returns.declaration import (
    Clock,
    Code,
    Day,
    NhsNumber,
    Postcode,
    Return,
    Sheet,
    Text,
    Upn,
    Whole,
    YesNo,
    column,
    rule,
)
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES


class Contacts(
    Sheet, identity=(("person_id",), ("nhs_number",), ("upn",), ("surname", "forename", "dob")), month="contact_date"
):
    """One row per child per contact."""

    person_id: Text = identity.person_id(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    edd: Day = identity.edd()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_dfe")
    nhs_number: NhsNumber = identity.nhs_number()
    upn: Upn = identity.upn()
    postcode: Postcode = identity.postcode()
    contact_id: Text = column(
        "Id of the contact; the same on the rows of brothers and sisters.", required=True, key=True,
        headings=["Contact ref", "Contact reference", "Contact number", "Contact no"],
    )
    contact_date: Day = column(
        "Day the contact was received.", required=True,
        headings=["Date of contact", "DateOfContact", "Contact received", "Date contact received"],
    )
    received_time: Clock = column("Time of day the contact was received.", headings=["Contact time", "Time of contact"])
    contact_source: Code = column(
        "Who made the contact (national list of sources).", codes="contact_source", required=True,
        headings=["Source", "Source of contact", "Contact source code"],
    )
    contact_reason: Code = column(
        "Main reason for the contact.", codes="contact_reason", headings=["Reason", "Reason for contact", "Presenting issue"]
    )
    level_of_need: Whole = column("Multi-agency level of need, 1 to 4.", ge=1, le=4, headings=["Need level", "Level"])
    outcome: Code = column(
        "What the contact led to; blank while undecided.", codes="contact_outcome",
        headings=["Contact outcome", "Outcome of contact", "Decision"],
    )
    decision_date: Day = column("Day the outcome was decided.", headings=["Date of decision", "Outcome date", "Date decided"])
    hub: Code = column("Early Help Coordination Hub.", codes="area", headings=["EH hub", "Early help hub", "Area", "Quadrant"])

    @rule(
        "decided_before_contact",
        "decision_date",
        "contact_date",
        says="is decided before the contact was received",
        refuse=True,
    )
    def decided_after_contact(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "decision_date", "contact_date")

    @rule(
        "outcome_and_decision_date",
        "decision_date",
        "outcome",
        says="has an outcome without its date, or a date without outcome",
    )
    def outcome_has_its_date(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_with(rows, "outcome", "decision_date")

    @rule("born_or_due_once", "dob", "edd", says="needs exactly one of date of birth and expected date of delivery")
    def born_or_due_once(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.born_or_due_once(rows)

    @rule("unborn_with_sex", "gender", "edd", says="gives a sex for a child not yet born")
    def unborn_has_no_sex(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.unborn_has_no_sex(rows)

    @rule("contact_long_before_birth", "contact_date", "dob", "edd", says="is received more than 40 weeks before the birth")
    def contact_not_long_before_birth(cls, rows: pd.DataFrame) -> pd.Series:
        born = rows["dob"].fillna(rows["edd"])
        return born.isna() | rows["contact_date"].isna() | (rows["contact_date"] >= born - compare.FORTY_WEEKS)

    @rule("contact_about_adult", "contact_date", "dob", says="is about someone who was 18 or older")
    def contact_about_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "contact_date")


class Referrals(Sheet, identity=(("person_id",),), month="referral_date"):
    """One row per child per referral."""

    person_id: Text = identity.person_id(key=True)
    referral_id: Text = column(
        "Id of the referral.", required=True, key=True,
        headings=["Referral ref", "Referral reference", "Referral number", "Referral no"],
    )
    contact_id: Text = column(
        "Contact the referral came from.", headings=["Contact ref", "Contact reference", "Contact number"]
    )
    referral_date: Day = column(
        "Day of the referral.", required=True, headings=["Date of referral", "ReferralDate", "Date referred"]
    )
    referral_source: Code = column(
        "Who referred (national list of sources).", codes="contact_source", required=True,
        headings=["Source", "Source of referral", "Referral source code"],
    )
    referral_nfa: YesNo = column(
        "Whether no further action followed.", required=True, headings=["Referral NFA?", "NFA", "No further action"]
    )
    primary_need: Code = column(
        "Main reason the child needs help (N1 to N9, N0).", codes="primary_need",
        headings=["Primary need code", "Need code", "PrimaryNeedCode"],
    )
    closure_date: Day = column(
        "Day the case was closed; blank while open.", headings=["Date closed", "Date of closure", "Closed date"]
    )
    closure_reason: Code = column(
        "Why the case was closed.", codes="closure_reason", headings=["Reason for closure", "ReasonForClosure", "Reason closed"]
    )
    allocated_team: Text = column("Team the child is allocated to.", headings=["Team", "AllocatedTeam"])
    area: Code = identity.area()

    @rule("closed_before_referral", "closure_date", "referral_date", says="is closed before it was referred", refuse=True)
    def closed_after_referral(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "closure_date", "referral_date")

    @rule("closure_date_and_reason", "closure_reason", "closure_date", says="has a closure date without reason, or the reverse")
    def closure_has_its_reason(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_with(rows, "closure_date", "closure_reason")

    @rule("primary_need_missing", "primary_need", "referral_nfa", says="goes on to further action but has no primary need")
    def primary_need_unless_nfa(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "primary_need", ~compare.yes(rows, "referral_nfa"))


def _goes_on(rows: pd.DataFrame) -> pd.Series:
    return ~compare.yes(rows, "referral_nfa")


def _still_open(rows: pd.DataFrame) -> pd.Series:
    return _goes_on(rows) & rows["closure_date"].isna()


def _long_before_birth(frames: Frames) -> list[int]:
    children = frames["Contacts"].assign(born=lambda rows: rows["dob"].fillna(rows["edd"]))
    referrals = frames["Referrals"]
    born = days_looked_up(referrals["person_id"], children, "person_id", "born")
    return [int(row) for row in referrals.index[referrals["referral_date"] < born - compare.FORTY_WEEKS]]


def _referred_as_adult(frames: Frames) -> list[int]:
    referrals = frames["Referrals"]
    born = days_looked_up(referrals["person_id"], frames["Contacts"], "person_id", "dob")
    adult = (compare.ages(born, referrals["referral_date"]) >= 18).fillna(False).astype(bool)
    return [int(row) for row in referrals.index[adult]]


RETURN = Return(
    name="cs_contacts_referrals",
    title="Contacts and referrals",
    agency=CHILDRENS_SERVICES,
    description="Every contact about a child that reached the MASH in the month, and every referral made.",
    source="Liquidlogic LCS report (Annex A lists 1 and 3)",
    file_stem="contacts-referrals",
    sheets=(Contacts, Referrals),
    counts="events",
    window_months=6,
    cross_rules=(
        CrossRule(
            "several_open_referrals",
            "Referrals",
            ("closure_date", "person_id"),
            "is one of several referrals of the child that are open at once",
            several_open("Referrals", ("person_id",), _still_open),
        ),
        CrossRule(
            "overlapping_referrals",
            "Referrals",
            ("referral_date", "person_id"),
            "begins before an earlier referral of the child was closed",
            overlapping("Referrals", ("person_id",), "referral_date", "closure_date", _goes_on),
        ),
        CrossRule(
            "referral_long_before_birth",
            "Referrals",
            ("referral_date",),
            "is made more than 40 weeks before the birth given in Contacts",
            _long_before_birth,
        ),
        CrossRule(
            "referred_as_adult",
            "Referrals",
            ("referral_date", "person_id"),
            "is made on or after the 18th birthday given in Contacts",
            _referred_as_adult,
        ),
    ),
)
