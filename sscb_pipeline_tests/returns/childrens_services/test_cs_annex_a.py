"""Annex A: its rules, the headings and sheet names it is known by, and how the spellings of its codes are read."""

import pytest

from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import PROJECT_ROOT
from sscb_pipeline.vocabulary.codes import code_list, spelling_key
from sscb_pipeline_tests.returns.childrens_services import annex_a_hit_rate as hits
from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "cs_annex_a"

# (sheet, changes to the honest row, the rule it then breaks)
BROKEN = [
    ("List_1", {"contact_date": "2007-01-01"}, "contact_long_before_birth"),
    ("List_2", {"assessment_completed": "2016-10-02"}, "completed_before_start"),
    ("List_3", {"referral_date": "2007-01-01"}, "referral_long_before_birth"),
    ("List_4", {"authorised_date": "2016-11-07"}, "authorised_before_start"),
    ("List_5", {"icpc_date": "2016-11-09"}, "conference_before_strategy"),
    ("List_5", {"icpc_not_required": "Y"}, "conference_not_required_but_held"),
    ("List_5", {"icpc_date": None}, "plan_without_conference"),
    ("List_6", {"closure_date": "2016-04-10", "closure_reason": "RC7", "case_status": "CLOSED"}, "closed_before_start"),
    ("List_6", {"closure_reason": "RC7"}, "closure_date_and_reason"),
    ("List_6", {"case_status": "CLOSED"}, "closed_status_and_date"),
    ("List_7", {"cpp_end": "2016-06-06"}, "ended_on_or_before_start"),
    ("List_7", {"dob": "1998-06-06"}, "plan_begins_as_adult"),
    ("List_7", {"latest_review": "2016-06-06"}, "review_on_or_before_start"),
    ("List_8", {"poc_end": "2015-02-01", "reason_ceased": "E8"}, "ceased_before_start"),
    ("List_8", {"placement_start": "2015-02-01"}, "placed_before_care"),
    ("List_8", {"dob": "1997-02-02"}, "looked_after_as_adult"),
    ("List_8", {"reason_ceased": "E8"}, "ceased_and_reason"),
    ("List_8", {"rhi_offered": "N"}, "interview_accepted_not_offered"),
]


@pytest.mark.parametrize(("sheet", "changes", "rule"), BROKEN)
def test_a_row_that_breaks_a_rule(sheet: str, changes: dict[str, str | None], rule: str) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


def test_every_rule_of_a_row_has_a_row_that_breaks_it() -> None:
    assert {(sheet, rule) for sheet, _, rule in BROKEN} == rules_of(NAME)


def test_ages_are_those_of_children_and_care_leavers() -> None:
    ages = [{"age": age} for age in (0, 17, 25, -1, 26, -2, 250, None)]
    assert asked(NAME, "age_out_of_range", List_1=ages) == [6, 7, 8]


def test_someone_who_was_no_child_is_asked_about() -> None:
    born = [{"dob": "1998-11-07"}, {"dob": "1998-11-08"}, {"dob": None}]
    assert asked(NAME, "of_age", List_1=born) == [2]
    assert asked(NAME, "of_age", List_6=[{"dob": "1998-04-11"}, {"dob": "1998-04-12"}]) == [2]


def test_leaving_care_services_end_with_25() -> None:
    born = [{"dob": "1990-11-30"}, {"dob": "1990-12-01"}, {"dob": None}]
    assert asked(NAME, "beyond_leaving_care", List_9=born) == [2]


def test_a_child_has_one_plan_at_a_time() -> None:
    plans = [{"cpp_start": "2016-01-01", "cpp_end": "2016-06-01"}, {"cpp_start": "2016-05-01"}, {"cpp_start": "2016-08-01"}]
    assert asked(NAME, "several_open_plans", List_7=plans) == [3, 4]
    assert asked(NAME, "overlapping_plans", List_7=plans) == [3, 4]


def test_a_child_looked_after_by_its_status_stands_in_list_8() -> None:
    cases = [{"case_status": "LAC"}, {"case_status": "LAC", "person_id": "L2"}, {"case_status": "CPP", "person_id": "L2"}]
    assert asked(NAME, "looked_after_but_not_in_list_8", List_6=cases, List_8=[{}]) == [3]
    assert asked(NAME, "looked_after_but_not_in_list_8", List_6=cases, List_8=[{"poc_end": "2016-11-01"}]) == [2, 3]
    assert asked(NAME, "looked_after_but_not_in_list_8", List_6=cases) == []  # no list 8 sent: nothing to compare with


def test_every_rule_between_rows_is_tried_above() -> None:
    tried = {"age_out_of_range", "of_age", "beyond_leaving_care"}
    tried |= {"several_open_plans", "overlapping_plans", "looked_after_but_not_in_list_8"}
    assert cross_rules_of(NAME) == tried


def heading_of(sheet: str, heading: str) -> str | None:
    declared = next(s for s in return_named(NAME).sheets if s.facts().name == sheet)
    return declared.facts().heading_names.get(spelling_key(heading))


