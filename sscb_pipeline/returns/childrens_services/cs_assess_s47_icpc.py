"""Child and family assessments, section 47 enquiries and initial child protection conferences."""

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.between_rows import CrossRule, Frames, days_looked_up, several_open, where
from sscb_pipeline.returns.declaration import Code, Codes, Day, Return, Sheet, Text, YesNo, column, rule
from sscb_pipeline.vocabulary.agencies import CHILDRENS_SERVICES

ASSESSMENT_WORKING_DAYS = 45
"""Working days an assessment may take; one open longer is asked about (CIN census rule 8670Q)."""
CONFERENCE_WORKING_DAYS = 15
"""Working days from strategy discussion to conference (CIN census rule 8675Q)."""
REFERRAL_HEADINGS = ["Referral ref", "Referral reference", "Referral number", "Referral no"]


class Assessments(Sheet, identity=(("person_id",),)):
    """One row per child per assessment."""

    person_id: Text = identity.person_id(key=True)
    assessment_id: Text = column(
        "Id of the assessment.", required=True, key=True,
        headings=["Assessment ref", "Assessment reference", "Assessment number"],
    )
    referral_id: Text = column("Referral the assessment belongs to.", required=True, headings=REFERRAL_HEADINGS)
    assessment_start: Day = column(
        "Day the assessment began.", required=True,
        headings=["Continuous assessment start date", "ContinuousAssessmentStart", "Assessment start date"],
    )
    authorised_date: Day = column(
        "Day a manager authorised the assessment; blank while open.",
        headings=[
            "Continuous assessment date of authorisation", "ContinuousAssessmentAuthDate", "Authorisation date",
            "Date authorised", "Assessment authorised",
        ],
    )
    child_seen: YesNo = column(
        "Whether the child was seen during the assessment.",
        headings=["Child seen during continuous assessment", "ContinuousAssessmentChildSeen"],
    )
    outcome: Code = column(
        "What the assessment led to.", codes="assessment_outcome", headings=["Assessment outcome", "Outcome of assessment"]
    )
    factors: Codes = column(
        "Factors identified at the end of the assessment (1A to 23A).", codes="assessment_factor",
        headings=["Assessment factors", "Factors identified", "Factors identified at end of assessment"],
    )
    disability: Codes = column(
        "Disabilities of the child; NONE stands alone.", codes="disability",
        headings=["Disabilities", "Child's disability", "Disability codes"],
    )

    @rule("authorised_before_start", "authorised_date", "assessment_start", says="is authorised before it began", refuse=True)
    def authorised_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "authorised_date", "assessment_start")

    @rule("authorised_without_factors", "factors", "authorised_date", says="is authorised but names no factor")
    def factors_once_authorised(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "factors", rows["authorised_date"].notna())

    @rule("factors_while_open", "factors", "authorised_date", says="names factors though it is still open")
    def no_factors_while_open(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.blank_where(rows, "factors", rows["authorised_date"].isna())

    @rule("authorised_without_outcome", "outcome", "authorised_date", says="is authorised but has no outcome")
    def outcome_once_authorised(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "outcome", rows["authorised_date"].notna())

    @rule("no_factors_beside_others", "factors", says="says that no factors were identified (21) beside other factors")
    def no_factors_stands_alone(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.code_stands_alone(rows, "factors", "21")

    @rule("no_disability_beside_others", "disability", says="says that there is no disability beside disabilities")
    def no_disability_stands_alone(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.code_stands_alone(rows, "disability", "NONE")


class S47(Sheet, identity=(("person_id",),)):
    """One row per child per section 47 enquiry."""

    person_id: Text = identity.person_id(key=True)
    s47_id: Text = column(
        "Id of the section 47 enquiry.", required=True, key=True,
        headings=["Section 47 ID", "S47 ref", "S47 reference", "Section 47 reference"],
    )
    referral_id: Text = column("Referral the enquiry belongs to.", required=True, headings=REFERRAL_HEADINGS)
    strategy_discussion_date: Day = column(
        "Day of the strategy discussion that began the enquiry: the 15 working days to the conference count from it.",
        required=True,
        headings=[
            "Strategy discussion initiating Section 47 Enquiry Start Date", "StratDiscussionDate", "Strategy discussion",
            "Section 47 start date", "S47 start date",
        ],
    )
    icpc_target_date: Day = column(
        "Day the conference is due: 15 working days after the strategy discussion.", planned=True,
        headings=["ICPC target", "ICPC due date", "Target date of ICPC"],
    )
    icpc_not_required: YesNo = column(
        "Whether a conference was found unnecessary.",
        required=True,
        headings=[
            "Was an Initial Child Protection Conference deemed unnecessary?", "InitialCPConfUnnecessary", "ICPC unnecessary",
            "Conference not required",
        ],
    )
    s47_outcome: Code = column(
        "What the enquiry led to.", codes="s47_outcome", headings=["Section 47 outcome", "Outcome", "Outcome of section 47"]
    )

    @rule(
        "target_not_15_working_days",
        "icpc_target_date",
        "strategy_discussion_date",
        says="has a target that is not 15 working days after the strategy discussion",
    )
    def target_is_15_working_days(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.working_days_after(rows, "icpc_target_date", "strategy_discussion_date", CONFERENCE_WORKING_DAYS)

    @rule("target_on_weekend", "icpc_target_date", says="has a target on a weekend")
    def target_not_on_weekend(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.weekday(rows, "icpc_target_date")

    @rule(
        "conference_both_needed_and_not",
        "icpc_not_required",
        "s47_outcome",
        says="says that no conference is needed, and that one is the outcome",
    )
    def outcome_agrees_with_need(cls, rows: pd.DataFrame) -> pd.Series:
        return ~(compare.yes(rows, "icpc_not_required") & (rows["s47_outcome"] == "ICPC"))


class ICPC(Sheet, identity=(("person_id",),), month="icpc_date"):
    """One row per child per initial child protection conference."""

    person_id: Text = identity.person_id(key=True)
    icpc_id: Text = column("Id of the child's conference.", required=True, key=True, headings=["ICPC ref", "ICPC reference"])
    conference_id: Text = column(
        "Id of the family's conference, the same for brothers and sisters.", required=True,
        headings=["Conference ref", "Conference reference", "Family conference ID"],
    )
    s47_id: Text = column(
        "Section 47 enquiry that led to the conference; blank only for a transfer in.",
        headings=["Section 47 ID", "S47 ref", "S47 reference", "Section 47 reference"],
    )
    icpc_date: Day = column(
        "Day the conference was held.", required=True,
        headings=["Date of Initial Child Protection Conference", "InitialCPConfDate", "Date of ICPC", "Conference date"],
    )
    transfer_in: YesNo = column(
        "Whether the conference took over a plan of another authority.", required=True,
        headings=["Transfer in conference", "Transfer-in", "Transferred in"],
    )
    outcome: Code = column(
        "What the conference decided.", codes="icpc_outcome", required=True,
        headings=["ICPC outcome", "Conference outcome", "Outcome of conference"],
    )
    reason_late: Code = column(
        "Why the conference was later than 15 working days.", codes="icpc_reason_late",
        headings=["Reason for delay", "Late reason", "Reason ICPC late"],
    )

    @rule("section_47_missing", "s47_id", "transfer_in", says="names no section 47 enquiry though it is no transfer in")
    def section_47_unless_transfer(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "s47_id", ~compare.yes(rows, "transfer_in"))

    @rule("conference_not_on_working_day", "icpc_date", says="is held on a weekend or bank holiday")
    def conference_on_working_day(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.working_day(rows, "icpc_date")


def _assessment_open(rows: pd.DataFrame) -> pd.Series:
    return rows["authorised_date"].isna()


def _open_too_long(rows: pd.DataFrame, end: pd.Timestamp) -> pd.Series:
    return _assessment_open(rows) & (compare.working_days_since(rows["assessment_start"], end) > ASSESSMENT_WORKING_DAYS)


def _no_conference_in_time(frames: Frames) -> list[int]:
    enquiries = frames["S47"]
    held = enquiries["s47_id"].isin(frames["ICPC"]["s47_id"].dropna())
    late = compare.working_days_since(enquiries["strategy_discussion_date"], frames.month_end) > CONFERENCE_WORKING_DAYS
    waits = ~held & enquiries["s47_outcome"].isna() & ~compare.yes(enquiries, "icpc_not_required")
    return [int(row) for row in enquiries.index[waits & late.fillna(False).astype(bool)]]


def _several_open_s47(frames: Frames) -> list[int]:
    enquiries = frames["S47"]
    held = enquiries["s47_id"].isin(frames["ICPC"]["s47_id"].dropna())
    still = enquiries[~held & enquiries["s47_outcome"].isna() & ~compare.yes(enquiries, "icpc_not_required")]
    return [int(row) for row in still.index[still.duplicated(subset=["person_id", "referral_id"], keep=False)]]


def _conference_not_required(frames: Frames) -> list[int]:
    conferences = frames["ICPC"]
    spared = frames["S47"].loc[compare.yes(frames["S47"], "icpc_not_required"), ["person_id", "s47_id"]]
    pairs = set(spared.itertuples(index=False, name=None))
    return [
        int(row)
        for row, child, enquiry in zip(conferences.index, conferences["person_id"], conferences["s47_id"], strict=True)
        if (child, enquiry) in pairs
    ]


def _conference_before_strategy(frames: Frames) -> list[int]:
    conferences = frames["ICPC"]
    began = days_looked_up(conferences["s47_id"], frames["S47"], "s47_id", "strategy_discussion_date")
    return [int(row) for row in conferences.index[conferences["icpc_date"] < began]]


RETURN = Return(
    name="cs_assess_s47_icpc",
    title="Assessments, section 47 enquiries and initial conferences",
    agency=CHILDRENS_SERVICES,
    description=(
        "Assessments and section 47 enquiries that are open, began or ended in the month, and the initial "
        "child protection conferences held in it."
    ),
    source="Liquidlogic LCS (Annex A lists 4 and 5; CIN census modules)",
    file_stem="assess-s47-icpc",
    sheets=(Assessments, S47, ICPC),
    counts="events",
    window_months=6,
    cross_rules=(
        CrossRule(
            "several_open_assessments",
            "Assessments",
            ("authorised_date", "referral_id"),
            "is one of several assessments of the referral that are open at once",
            several_open("Assessments", ("person_id", "referral_id"), _assessment_open),
        ),
        CrossRule(
            "assessment_open_too_long",
            "Assessments",
            ("authorised_date", "assessment_start"),
            "is open for more than 45 working days at the month's end",
            where("Assessments", _open_too_long),
        ),
        CrossRule(
            "no_conference_in_time",
            "S47",
            ("s47_outcome", "strategy_discussion_date"),
            "has no outcome and no conference though 15 working days have passed, and does not say that none is needed",
            _no_conference_in_time,
        ),
        CrossRule(
            "several_open_section_47",
            "S47",
            ("s47_outcome", "referral_id"),
            "is one of several section 47 enquiries of the referral that are open at once",
            _several_open_s47,
        ),
        CrossRule(
            "conference_not_required_but_held",
            "ICPC",
            ("s47_id",),
            "is held for a section 47 enquiry that says no conference is needed",
            _conference_not_required,
        ),
        CrossRule(
            "conference_before_strategy",
            "ICPC",
            ("icpc_date", "s47_id"),
            "is held before the strategy discussion of its section 47 enquiry",
            _conference_before_strategy,
        ),
    ),
)
