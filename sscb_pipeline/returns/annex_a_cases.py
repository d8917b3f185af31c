"""Lists 6 to 9 of Annex A: cases open now or closed in the last six months, and who is entitled to leaving care services."""

import pandas as pd

from sscb_pipeline.returns import annex_a_columns as annex
from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.returns import identity
from sscb_pipeline.returns.declaration import Code, Day, Postcode, Sheet, Text, Whole, column, rule


class CIN(
    Sheet, name="List_6", also_called=annex.called(6, "Children in Need"), identity=annex.IDENTITY, told_by=("cin_start",),
    optional=True,
):
    """One row per child in need now or closed in the last six months."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    disability: Code = annex.disability()
    cin_start: Day = annex.day(
        "Day the child became a child in need.", "CIN Start Date", "CINStartDate", required=True, key=True
    )
    primary_need: Code = annex.code(
        "primary_need", "Main reason the child needs help (N1 to N9, N0).", "Primary Need Code", "PrimaryNeedCode"
    )
    last_seen: Day = annex.day("Day the child was last seen.", "Date Child Was Last Seen", "DateChildLastSeen")
    closure_date: Day = annex.day("Day the case was closed; blank while open.", "CIN Closure Date", "CINClosureDate")
    closure_reason: Code = annex.code(
        "annex_a_closure_reason", "Why the case was closed.", "Reason for Closure", "ReasonForClosure"
    )
    case_status: Code = annex.code("case_status", "How the child is helped now.", "Case Status", "CaseStatus")
    allocated_team: Text = annex.team()
    allocated_worker: Text = annex.worker()

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
        return rows["case_status"].isna() | ((rows["case_status"] == "CLOSED") == rows["closure_date"].notna())


class CPP(
    Sheet, name="List_7", also_called=annex.called(7, "Child Protection"), identity=annex.IDENTITY, told_by=("cpp_start",),
    optional=True,
):
    """One row per child per protection plan that runs now or ended in the last six months."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    disability: Code = annex.disability()
    cpp_start: Day = annex.day(
        "Day the plan began.", "Child Protection Plan Start Date", "ChildProtectionPlanStartDate", required=True, key=True
    )
    initial_category: Code = annex.code(
        "abuse_category", "Category of abuse when the plan began.", "Initial Category of Abuse", "InitialCategoryOfAbuse"
    )
    latest_category: Code = annex.code(
        "abuse_category", "Category of abuse now.", "Latest Category of Abuse", "LatestCategoryOfAbuse"
    )
    last_statutory_visit: Day = annex.day(
        "Day of the last statutory visit.", "Date of the Last Statutory Visit", "DateOfLastStatutoryVisit"
    )
    seen_alone: Code = annex.code(
        "annex_a_seen_alone", "Whether the child was seen alone at it.", "Was the Child Seen Alone?", "ChildSeenAlone"
    )
    latest_review: Day = annex.day(
        "Day of the latest review conference.", "Date of latest review conference", "DateOfLatestReviewConf"
    )
    cpp_end: Day = annex.day(
        "Day the plan ended; blank while it runs.", "Child Protection Plan End Date", "ChildProtectionPlanEndDate"
    )
    protected_6m: Code = annex.code(
        "annex_a_yes_no", "Whether under an emergency protection order or police powers in the last six months.",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months", "ProtectionLastSixMonths",
    )
    previous_cpp_count: Whole = annex.count(
        "How many plans the child had before.", "Number of Previous Child Protection Plans",
        "NumberOfPreviousChildProtectionPlans",
    )
    allocated_team: Text = annex.team()
    allocated_worker: Text = annex.worker()

    @rule("ended_on_or_before_start", "cpp_end", "cpp_start", says="ends on or before the day it began", refuse=True)
    def ended_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.after(rows, "cpp_end", "cpp_start")

    @rule("plan_begins_as_adult", "cpp_start", "dob", says="begins on or after the 18th birthday")
    def plan_begins_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "cpp_start")

    @rule("review_on_or_before_start", "latest_review", "cpp_start", says="is reviewed on or before the day it began")
    def reviewed_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.after(rows, "latest_review", "cpp_start")


