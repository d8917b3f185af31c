"""A made-up Annex A workbook of any size, all eleven lists, every row acceptable; by default the size of a county's file.

Headings are written here as the template and as the extract of the standard safeguarding data set have them, not taken from
the declarations: the workbook is what an authority sends, not what we expect.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from sscb_pipeline.vocabulary.calendar import last_day

ROWS = 30_043
"""With the shares below these are about 521,000 cells."""
SHARES = {1: 23.1, 2: 5.3, 3: 10.7, 4: 10.7, 5: 5.3, 6: 8.9, 7: 3.6, 8: 27.9, 9: 2.7, 10: 0.9, 11: 0.9}
"""Of a hundred rows, how many stand in each list."""
NAMES = {
    1: "Contacts", 2: "Early Help", 3: "Referrals", 4: "Assessments", 5: "Sec47 and ICPC", 6: "Children in Need",
    7: "Child Protection", 8: "Children in Care", 9: "Care Leavers", 10: "Adoption", 11: "Adopters",
}  # fmt: skip

_CHILD = (
    "Child Unique ID|ChildUniqueID; Gender|Gender; Ethnicity|Ethnicity; Date of Birth|DateOfBirth; Age of Child (Years)|Age; "
)
_DISABILITY = "Does the Child have a Disability|HasDisability; "
_TEAM = "Allocated Team|AllocatedTeam; Allocated Worker|AllocatedWorker"
_LISTS = {
    1: _CHILD + "Date of Contact|DateOfContact; Contact Source|ContactSource",
    2: _CHILD + "Assessment start date|AssessmentStartDate; Assessment completion date|AssessmentCompletionDate; "
    "Organisation completing assessment|OrganisationCompletingAssessment",
    3: _CHILD + "Date of referral|ReferralDate; Referral Source|ReferralSource; Referral NFA?|ReferralNFA; "
    "Number of Referrals in Last 12 Months|ReferralsLast12Months; " + _TEAM,
    4: _CHILD + _DISABILITY + "Continuous Assessment Start Date|ContinuousAssessmentStart; "
    "Child Seen During Continuous Assessment|ContinuousAssessmentChildSeen; "
    "Continuous Assessment Date of Authorisation|ContinuousAssessmentAuthDate; "
    "Was the child assessed as requiring LA children's social care support?|CSCSupportRequired; " + _TEAM,
    5: _CHILD + _DISABILITY + "Strategy discussion initiating Section 47 Enquiry Start Date|StratDiscussionDate; "
    "Was an Initial Child Protection Conference deemed unnecessary?|InitialCPConfUnnecessary; "
    "Date of Initial Child Protection Conference|InitialCPConfDate; "
    "Did the Initial Child Protection Conference Result in a Child Protection Plan|CPConfResultInCPPlan; "
    "Number of Section 47 Enquiries in the last 12 months|NumberS47s12m; "
    "Number of ICPCs in the last 12 months|NumberICPCs12m; " + _TEAM,
    6: _CHILD + _DISABILITY + "CIN Start Date|CINStartDate; Primary Need Code|PrimaryNeedCode; "
    "Date Child Was Last Seen|DateChildLastSeen; CIN Closure Date|CINClosureDate; Reason for Closure|ReasonForClosure; "
    "Case Status|CaseStatus; " + _TEAM,
    7: _CHILD + _DISABILITY + "Child Protection Plan Start Date|ChildProtectionPlanStartDate; "
    "Initial Category of Abuse|InitialCategoryOfAbuse; Latest Category of Abuse|LatestCategoryOfAbuse; "
    "Date of the Last Statutory Visit|DateOfLastStatutoryVisit; Was the Child Seen Alone?|ChildSeenAlone; "
    "Date of latest review conference|DateOfLatestReviewConf; Child Protection Plan End Date|ChildProtectionPlanEndDate; "
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)|ProtectionLastSixMonths; "
    "Number of Previous Child Protection Plans|NumberOfPreviousChildProtectionPlans; " + _TEAM,
    8: _CHILD + "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))|UASC; " + _DISABILITY
    + "Date Started to be Looked After|LoookedAfterStartDate; Child's Category of Need|ChildCategoryOfNeed; "
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)"
    "|SubsequentLACEpisodeLast12Months; "
    "Start date of current legal status|MostRecentLegalStatusStart; Child's Legal Status|LegalStatus; "
    "Date of Latest Statutory Review|LatestStatutoryReviewDate; Date of Last Social Work Visit|LastSocialWorkVisitDate; "
    "What is the permanence plan for this child?|PermanencePlan; "
    "Date of Last IRO Visit / Contact to the Child|LastIROVisitDate; "
    "Date of Last Health Assessment|LastHealthAssessmentDate; Date of Last Dental Check|LastDentalCheckDate; "
    "Number of Placements in the Last 12 months|PlacementsLast12Months; "
    "Date Ceased to be Looked After|CeasedLookedAfterDate; Reason Ceased to be Looked After|ReasonCeasedLookedAfter; "
    "Start Date of Most Recent Placement|MostRecentPlacementStartDate; Placement Type|PlacementType; "
    "Placement Provider|PlacementProvider; Placement postcode|PlacementPostcode; URN of Placement|PlacementURN; "
    "Placement Location|; LA of Placement|; "
    "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months"
    "|EpisodesChildMissingFromPlacement; "
    "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months"
    "|EpisodesChildAbsentFromPlacement; "
    "Was the child offered a Return Interview after their last missing episode (Y/N)?|ChildOfferedReturnInterviewAfterLastMFH; "
    "Did the child accept a Return Interview after their last missing episode (Y/N)?|ChildAcceptedReturnInterviewAfterLastMFH; "
    + _TEAM,
    9: _CHILD + "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)|UASC; " + _DISABILITY + _TEAM
    + "; Allocated Personal Advisor|AllocatedPersonalAdvisor; Eligibility Category|EligibilityCategory; "
    "Latest Pathway Plan Review Date|LatestPathwayPlan; LA in Touch|LAInTouch; Latest Date of Contact|LatestContact; "
    "Type of Accommodation|TypeOfAccommodation; Suitability of Accommodation|SuitabilityOfAccommodation; "
    "Activity Status|ActivityStatus",
    10: "Child Unique ID|ChildUniqueID; Family identifier|FamilyID; Gender|Gender; Ethnicity|Ethnicity; "
    "Date of Birth|DateOfBirth; Age of Child (Years)|Age; " + _DISABILITY
    + "Date the Child Entered Care|EnteredCareDate; "
    "Date of Decision that Child Should be Placed for Adoption|ADMSHOBPADecisionDate; "
    "Date of Placement Order|PlacementOrderDate; "
    "Date of Matching Child and Prospective Adopters|MatchedForAdoptionDate; Date Placed for Adoption|PlacedForAdoptionDate; "
    "Date of Adoption Order |AdoptionOrderDate; "
    "Date of Decision that Child Should No Longer be Placed for Adoption|DecisionReversedDate; "
    "Reason Why Child No Longer Placed for Adoption|DecisionReversedReason; "
    "Date the child was placed for fostering in FFA or concurrent planning placement|DateFFAConsurrencyPlacement",
    11: "Individual adopter identifier|AdopterID; Family identifier|; Gender|Gender; Ethnicity|Ethnicity; "
    "Disability|HasDisability; Is the (prospective) adopter fostering for adoption?|AdoptedByCarer; "
    "Date enquiry received|EnquiryDate; Date Stage 1 started|Stage1StartDate; Date Stage 1 ended|Stage1EndDate; "
    "Date Stage 2 started|Stage2StartDate; Date Stage 2 ended|Stage2EndDate; Date application submitted|ApplicationDate; "
    "Date application approved|ApplicationApprDate; Date adopter matched with child(ren)|MatchedDate; "
    "Date child/children placed with adopter(s)|PlacedDate; No. of children placed|NumSiblingsPlaced; "
    "Date of Adoption Order|AdoptionOrderDate; Date of leaving adoption process|AdoptionLeaveDate; "
    "Reason for leaving adoption process|AdoptingLeaveReason",
}  # fmt: skip
"""The columns of each list: heading of the template, a bar, heading of the extract ('' where it has no such column)."""

NEWER_IN_LIST_9 = {
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", "Allocated Personal Advisor",
    "Latest Pathway Plan Review Date", "Latest Date of Contact",
}  # fmt: skip
"""What the 17-column list 9 has more than the 13-column one."""

NO_DAY = dt.datetime(1900, 1, 1)
SOURCES = ("q) 6: Police", "e) 2A: Schools", "g) 3A: Health services", "a) 1A: Individual", "p1) 5D: LA services")


def headings(number: int, *, ssd: bool = False) -> list[str]:
    """The headings of a list, '' for a column the extract does not have."""
    pairs = (pair.partition("|") for pair in _LISTS[number].split("; "))
    return [extract if ssd else template for template, _, extract in pairs]


def rows_of(rows: int) -> dict[int, int]:
    """How many rows each list has of so many in all."""
    counted = {number: int(rows * share / 100) for number, share in SHARES.items()}
    counted[8] += rows - sum(counted.values())
    return counted


def write_annex_a(
    path: Path,
    rows: int = ROWS,
    month: str = "2016-11",
    *,
    ssd: bool = False,
    list_9_columns: int = 17,
    titles: Sequence[str] = (),
    lists: Sequence[int] = tuple(_LISTS),
    given: Mapping[int, Sequence[Mapping[str, Any]]] | None = None,
) -> Path:
    """Write the workbook: `ssd` with the extract's headings and its sheet names, `titles` above each list's headings, only
    these `lists`. `given`: rows of a list instead of made-up ones, each a made-up row with the cells named (by template
    heading) as given."""
    end = dt.datetime.combine(last_day(month), dt.time())
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"})
    for number in lists:
        sheet = book.add_worksheet(NAMES[number] if ssd else f"List {number}")
        template, written = headings(number), headings(number, ssd=ssd)
        narrow = number == 9 and list_9_columns == 13
        kept = [p for p, name in enumerate(template) if written[p] and not (narrow and name in NEWER_IN_LIST_9)]
        for place, title in enumerate(titles):
            sheet.write(place, 0, title)
        sheet.write_row(len(titles), 0, [written[p] for p in kept])
        told = (given or {}).get(number)
        for index in range(len(told) if told is not None else rows_of(rows)[number]):
            cells = _ROW[number](index, end)
            if told is not None:
                cells = [told[index].get(name, cell) for name, cell in zip(template, cells, strict=True)]
            for column, position in enumerate(kept):
                if cells[position] is not None:
                    sheet.write(len(titles) + 1 + index, column, cells[position])
    book.close()
    return path


def _before(end: dt.datetime, days: int) -> dt.datetime:
    return end - dt.timedelta(days=days)


def _child(index: int, end: dt.datetime) -> list[Any]:
    """The five columns a list begins with: a child of one to sixteen years, the same child in every list."""
    born = _before(end, 500 + index * 37 % 5_300)
    gender, ethnicity = ("a) Male", "b) Female")[index % 2], ("a) WBRI", "d) WOTH", "j) AIND", "s) NOBT")[index % 4]
    return [f"{index + 1:07d}", gender, ethnicity, born, (end - born).days // 366]


def _team(index: int) -> list[Any]:
    return [f"Team {index % 12}", f"Worker {index % 90}"]


def _contact(index: int, end: dt.datetime) -> list[Any]:
    return [*_child(index, end), _before(end, index * 7 % 180), SOURCES[index % len(SOURCES)]]


def _early_help(index: int, end: dt.datetime) -> list[Any]:
    start = _before(end, 40 + index * 7 % 140)
    return [*_child(index, end), start, start + dt.timedelta(days=30) if index % 3 else None, "A school"]


def _referral(index: int, end: dt.datetime) -> list[Any]:
    day = _before(end, index * 7 % 180)
    return [*_child(index, end), day, SOURCES[index % len(SOURCES)], ("b) No", "a) Yes")[index % 5 == 0], 1, *_team(index)]


def _assessment(index: int, end: dt.datetime) -> list[Any]:
    start = _before(end, 60 + index * 7 % 120)
    done = start + dt.timedelta(days=35) if index % 4 else None
    return [*_child(index, end), "b) No", start, "a) Yes", done, "b) No" if done else None, *_team(index)]


def _section_47(index: int, end: dt.datetime) -> list[Any]:
    day = _before(end, index * 7 % 180)
    held = day + dt.timedelta(days=14) if _before(end, 14) >= day and index % 3 else None
    plan = "a) Yes" if held else None
    return [*_child(index, end), "b) No", day, "b) No" if index % 3 else "a) Yes", held, plan, 1, int(held is not None),
            *_team(index)]


def _in_need(index: int, end: dt.datetime) -> list[Any]:
    closed = _before(end, index % 90) if index % 6 == 0 else None
    start, seen = _before(end, 100 + index % 300), _before(end, index % 90)
    return [*_child(index, end), "b) No", start, "N1 - Abuse or neglect", seen, closed, "RC7" if closed else None,
            "e) Closed episode" if closed else "c) Child in need plan", *_team(index)]


def _plan(index: int, end: dt.datetime) -> list[Any]:
    start = _before(end, 100 + index % 300)
    ended = _before(end, index % 60) if index % 8 == 0 else None
    latest = ("a) Neglect", "d) Emotional abuse")[index % 2]
    return [*_child(index, end), "b) No", start, "a) Neglect", latest, _before(end, index % 60), "a) Yes",
            start + dt.timedelta(days=25), ended, "b) No", index % 3, *_team(index)]


def _looked_after(index: int, end: dt.datetime) -> list[Any]:
    start = _before(end, 120 + index % 300)
    ceased = _before(end, index % 100) if index % 9 == 0 else None
    later = start + dt.timedelta(days=20)
    missing = index % 3
    return [
        *_child(index, end), "b) No", "b) No", start, "N1 - Abuse or neglect", "b) No", start, "C2", later, later,
        "f) Long-term fostering", later, later, NO_DAY, 1 + index % 3, ceased, "E4A" if ceased else None, later,
        ("f) U6: Foster placement - not FFA", "p) K2: Children’s Homes")[index % 2], "b) PR1: Own provision",
        f"GU{1 + index % 9} {index % 10}AA", "SC123456", "a) In", "Surrey", missing, 0,
        "a) Yes" if missing else None, ("b) No", "a) Yes")[index % 2] if missing else None, *_team(index),
    ]  # fmt: skip


def _leaver(index: int, end: dt.datetime) -> list[Any]:
    born = _before(end, 6_650 + index * 37 % 2_000)
    return [
        f"9{index + 1:06d}", ("a) Male", "b) Female")[index % 2], "a) WBRI", born, (end - born).days // 366, "b) No", "b) No",
        *_team(index), f"Adviser {index % 20}", "b) Former relevant child", _before(end, index % 150), "a) Yes",
        _before(end, index % 50),
        "U: Independent living", "a) Suitable", "F2: Full time in education other than higher",
    ]  # fmt: skip


def _adoption(index: int, end: dt.datetime) -> list[Any]:
    decided = _before(end, 60 + index % 200)
    identity = _child(index, end)
    return [identity[0], f"F{index}", *identity[1:], "b) No", _before(end, 400), decided, *[None] * 7]


def _adopter(index: int, end: dt.datetime) -> list[Any]:
    return [f"A{index:05d}", f"F{index}", "b) Female", "a) WBRI", "b) No", "b) No", _before(end, 60 + index % 200),
            *[NO_DAY] * 4, *[None] * 8]


_ROW: dict[int, Callable[[int, dt.datetime], list[Any]]] = {
    1: _contact, 2: _early_help, 3: _referral, 4: _assessment, 5: _section_47, 6: _in_need, 7: _plan, 8: _looked_after,
    9: _leaver, 10: _adoption, 11: _adopter,
}  # fmt: skip
