"""Children on a child protection plan and children in need, as they stand on the month's last day."""

from collections.abc import Callable

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, Frames, Stock, overlapping, several_open, where
from sscb_pipeline.returns.declaration import (
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

PLAN_HEADINGS = ["CP plan ID", "Plan ID", "Child protection plan ID", "CPP ref"]


class CPP(Sheet, identity=(("person_id",), ("nhs_number",), ("upn",), ("surname", "forename", "dob"))):
    """One row per child per plan open on the month's last day or ended in the last 12 months."""

    person_id: Text = identity.person_id(key=True)
    surname: Text = identity.surname()
    forename: Text = identity.forename()
    dob: Day = identity.dob()
    edd: Day = identity.edd()
    gender: Code = identity.gender()
    ethnicity: Code = identity.ethnicity("ethnicity_dfe")
    upn: Upn = identity.upn()
    nhs_number: NhsNumber = identity.nhs_number()
    postcode: Postcode = identity.postcode()
    cpp_id: Text = column("Id of the child's plan.", required=True, key=True, headings=PLAN_HEADINGS)
    icpc_id: Text = column("Conference that decided the plan.", headings=["ICPC ref", "ICPC reference"])
    cpp_start: Day = column(
        "Day the plan began.",
        required=True,
        headings=[
            "Child Protection Plan Start Date", "ChildProtectionPlanStartDate", "CPP start date", "CP plan start",
            "Plan start date",
        ],
    )
    cpp_end: Day = column(
        "Day the plan ended; blank while it runs. A plan ended on a day is not open that day.",
        headings=[
            "Child Protection Plan End Date", "ChildProtectionPlanEndDate", "CPP end date", "CP plan end", "Plan end date",
        ],
    )
    initial_category: Code = column(
        "Category of abuse when the plan began.", codes="abuse_category", required=True,
        headings=["Initial category of abuse", "InitialCategoryOfAbuse"],
    )
    latest_category: Code = column(
        "Category of abuse now.", codes="abuse_category", required=True,
        headings=["Latest category of abuse", "LatestCategoryOfAbuse", "Current category of abuse", "Current category"],
    )
    multiple_detail: Text = column("Which categories, when the category is multiple.", headings=["Multiple categories"])
    previous_cpp_count: Whole = column(
        "How many plans the child had before, ever and anywhere known.",
        required=True,
        ge=0,
        headings=[
            "Number of Previous Child Protection Plans", "Previous plans", "NumberOfPreviousChildProtectionPlans",
            "Previous CP plans",
        ],
    )
    ola_plan: YesNo = column(
        "Whether it is a temporary plan of another authority.", required=True,
        headings=["Other LA plan", "Other local authority plan", "Temporary plan"],
    )
    last_statutory_visit: Day = column(
        "Day of the last statutory visit.",
        headings=["Date of the Last Statutory Visit", "DateOfLastStatutoryVisit", "Last visit"],
    )
    seen_alone: Code = column(
        "Whether the child was seen alone at that visit.", codes="yes_no_unknown",
        headings=["Was the Child Seen Alone?", "ChildSeenAlone", "Child seen alone"],
    )
    latest_review: Day = column(
        "Day of the latest review conference.",
        headings=["Date of latest review conference", "DateOfLatestReviewConf", "Latest RCPC"],
    )
    first_core_group: Day = column(
        "Day of the first core group meeting.", headings=["First core group date", "Date of first core group"]
    )
    da_factor: YesNo = column(
        "Whether domestic abuse is a factor; taken from the last assessment where blank.",
        headings=["Domestic abuse factor", "DA identified", "Domestic abuse"],
    )
    lac_at_snapshot: YesNo = column("Whether the child is looked after too.", headings=["LAC", "Dual status", "Looked after"])
    area: Code = identity.area()
    team: Text = column("Team that holds the plan.", headings=["Allocated team", "AllocatedTeam"])

    @rule("ended_on_or_before_start", "cpp_end", "cpp_start", says="ends on or before the day it began", refuse=True)
    def ended_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.after(rows, "cpp_end", "cpp_start")

    @rule("born_or_due_once", "dob", "edd", says="needs exactly one of date of birth and expected date of delivery")
    def born_or_due_once(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.born_or_due_once(rows)

    @rule("unborn_with_sex", "gender", "edd", says="gives a sex for a child not yet born")
    def unborn_has_no_sex(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.unborn_has_no_sex(rows)

    @rule("plan_begins_as_adult", "cpp_start", "dob", says="begins on or after the 18th birthday")
    def plan_begins_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "cpp_start")

    @rule("review_on_or_before_start", "latest_review", "cpp_start", says="is reviewed on or before the day it began")
    def reviewed_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.after(rows, "latest_review", "cpp_start")

    @rule("multiple_without_detail", "multiple_detail", "latest_category", says="has several categories but does not say which")
    def multiple_says_which(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "multiple_detail", rows["latest_category"] == "MUL")


class Reviews(Sheet, identity=(("person_id",),)):
    """One row per child per review conference."""

    person_id: Text = identity.person_id(key=True)
    cpp_id: Text = column("Plan reviewed.", required=True, key=True, headings=PLAN_HEADINGS)
    review_date: Day = column(
        "Day of the review conference.", required=True, key=True,
        headings=["Date of review", "RCPC date", "Review conference date"],
    )
    conference_id: Text = column(
        "Id of the family's conference.", required=True, headings=["Conference ref", "Conference reference"]
    )
    outcome: Code = column(
        "Whether the plan goes on or ends.", codes="review_outcome", required=True,
        headings=["Review outcome", "Conference outcome"],
    )


class CIN(Sheet, identity=(("person_id",),)):
    """One row per child open as a child in need on the month's last day or closed in the last 6 months."""

    person_id: Text = identity.person_id(key=True)
    cin_start: Day = column(
        "Day the child became a child in need.", required=True, key=True,
        headings=["CIN start date", "CINStartDate", "Date CIN started"],
    )
    primary_need: Code = column(
        "Main reason the child needs help (N1 to N9, N0).", codes="primary_need", required=True,
        headings=["Primary need code", "PrimaryNeedCode", "Need code"],
    )
    case_status: Code = column(
        "How the child is helped now.", codes="case_status", required=True, headings=["CaseStatus", "Status"]
    )
    last_seen: Day = column(
        "Day the child was last seen.", headings=["Date Child Was Last Seen", "DateChildLastSeen", "Date last seen"]
    )
    closure_date: Day = column(
        "Day the case was closed; blank while open.",
        headings=["CIN closure date", "CINClosureDate", "Date closed", "Date of closure"],
    )
    closure_reason: Code = column(
        "Why the case was closed.", codes="closure_reason", headings=["Reason for closure", "ReasonForClosure", "Reason closed"]
    )
    da_factor: YesNo = column(
        "Whether domestic abuse is a factor; taken from the last assessment where blank.",
        headings=["Domestic abuse factor", "DA identified", "Domestic abuse"],
    )
    area: Code = identity.area()

    @rule("closed_before_start", "closure_date", "cin_start", says="is closed before it began", refuse=True)
    def closed_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "closure_date", "cin_start")

    @rule("closure_date_and_reason", "closure_reason", "closure_date", says="has a closure date without reason, or the reverse")
    def closure_has_its_reason(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_with(rows, "closure_date", "closure_reason")

    @rule(
        "closed_status_and_date", "case_status", "closure_date", says="is closed by its status or by its date, but not by both"
    )
    def closed_status_has_its_date(cls, rows: pd.DataFrame) -> pd.Series:
        return (rows["case_status"] == "CLOSED") == rows["closure_date"].notna()


def _plan_open(rows: pd.DataFrame) -> pd.Series:
    return rows["cpp_end"].isna()


def _plan_open_as_adult(rows: pd.DataFrame, end: pd.Timestamp) -> pd.Series:
    return _plan_open(rows) & compare.turned(18, rows["dob"], end)


def _ended_before(column: str, months: int) -> Callable[[pd.DataFrame, pd.Timestamp], pd.Series]:
    return lambda rows, end: rows[column] < end - pd.DateOffset(months=months)


def _own_plans_open(frames: Frames) -> set[str]:
    plans = frames["CPP"]
    return set(plans.loc[_plan_open(plans) & ~compare.yes(plans, "ola_plan"), "person_id"].dropna())


def _status_without_plan(frames: Frames) -> list[int]:
    plans, cases = frames["CPP"], frames["CIN"]
    known = set(plans.loc[_plan_open(plans), "person_id"].dropna())
    stated = (cases["case_status"] == "CPP") & cases["closure_date"].isna()
    return [int(row) for row in cases.index[stated & ~cases["person_id"].isin(known)]]


def _plan_against_status(frames: Frames) -> list[int]:
    cases = frames["CIN"]
    other = cases["case_status"].isin(["CIN_PLAN", "OPEN_ASSESSMENT"]) & cases["closure_date"].isna()
    return [int(row) for row in cases.index[other & cases["person_id"].isin(_own_plans_open(frames))]]


def _review_before_plan(frames: Frames) -> list[int]:
    reviews = frames["Reviews"]
    plans = {
        (child, plan): start
        for child, plan, start in frames["CPP"][["person_id", "cpp_id", "cpp_start"]].itertuples(index=False, name=None)
    }
    return [
        int(row)
        for row, child, plan, held in zip(
            reviews.index, reviews["person_id"], reviews["cpp_id"], reviews["review_date"], strict=True
        )
        if (child, plan) in plans and held <= plans[(child, plan)]
    ]


RETURN = Return(
    name="cs_cin_cpp",
    title="Child protection plans and children in need",
    agency=CHILDRENS_SERVICES,
    description=(
        "Children on a child protection plan and children in need on the month's last day, with those whose "
        "plan or case ended recently, and the review conferences."
    ),
    source="Liquidlogic LCS (Annex A lists 6 and 7; CIN census)",
    file_stem="cin-cpp",
    sheets=(CPP, Reviews, CIN),
    counts="snapshot",
    stocks=(Stock("CPP", "cpp_start", "cpp_end"), Stock("CIN", "cin_start", "closure_date")),
    cross_rules=(
        CrossRule(
            "several_open_plans",
            "CPP",
            ("cpp_end", "person_id"),
            "is one of several plans of the child that are open at once",
            several_open("CPP", ("person_id",), _plan_open),
        ),
        CrossRule(
            "overlapping_plans",
            "CPP",
            ("cpp_start", "person_id"),
            "begins before an earlier plan of the child ended",
            overlapping("CPP", ("person_id",), "cpp_start", "cpp_end"),
        ),
        CrossRule(
            "plan_open_as_adult",
            "CPP",
            ("cpp_end", "dob"),
            "is open though the child has turned 18 by the month's last day",
            where("CPP", _plan_open_as_adult),
        ),
        CrossRule(
            "plan_ended_long_ago",
            "CPP",
            ("cpp_end",),
            "ended more than 12 months before the month's last day",
            where("CPP", _ended_before("cpp_end", 12)),
        ),
        CrossRule(
            "several_open_cases",
            "CIN",
            ("closure_date", "person_id"),
            "is one of several cases of the child that are open at once",
            several_open("CIN", ("person_id",), lambda rows: rows["closure_date"].isna()),
        ),
        CrossRule(
            "case_closed_long_ago",
            "CIN",
            ("closure_date",),
            "was closed more than 6 months before the month's last day",
            where("CIN", _ended_before("closure_date", 6)),
        ),
        CrossRule(
            "status_without_plan",
            "CIN",
            ("case_status", "person_id"),
            "has the status of a child on a plan but no open plan in CPP",
            _status_without_plan,
        ),
        CrossRule(
            "plan_against_status",
            "CIN",
            ("case_status", "person_id"),
            "has an open plan in CPP but the status of another kind of help",
            _plan_against_status,
        ),
        CrossRule(
            "review_before_plan",
            "Reviews",
            ("review_date", "cpp_id"),
            "is held on or before the day its plan began",
            _review_before_plan,
        ),
    ),
)
