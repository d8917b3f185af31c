"""Lists 1 to 5 of Annex A: what happened in the last six months, from the contact to the initial conference."""

import pandas as pd

from sscb_pipeline.returns import annex_a_columns as annex
from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, Sheet, Text, Whole, column, rule


class Contacts(
    Sheet, name="List_1", also_called=annex.called(1, "Contacts"), identity=annex.IDENTITY, month="contact_date",
    told_by=("contact_date",), optional=True,
):
    """One row per child per contact received in the last six months."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    contact_date: Day = annex.day("Day the contact was received.", "Date of Contact", "DateOfContact", required=True, key=True)
    contact_source: Code = annex.code(
        "annex_a_contact_source", "Who made the contact (national list of sources).", "ContactSource", "Source of Contact",
        key=True,
    )

    @rule("contact_long_before_birth", "contact_date", "dob", says="is received more than 40 weeks before the birth")
    def contact_not_long_before_birth(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["dob"].isna() | (rows["contact_date"] >= rows["dob"] - compare.FORTY_WEEKS)


class EarlyHelp(
    Sheet, name="List_2", also_called=annex.called(2, "Early Help", "Early Help Assessments"), identity=annex.IDENTITY,
    told_by=("assessment_start",), optional=True,
):
    """One row per child per early help assessment of the last six months or current intervention."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    assessment_start: Day = annex.day(
        "Day the early help assessment began.", "Assessment start date", "AssessmentStartDate", required=True, key=True
    )
    assessment_completed: Day = annex.day(
        "Day it was completed; blank while open.", "Assessment completion date", "AssessmentCompletionDate"
    )
    organisation: Text = column(
        "Organisation that completes the assessment.",
        headings=["Organisation completing assessment", "OrganisationCompletingAssessment"],
    )

    @rule(
        "completed_before_start", "assessment_completed", "assessment_start", says="is completed before it began", refuse=True
    )
    def completed_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "assessment_completed", "assessment_start")


class Referrals(
    Sheet, name="List_3", also_called=annex.called(3, "Referrals"), identity=annex.IDENTITY, month="referral_date",
    told_by=("referral_date",), optional=True,
):
    """One row per child per referral received in the last six months."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    referral_date: Day = annex.day("Day of the referral.", "Date of referral", "ReferralDate", required=True, key=True)
    referral_source: Code = annex.code(
        "annex_a_contact_source", "Who referred (national list of sources).", "ReferralSource", "Source of Referral", key=True
    )
    referral_nfa: Code = annex.code(
        "annex_a_referral_nfa", "Whether no further action followed.", "Referral NFA?", "ReferralNFA"
    )
    referrals_12m: Whole = annex.count(
        "Referrals of the child in the last 12 months.", "Number of Referrals in Last 12 Months", "ReferralsLast12Months"
    )
    allocated_team: Text = annex.team()
    allocated_worker: Text = annex.worker()

    @rule("referral_long_before_birth", "referral_date", "dob", says="is made more than 40 weeks before the birth")
    def referral_not_long_before_birth(cls, rows: pd.DataFrame) -> pd.Series:
        return rows["dob"].isna() | (rows["referral_date"] >= rows["dob"] - compare.FORTY_WEEKS)


class Assessments(
    Sheet, name="List_4", also_called=annex.called(4, "Assessments"), identity=annex.IDENTITY, told_by=("assessment_start",),
    optional=True,
):
    """One row per child per assessment open or authorised in the last six months."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    disability: Code = annex.disability()
    assessment_start: Day = annex.day(
        "Day the assessment began.", "Continuous Assessment Start Date", "ContinuousAssessmentStart", required=True, key=True
    )
    child_seen: Code = annex.code(
        "annex_a_child_seen", "Whether the child was seen during it.", "Child Seen During Continuous Assessment",
        "ContinuousAssessmentChildSeen",
    )
    authorised_date: Day = annex.day(
        "Day a manager authorised it; blank while open.", "Continuous Assessment Date of Authorisation",
        "ContinuousAssessmentAuthDate",
    )
    support_required: Code = annex.code(
        "annex_a_yes_no", "Whether the child was found to need support.",
        "Was the child assessed as requiring LA children's social care support?", "CSCSupportRequired",
    )
    allocated_team: Text = annex.team()
    allocated_worker: Text = annex.worker()

    @rule("authorised_before_start", "authorised_date", "assessment_start", says="is authorised before it began", refuse=True)
    def authorised_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "authorised_date", "assessment_start")


class S47(
    Sheet, name="List_5", also_called=annex.called(5, "Sec47 and ICPC", "Section 47 Enquiries and ICPC"),
    identity=annex.IDENTITY, month="strategy_discussion_date", told_by=("strategy_discussion_date",), optional=True,
):
    """One row per child per section 47 enquiry of the last six months, with the conference it led to."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    disability: Code = annex.disability()
    strategy_discussion_date: Day = annex.day(
        "Day of the strategy discussion that began the enquiry.",
        "Strategy discussion initiating Section 47 Enquiry Start Date", "StratDiscussionDate", required=True, key=True,
    )
    icpc_not_required: Code = annex.code(
        "annex_a_yes_no", "Whether a conference was found unnecessary.",
        "Was an Initial Child Protection Conference deemed unnecessary?", "InitialCPConfUnnecessary",
    )
    icpc_date: Day = annex.day(
        "Day of the initial child protection conference.", "Date of Initial Child Protection Conference", "InitialCPConfDate"
    )
    led_to_plan: Code = annex.code(
        "annex_a_yes_no", "Whether the conference led to a plan.",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan", "CPConfResultInCPPlan",
    )
    s47_12m: Whole = annex.count(
        "Enquiries in the last 12 months.", "Number of Section 47 Enquiries in the last 12 months", "NumberS47s12m"
    )
    icpc_12m: Whole = annex.count(
        "Conferences in the last 12 months.", "Number of ICPCs in the last 12 months", "NumberICPCs12m"
    )
    allocated_team: Text = annex.team()
    allocated_worker: Text = annex.worker()

    @rule(
        "conference_before_strategy", "icpc_date", "strategy_discussion_date", says="is held before the strategy discussion"
    )
    def held_after_strategy(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "icpc_date", "strategy_discussion_date")

    @rule(
        "conference_not_required_but_held", "icpc_date", "icpc_not_required",
        says="is held though the row says that no conference is needed",
    )
    def held_only_if_required(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.blank_where(rows, "icpc_date", rows["icpc_not_required"] == "Y")

    @rule("plan_without_conference", "led_to_plan", "icpc_date", says="led to a plan but has no day of a conference")
    def plan_after_conference(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_where(rows, "icpc_date", rows["led_to_plan"] == "Y")
