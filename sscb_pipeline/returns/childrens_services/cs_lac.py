"""Looked after children as they stand on the month's last day, their reviews, and children placed here by others."""

from collections.abc import Callable

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, Frames, Stock, days_looked_up, overlapping, several_open, where
from sscb_pipeline.returns.declaration import (
    Code,
    Day,
    NhsNumber,
    Number,
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

NO_PROVIDER = ("T0", "T1", "T2", "T3", "T4", "Z1")
"""Kinds of placement that have no provider: temporary and other ones."""
SURREY = "936"


class LAC(Sheet, identity=(("person_id",), ("nhs_number",), ("upn",), ("surname", "forename", "dob"))):
    """One row per child looked after on the month's last day or ceased in the last 6 months."""

    person_id: Text = identity.person_id(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_dfe")
    upn: Upn = identity.upn()
    nhs_number: NhsNumber = identity.nhs_number()
    poc_start: Day = column(
        "Day the period of care began.",
        required=True,
        key=True,
        headings=[
            "Date Started to be Looked After", "LoookedAfterStartDate", "LookedAfterStartDate", "Period of care start",
            "LAC start date",
        ],
    )
    poc_end: Day = column(
        "Day the period of care ended; blank while looked after.",
        headings=["Date Ceased to be Looked After", "CeasedLookedAfterDate", "Period of care end", "LAC end date"],
    )
    legal_status: Code = column(
        "Legal status (C1, C2, V2 for section 20 …).", codes="legal_status", required=True,
        headings=["Child's Legal Status", "LegalStatus", "Current legal status"],
    )
    category_of_need: Code = column(
        "Main reason for being looked after (N1 to N8), fixed for the period of care.", codes="category_of_need", required=True,
        headings=["Child's Category of Need", "ChildCategoryOfNeed", "Need code"],
    )
    uasc: YesNo = column(
        "Whether the child is an unaccompanied asylum-seeking child.",
        required=True,
        headings=[
            "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "Unaccompanied asylum seeking child",
            "UASC (Y/N)",
        ],
    )
    duc: Day = column(
        "Day the child ceased to be unaccompanied and asylum-seeking.", planned=True,
        headings=["Date UASC ceased", "UASC end date"],
    )
    send_status: Code = column("Special educational needs.", codes="send_status", headings=["SEN status", "SEND", "SEN"])
    ehcp: YesNo = column("Whether the child has an education, health and care plan.", headings=["EHC plan", "Has EHCP"])
    placement_type: Code = column(
        "Kind of placement now.", codes="placement_type", required=True, headings=["PlacementType", "Type of placement"]
    )
    placement_provider: Code = column(
        "Who provides the placement; not for temporary and other placements.", codes="placement_provider",
        headings=["PlacementProvider", "Provider"],
    )
    placement_start: Day = column(
        "Day the placement began.", required=True,
        headings=["Start Date of Most Recent Placement", "MostRecentPlacementStartDate", "Placement start date"],
    )
    placement_postcode: Postcode = column(
        "Postcode of the placement; CON where it is confidential.", required=True, personal=True,
        headings=["PlacementPostcode", "Postcode of placement"], instead=["CON"],
    )
    placement_location: Code = column(
        "Whether the placement lies in Surrey.", codes="placement_location", required=True,
        headings=["Location of placement", "In or out of county", "In/Out"],
    )
    la_of_placement: Code = column(
        "Authority the placement lies in (936 is Surrey).", codes="local_authority", required=True,
        headings=["Placement LA", "Local authority of placement"],
    )
    home_postcode: Postcode = column(
        "Postcode of the child's home before care; not for unaccompanied children.", personal=True,
        headings=["Home address postcode", "Postcode of home"],
    )
    distance_miles: Number = column(
        "Miles from home to placement; 999.9 is not known.", ge=0, headings=["Distance", "Distance from home"]
    )
    placements_12m: Whole = column(
        "How many placements in the last 12 months.", required=True, ge=0,
        headings=["Number of Placements in the Last 12 months", "PlacementsLast12Months", "Placements"],
    )
    ofsted_urn: Text = column("Ofsted number of the placement.", headings=["URN of Placement", "PlacementURN", "URN"])
    last_visit: Day = column(
        "Day of the last social work visit.", headings=["Date of Last Social Work Visit", "LastSocialWorkVisitDate"]
    )
    iro: Text = column("Independent reviewing officer.", personal=True, headings=["Independent reviewing officer", "IRO name"])

    @rule("ceased_before_start", "poc_end", "poc_start", says="has a period of care that ends before it began", refuse=True)
    def ceased_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "poc_end", "poc_start")

    @rule("placed_before_care", "placement_start", "poc_start", says="is placed before the period of care began")
    def placed_in_care(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "placement_start", "poc_start")

    @rule("looked_after_before_birth", "poc_start", "dob", says="is looked after before the date of birth", refuse=True)
    def looked_after_once_born(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "poc_start", "dob")

    @rule("looked_after_as_adult", "poc_start", "dob", says="becomes looked after on or after the 18th birthday")
    def looked_after_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "poc_start")

    @rule("care_ends_after_18", "poc_end", "dob", says="ceases to be looked after later than the 18th birthday")
    def care_ends_by_18(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "poc_end") | (rows["poc_end"] == rows["dob"] + pd.DateOffset(years=18))

    @rule("section_20_with_parents", "placement_type", "legal_status", says="is placed with parents under section 20")
    def section_20_not_with_parents(cls, rows: pd.DataFrame) -> pd.Series:
        return ~((rows["legal_status"] == "V2") & (rows["placement_type"] == "P1"))

    @rule("police_protection_too_long", "poc_end", "legal_status", says="is under police protection for more than 72 hours")
    def police_protection_within_72_hours(cls, rows: pd.DataFrame) -> pd.Series:
        return ~((rows["legal_status"] == "L1") & (rows["poc_end"] - rows["poc_start"] > pd.Timedelta(days=3)))

    @rule(
        "emergency_order_too_long",
        "poc_end",
        "legal_status",
        says="is under an emergency protection order for more than 21 days",
    )
    def emergency_order_within_21_days(cls, rows: pd.DataFrame) -> pd.Series:
        return ~((rows["legal_status"] == "L2") & (rows["poc_end"] - rows["poc_start"] > pd.Timedelta(days=21)))

    @rule("provider_missing", "placement_provider", "placement_type", says="has a placement without provider")
    def provider_unless_temporary(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "placement_provider", ~rows["placement_type"].isin(NO_PROVIDER))

    @rule(
        "provider_of_temporary", "placement_provider", "placement_type", says="has a provider though the placement is temporary"
    )
    def temporary_without_provider(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.blank_where(rows, "placement_provider", rows["placement_type"].isin(NO_PROVIDER))

    @rule("home_postcode_missing", "home_postcode", "uasc", says="has no home postcode though the child is no UASC")
    def home_postcode_unless_uasc(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "home_postcode", ~compare.yes(rows, "uasc"))

    @rule("uasc_end_without_uasc", "duc", "uasc", says="says when UASC status ceased of a child who is no UASC")
    def uasc_end_of_uasc(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.blank_where(rows, "duc", ~compare.yes(rows, "uasc"))

    @rule("uasc_end_after_18", "duc", "dob", says="says that UASC status ceased later than the 18th birthday")
    def uasc_ends_by_18(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "duc") | (rows["duc"] == rows["dob"] + pd.DateOffset(years=18))

    @rule(
        "location_against_authority",
        "placement_location",
        "la_of_placement",
        says="is inside Surrey by one of location and authority, and outside by the other",
    )
    def location_agrees_with_authority(cls, rows: pd.DataFrame) -> pd.Series:
        confidential = rows["la_of_placement"] == "CON"
        return confidential | ((rows["placement_location"] == "IN") == (rows["la_of_placement"] == SURREY))

    @rule("ofsted_number_odd", "ofsted_urn", says="has an Ofsted number that is neither SC and six digits nor seven digits")
    def ofsted_number_in_form(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["ofsted_urn"].isna() | rows["ofsted_urn"].str.fullmatch("SC[0-9]{6}|[0-9]{7}", case=False).fillna(
            True
        ).astype(bool)


class Reviews(Sheet, identity=(("person_id",),)):
    """One row per child per statutory review."""

    person_id: Text = identity.person_id(key=True)
    review_date: Day = column(
        "Day of the review.", required=True, key=True,
        headings=["Date of Latest Statutory Review", "Date of review", "LatestStatutoryReviewDate"],
    )
    due_date: Day = column("Day the review was due.", planned=True, headings=["Review due", "Review due date"])
    participation: Code = column(
        "How the child took part (PN0 to PN7).", codes="participation", required=True,
        headings=["Participation code", "Child participation"],
    )


class LAMissing(Sheet, name="LA_Missing", identity=(("person_id",),)):
    """One row per child per period missing or away as the local authority recorded it."""

    person_id: Text = identity.person_id()
    type: Code = column(
        "Missing, or away from placement without authorisation.", codes="la_missing_type", required=True,
        headings=["Missing type", "Episode type"],
    )
    mis_start: Day = column(
        "Day the period began.", required=True, headings=["Missing start", "Start date", "Missing start date"]
    )
    mis_end: Day = column(
        "Day the period ended; blank while it goes on.", headings=["Missing end", "End date", "Missing end date"]
    )

    @rule("ended_before_start", "mis_end", "mis_start", says="ends before it began", refuse=True)
    def ended_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "mis_end", "mis_start")


class PlacedInSurrey(Sheet, name="Placed_in_Surrey", identity=(("ola_child_ref",),), optional=True):
    """One row per child another authority has told us it placed in Surrey."""

    ola_child_ref: Text = column(
        "The placing authority's id of the child.", required=True, key=True,
        headings=["Other LA child ref", "OLA ref", "Child ref"],
    )
    placing_la: Code = column(
        "Authority that placed the child.", codes="local_authority", required=True, key=True,
        headings=["Placing authority", "Placing local authority"],
    )
    initials: Text = column("The child's initials.", personal=True, headings=["Child initials"])
    dob: Day = identity.dob()
    notified_on: Day = column("Day we were told.", required=True, key=True, headings=["Notification date", "Date notified"])
    placement_postcode: Postcode = column(
        "Postcode of the placement.", required=True, personal=True, headings=["Postcode", "Postcode of placement"],
        instead=["CON"],
    )
    left_on: Day = column("Day the child left; blank while placed here.", headings=["Date left", "Left date"])

    @rule("placed_by_surrey", "placing_la", says="names Surrey as the authority that placed the child")
    def placed_by_another_authority(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["placing_la"] != SURREY


def _in_care_as_adult(rows: pd.DataFrame, end: pd.Timestamp) -> pd.Series:
    return rows["poc_end"].isna() & compare.turned(18, rows["dob"], end)


def _order_runs_too_long(status: str, days: int) -> Callable[[pd.DataFrame, pd.Timestamp], pd.Series]:
    return lambda rows, end: (
        rows["poc_end"].isna() & (rows["legal_status"] == status) & (end - rows["poc_start"] > pd.Timedelta(days=days))
    )


def _under_four_code_of_older(frames: Frames) -> list[int]:
    reviews = frames["Reviews"]
    born = days_looked_up(reviews["person_id"], frames["LAC"], "person_id", "dob")
    older = (compare.ages(born, reviews["review_date"]) >= 4).fillna(False).astype(bool)
    return [int(row) for row in reviews.index[older & (reviews["participation"] == "PN0")]]


RETURN = Return(
    name="cs_lac",
    title="Looked after children",
    agency=CHILDRENS_SERVICES,
    description=(
        "Children looked after by Surrey on the month's last day or until recently, their reviews and missing "
        "periods, and children other authorities have placed in Surrey."
    ),
    source="Liquidlogic LCS (Annex A list 8; SSDA903 episodes, reviews, missing)",
    file_stem="lac",
    sheets=(LAC, Reviews, LAMissing, PlacedInSurrey),
    counts="snapshot",
    stocks=(Stock("LAC", "poc_start", "poc_end"),),
    cross_rules=(
        CrossRule(
            "several_open_care_periods",
            "LAC",
            ("poc_end", "person_id"),
            "is one of several periods of care of the child that are open at once",
            several_open("LAC", ("person_id",), lambda rows: rows["poc_end"].isna()),
        ),
        CrossRule(
            "in_care_as_adult",
            "LAC",
            ("poc_end", "dob"),
            "is looked after though the child has turned 18 by the month's last day",
            where("LAC", _in_care_as_adult),
        ),
        CrossRule(
            "care_ended_long_ago",
            "LAC",
            ("poc_end",),
            "ceased more than 6 months before the month's last day",
            where("LAC", lambda rows, end: rows["poc_end"] < end - pd.DateOffset(months=6)),
        ),
        CrossRule(
            "police_protection_runs_too_long",
            "LAC",
            ("legal_status", "poc_start"),
            "is still under police protection more than 72 hours after care began",
            where("LAC", _order_runs_too_long("L1", 3)),
        ),
        CrossRule(
            "emergency_order_runs_too_long",
            "LAC",
            ("legal_status", "poc_start"),
            "is still under an emergency protection order more than 21 days after care began",
            where("LAC", _order_runs_too_long("L2", 21)),
        ),
        CrossRule(
            "placed_here_as_adult",
            "Placed_in_Surrey",
            ("left_on", "dob"),
            "is placed here though the child has turned 18 by the month's last day",
            where("Placed_in_Surrey", lambda rows, end: rows["left_on"].isna() & compare.turned(18, rows["dob"], end)),
        ),
        CrossRule(
            "overlapping_care_periods",
            "LAC",
            ("poc_start", "person_id"),
            "begins before an earlier period of care of the child ended",
            overlapping("LAC", ("person_id",), "poc_start", "poc_end"),
        ),
        CrossRule(
            "overlapping_missing_periods",
            "LA_Missing",
            ("mis_start", "person_id"),
            "begins before an earlier missing period of the child ended",
            overlapping("LA_Missing", ("person_id",), "mis_start", "mis_end"),
        ),
        CrossRule(
            "under_four_code_of_older_child",
            "Reviews",
            ("participation",),
            "uses the code for children under four of an older child",
            _under_four_code_of_older,
        ),
    ),
)