@pytest.mark.parametrize(
    ("sheet", "heading", "column"),
    [
        ("List_1", "ChildUniqueID", "person_id"),
        ("List_1", "Child Unique ID", "person_id"),
        ("List_1", "Age", "age"),
        ("List_1", "Age of Child (Years)", "age"),
        ("List_1", "First language", None),
        ("List_1", "Agency", None),
        ("List_3", "Date of Referral", "referral_date"),
        ("List_3", "Referral NFA?", "referral_nfa"),
        ("List_4", "CSCSupportRequired", "support_required"),
        ("List_4", "Was the child assessed as requiring LA children’s social care support?", "support_required"),
        ("List_5", "StratDiscussionDate", "strategy_discussion_date"),
        ("List_8", "LoookedAfterStartDate", "poc_start"),
        ("List_8", "LookedAfterStartDate", "poc_start"),
        ("List_8", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))", "uasc"),
        ("List_8", "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months", "missing_12m"),
        ("List_8", "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months", "absent_12m"),
        ("List_9", "Latest Pathway Plan Review Date ", "pathway_plan_review"),
    ],
)
def test_a_heading_leads_to_its_column(sheet: str, heading: str, column: str | None) -> None:
    assert heading_of(sheet, heading) == column


def test_list_1_is_neither_list_10_nor_list_11() -> None:
    declared = return_named(NAME)
    names = {name: sheet.facts().name for sheet in declared.sheets for name in sheet.facts().name_keys}
    called = ("List 1", "List_1", "list 01", "Contacts", "List 9", "Care Leavers")
    assert [names[spelling_key(name)] for name in called] == ["List_1"] * 4 + ["List_9"] * 2
    apart = {name for listed in declared.not_kept for name in listed.name_keys}
    assert {spelling_key("List 10"), spelling_key("List_11"), spelling_key("Adopters")} <= apart
    assert not apart & set(names)


@pytest.mark.parametrize(
    ("name", "spelling", "code"),
    [
        ("annex_a_contact_source", "(CS) Health Services - Health Visitor", "3B"),
        ("annex_a_contact_source", "p1) 5D: LA services", "5D"),
        ("annex_a_contact_source", "Midwife", "HEALTH"),
        ("annex_a_contact_source", "Councillor", "ambiguous"),
        ("annex_a_contact_source", "Friend/Neighbour", "ambiguous"),
        ("annex_a_contact_source", "Education - College", "ambiguous"),
        ("annex_a_contact_source", "Ambulance Service", "ambiguous"),
        ("annex_a_gender", "Indeterminate", "ambiguous"),
        ("annex_a_ethnicity", "u) UNKNOWN", "NOBT"),
        ("annex_a_ethnicity", "(A.A3)White - British", "WBRI"),
        ("annex_a_ethnicity", "White - Northern Irish", "WBRI"),
        ("annex_a_ethnicity", "A.A1 : White", "WHITE"),
        ("annex_a_permanence_plan", "Independent Living", "ambiguous"),
        ("annex_a_activity", "full time training", "ambiguous"),
        ("annex_a_activity", "part time training", "ambiguous"),
        ("annex_a_suitability", "Unsuitable", "UNSUITABLE"),
        ("annex_a_suitability", "nan", "blank"),
        ("annex_a_closure_reason", "RC9 - Case closed after assessment, referred to early help", "RC9"),
        ("annex_a_closure_reason", "RC7:Case closed after assessment, no further action", "ambiguous"),
        ("annex_a_reason_ceased", "E4", "RETURNED_HOME"),
        ("annex_a_placement_type", "U4", "U4"),
        ("placement_provider", "e) PR4 - Private provision", "PR4"),
        ("local_authority", "pd.NA", "blank"),
        ("local_authority", "Data not captured in MOSAIC", "unknown"),
    ],
)
def test_a_spelling_is_read_as_its_code_or_in_doubt_refused(name: str, spelling: str, code: str) -> None:
    assert hits.read_as(code_list(name), spelling) == code


def test_the_code_that_says_no_more_than_the_group_is_a_code_of_every_list_that_needs_it() -> None:
    for name, groups in hits.GROUPS.items():
        listed = code_list(hits.LISTS[name][0])
        assert {code for codes in groups.values() for code in codes.split()} <= set(listed.meanings), name


def test_no_observed_spelling_is_read_as_a_code_of_another_group_unless_justified() -> None:
    astray = set()
    for name, group, spelling in hits.observed():
        if name in hits.LISTS:
            code = hits.read_as(code_list(hits.LISTS[name][0]), spelling)
            if code not in hits.COLUMNS and code not in hits.codes_of_group(name, group):
                astray.add((name, spelling))
    assert astray == set(hits.JUSTIFIED)


def test_a_spelling_filed_under_two_groups_is_refused_unless_it_names_its_code() -> None:
    """A spelling of several groups is decided by nobody; names of one authority written two ways are one group."""
    groups: dict[tuple[str, str], set[frozenset[str]]] = {}
    for name, group, spelling in hits.observed():
        if name in hits.LISTS and name != "CL21" and (codes := hits.codes_of_group(name, group)):
            groups.setdefault((name, spelling_key(spelling)), set()).add(frozenset(codes))
    justified = {(name, spelling_key(spelling)) for name, spelling in hits.JUSTIFIED}
    for (name, key), several in groups.items():
        if not frozenset.intersection(*several) and (name, key) not in justified:
            assert key in code_list(hits.LISTS[name][0]).ambiguous, (name, key)


def test_the_page_about_annex_a_tells_the_hit_rates() -> None:
    page = (PROJECT_ROOT / "docs/annex-a.md").read_text(encoding="utf-8")
    assert hits.table() in page, f"put this table into docs/annex-a.md:\n{hits.table()}"