class LAC(
    Sheet, name="List_8", also_called=annex.called(8, "Children in Care", "Looked After Children"), identity=annex.IDENTITY,
    told_by=("poc_start",), optional=True,
):
    """One row per child per placement and legal status in a period of care that runs now or ended in the last six months."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    uasc: Code = annex.code(
        "annex_a_uasc", "Whether an unaccompanied asylum-seeking child within the last 12 months.",
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months", "Unaccompanied Asylum Seeking Child",
    )
    disability: Code = annex.disability()
    poc_start: Day = annex.day(
        "Day the period of care began.", "Date Started to be Looked After", "LoookedAfterStartDate", "LookedAfterStartDate",
        required=True, key=True,
    )
    category_of_need: Code = annex.code(
        "primary_need", "Main reason for being looked after.", "Child's Category of Need", "ChildCategoryOfNeed"
    )
    second_period: Code = annex.code(
        "annex_a_yes_no", "Whether a second or later period of care within 12 months.",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months",
        "SubsequentLACEpisodeLast12Months",
    )
    legal_status_start: Day = annex.day(
        "Day the legal status began.", "Start date of current legal status", "MostRecentLegalStatusStart"
    )
    legal_status: Code = annex.code(
        "annex_a_legal_status", "Legal status (C1, C2, V2 for section 20 …).", "Child's Legal Status", "LegalStatus",
        required=True, key=True,
    )
    latest_review: Day = annex.day(
        "Day of the latest statutory review.", "Date of Latest Statutory Review", "LatestStatutoryReviewDate"
    )
    last_visit: Day = annex.day(
        "Day of the last social work visit.", "Date of Last Social Work Visit", "LastSocialWorkVisitDate"
    )
    permanence_plan: Code = annex.code(
        "annex_a_permanence_plan", "The permanence plan.", "What is the permanence plan for this child?", "PermanencePlan"
    )
    last_iro_visit: Day = annex.day(
        "Day the reviewing officer last saw the child.", "Date of Last IRO Visit / Contact to the Child", "LastIROVisitDate"
    )
    last_health_assessment: Day = annex.day(
        "Day of the last health assessment.", "Date of Last Health Assessment", "LastHealthAssessmentDate"
    )
    last_dental_check: Day = annex.day("Day of the last dental check.", "Date of Last Dental Check", "LastDentalCheckDate")
    placements_12m: Whole = annex.count(
        "Placements in the last 12 months.", "Number of Placements in the Last 12 months", "PlacementsLast12Months"
    )
    poc_end: Day = annex.day(
        "Day the period of care ended; blank while looked after.", "Date Ceased to be Looked After", "CeasedLookedAfterDate"
    )
    reason_ceased: Code = annex.code(
        "annex_a_reason_ceased", "Why it ended.", "Reason Ceased to be Looked After", "ReasonCeasedLookedAfter"
    )
    placement_start: Day = annex.day(
        "Day the placement began.", "Start Date of Most Recent Placement", "MostRecentPlacementStartDate"
    )
    placement_type: Code = annex.code(
        "annex_a_placement_type", "Kind of placement.", "PlacementType", "Type of Placement", key=True
    )
    placement_provider: Code = annex.code("placement_provider", "Who provides the placement.", "PlacementProvider", key=True)
    placement_postcode: Postcode = column(
        "Postcode of the placement; CON where it is confidential.", personal=True, key=True, instead=["CON"],
        headings=["PlacementPostcode", "Postcode of Placement"],
    )
    placement_urn: Text = column("Ofsted number of the placement.", headings=["URN of Placement", "PlacementURN"])
    placement_location: Code = annex.code("placement_location", "Whether inside or outside the authority.", "PlacementLocation")
    la_of_placement: Code = annex.code("local_authority", "Authority the placement is in.", "LA of Placement", "LAOfPlacement")
    missing_12m: Whole = annex.count(
        "Episodes missing from the placement in the last 12 months.",
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "EpisodesChildMissingFromPlacement",
    )
    absent_12m: Whole = annex.count(
        "Episodes absent from the placement in the last 12 months.",
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "EpisodesChildAbsentFromPlacement",
    )
    rhi_offered: Code = annex.code(
        "annex_a_rhi_offered", "Whether a return interview was offered after the last episode; blank if there was none.",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Was the child offered a Return Interview after their last missing episode?", "ChildOfferedReturnInterviewAfterLastMFH",
    )
    rhi_accepted: Code = annex.code(
        "annex_a_rhi_accepted", "Whether the child accepted it; blank if there was none.",
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        "Did the child accept a Return Interview after their last missing episode?", "ChildAcceptedReturnInterviewAfterLastMFH",
    )
    allocated_team: Text = annex.team()
    allocated_worker: Text = annex.worker()

    @rule("ceased_before_start", "poc_end", "poc_start", says="has a period of care that ends before it began", refuse=True)
    def ceased_after_start(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "poc_end", "poc_start")

    @rule("placed_before_care", "placement_start", "poc_start", says="is placed before the period of care began")
    def placed_in_care(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.on_or_after(rows, "placement_start", "poc_start")

    @rule("looked_after_as_adult", "poc_start", "dob", says="becomes looked after on or after the 18th birthday")
    def looked_after_as_child(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.under(18, rows, "dob", "poc_start")

    @rule("ceased_and_reason", "reason_ceased", "poc_end", says="has an end of care without reason, or the reverse")
    def end_has_its_reason(cls, rows: pd.DataFrame) -> pd.Series:
        return compare.given_with(rows, "poc_end", "reason_ceased")

    @rule("interview_accepted_not_offered", "rhi_accepted", "rhi_offered", says="accepts a return interview nobody offered")
    def accepted_if_offered(cls, rows: pd.DataFrame) -> pd.Series:
        return ~((rows["rhi_accepted"] == "Y") & (rows["rhi_offered"] == "N"))


class CareLeavers(
    Sheet, name="List_9", also_called=annex.called(9, "Care Leavers", "Leaving Care Services"), identity=annex.IDENTITY,
    told_by=("eligibility_category", "la_in_touch"), optional=True,
):
    """One row per young person entitled to leaving care services now; of two versions, 13 columns or 17."""

    person_id: Text = identity.person_id(key=True)
    gender: Code = annex.gender()
    ethnicity: Code = annex.ethnicity()
    dob: Day = annex.dob()
    age: Whole = annex.age()
    uasc: Code = annex.code(
        "annex_a_uasc", "Whether an unaccompanied asylum-seeking child, or formerly (17-column version).",
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over",
    )
    disability: Code = annex.disability()
    allocated_team: Text = annex.team()
    allocated_worker: Text = annex.worker()
    personal_adviser: Text = column(
        "Personal adviser of the young person (17-column version).", personal=True,
        headings=["Allocated Personal Advisor", "Allocated Personal Adviser", "AllocatedPersonalAdvisor"],
    )
    eligibility_category: Code = annex.code("annex_a_eligibility", "Ground of the entitlement.", "EligibilityCategory")
    pathway_plan_review: Day = annex.day(
        "Day the pathway plan was last reviewed (17-column version).", "Latest Pathway Plan Review Date", "LatestPathwayPlan"
    )
    la_in_touch: Code = annex.code("annex_a_in_touch", "Whether the authority is in touch.", "LA in Touch", "LAInTouch")
    latest_contact: Day = annex.day(
        "Day of the latest contact (17-column version).", "Latest Date of Contact", "LatestContact"
    )
    accommodation_type: Code = annex.code(
        "annex_a_accommodation", "Where the young person lives.", "Type of Accommodation", "TypeOfAccommodation"
    )
    accommodation_suitability: Code = annex.code(
        "annex_a_suitability", "Whether that is suitable.", "Suitability of Accommodation", "SuitabilityOfAccommodation"
    )
    activity_status: Code = annex.code("annex_a_activity", "Education, training or employment.", "ActivityStatus")
