"""Every rule between returns by rows worked out by hand: what it compares, each way it can differ, and when it cannot tell."""

from collections.abc import Mapping
from typing import Any

import pytest

from sscb_pipeline.agreement import all_agreements
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import Rows, put

RULES = {rule.name: rule for rule in all_agreements()}
Sent = Mapping[tuple[str, str], Rows]
NOVEMBER, OCTOBER = "2016-11", "2016-10"


def referral(child: str, **given: Any) -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"R{child}", "referral_date": "2016-11-08", **given}


def plan(child: str, start: str = "2016-06-06", **given: Any) -> dict[str, Any]:
    return {"person_id": child, "cpp_id": f"P{child}", "cpp_start": start, **given}


def conference(child: str, day: str, **given: Any) -> dict[str, Any]:
    return {"person_id": child, "icpc_id": f"I{child}", "conference_id": f"F{child}", "icpc_date": day, **given}


def care(child: str, start: str = "2015-02-02", **given: Any) -> dict[str, Any]:
    return {"person_id": child, "poc_start": start, **given}


def assessed(child: str, **given: Any) -> dict[str, Any]:
    return {"person_id": child, "assessment_id": f"A{child}", "dob": "2003-05-05", "assessed_on": "2016-10-10", **given}


def invited(conference_id: str, day: str, children: int, **given: Any) -> dict[str, Any]:
    return {"conference_id": conference_id, "conference_date": day, "n_children": children, **given}


EXAMPLES: list[tuple[str, Sent, dict[str, int]]] = [
    ("referred_children_are_in_need", {
        # C1 is in need, C2 is not; C3's referral ended in nothing, C4's is closed, C5's is of the month before.
        ("cs_contacts_referrals", NOVEMBER): {"Referrals": [
            referral("C1"), referral("C2"), referral("C3", referral_nfa=True), referral("C4", closure_date="2016-11-20"),
            referral("C5", referral_date="2016-10-31")]},
        ("cs_cin_cpp", NOVEMBER): {"CIN": [{"person_id": "C1"}]},
    }, {"compared": 2, "not_in_need": 1}),
    ("nothing_follows_no_further_action", {
        # October said that C1's referral goes on; November says it does not.
        ("cs_contacts_referrals", OCTOBER): {"Referrals": [referral("C1", referral_date="2016-10-03")]},
        ("cs_contacts_referrals", NOVEMBER): {"Referrals": [
            referral("C1", referral_date="2016-10-03", referral_nfa=True), referral("C2")]},
        ("cs_assess_s47_icpc", NOVEMBER): {
            "Assessments": [{"referral_id": "RC1"}, {"referral_id": "RC2"}, {"referral_id": "RC9"}],
            "S47": [{"referral_id": "RC1"}]},
    }, {"compared": 3, "assessments_without_action": 1, "enquiries_without_action": 1}),
    ("work_begins_with_the_referral", {
        ("cs_contacts_referrals", NOVEMBER): {"Referrals": [referral("C1")]},
        ("cs_assess_s47_icpc", NOVEMBER): {
            "Assessments": [{"referral_id": "RC1", "assessment_start": day} for day in ("2016-11-07", "2016-11-08")],
            "S47": [{"referral_id": "RC1", "strategy_discussion_date": day} for day in ("2016-11-07", "2016-11-09")]},
    }, {"compared": 4, "assessments_too_early": 1, "enquiries_too_early": 1}),
    ("step_ups_are_referred", {
        # 28 days ran out in November for those that ended from 4 October to 2 November.
        ("cs_early_help", OCTOBER): {"Episodes": [
            {"person_id": child, "eh_episode_id": f"E{child}", "episode_end": day, "end_reason": reason}
            for child, day, reason in (
                ("C1", "2016-10-11", "STEP_UP"), ("C2", "2016-10-10", "STEP_UP"), ("C3", "2016-10-11", "NEEDS_MET"),
                ("C4", "2016-10-03", "STEP_UP"), ("C5", "2016-11-02", "STEP_UP"))]},
        ("cs_early_help", NOVEMBER): {"Episodes": []},
        # C1 is referred on the 28th day, C2 a day too late.
        ("cs_contacts_referrals", NOVEMBER): {"Referrals": [referral("C1"), referral("C2")]},
    }, {"compared": 3, "not_referred": 2}),
    ("conference_and_plan_dates_agree", {
        # C1 agrees. C2's plan starts a day late: one of each. C3 was not to have a plan and has none. C4's is another's.
        ("cs_assess_s47_icpc", NOVEMBER): {"ICPC": [
            conference("C1", "2016-11-08"), conference("C2", "2016-11-09"), conference("C3", "2016-11-09", outcome="NFA")]},
        ("cs_cin_cpp", NOVEMBER): {"CPP": [
            plan("C1", "2016-11-08"), plan("C2", "2016-11-10"), plan("C4", "2016-11-11", ola_plan=True), plan("C5")]},
    }, {"compared": 3, "conferences_without_plan": 1, "plans_without_conference": 1}),
    ("no_more_plans_than_conferences", {
        ("cs_assess_s47_icpc", NOVEMBER): {"ICPC": [conference("C1", "2016-11-08")]},
        ("cs_cin_cpp", NOVEMBER): {"CPP": [
            plan("C1", "2016-11-08"), plan("C2", "2016-11-10"), plan("C3", "2016-11-11"),
            plan("C4", "2016-11-11", ola_plan=True)]},
    }, {"compared": 3, "plans_beyond_conferences": 2}),
    ("conferences_and_their_log_agree", {
        ("cs_conference_attendance", NOVEMBER): {"Attendance": [
            invited("FC1", "2016-11-08", 1), invited("FC1", "2016-11-08", 1, agency="POLICE"), invited("FC2", "2016-11-09", 1),
            invited("FC3", "2016-11-08", 2), invited("FX", "2016-11-08", 1),
            invited("FR", "2016-11-08", 1, conference_type="RCPC")]},
        ("cs_assess_s47_icpc", NOVEMBER): {"ICPC": [
            conference("C1", "2016-11-08"), conference("C2", "2016-11-08"), conference("C3", "2016-11-08"),
            conference("C4", "2016-11-08"), conference("C5", "2016-11-08", transfer_in=True)]},
    }, {"compared": 5, "logged_not_returned": 1, "returned_not_logged": 1, "days_differ": 1, "children_differ": 1}),
    ("dual_status_agrees", {
        ("cs_cin_cpp", NOVEMBER): {"CPP": [
            plan("C1", lac_at_snapshot=True), plan("C2", lac_at_snapshot=True), plan("C3", lac_at_snapshot=False), plan("C4")]},
        ("cs_lac", NOVEMBER): {"LAC": [care("C1"), care("C3"), care("C2", poc_end="2016-11-20")]},
    }, {"compared": 3, "stated_without_care": 1, "in_care_not_stated": 1}),
    ("cases_close_with_death", {
        # The child of the honest death died on 1 November; another is known to nobody here.
        ("lscb_cdop", NOVEMBER): {"Deaths": [{}, {"cdop_ref": "Z2", "nhs_number": "9990000018"}]},
        ("cs_cin_cpp", NOVEMBER): {
            "CPP": [plan("C1", nhs_number="9990000026", cpp_end="2016-11-15")], "CIN": [{"person_id": "C1"}]},
        ("cs_lac", NOVEMBER): {"LAC": [care("C1", nhs_number="9990000026", poc_end="2016-11-01")]},
    }, {"compared": 1, "plans_go_on": 1, "care_goes_on": 0, "cases_open": 1}),
    ("children_in_care_agree", {
        ("cs_cin_cpp", NOVEMBER): {"CIN": [
            {"person_id": "C1", "case_status": "LAC"}, {"person_id": "C2", "case_status": "LAC"}, {"person_id": "C4"}]},
        ("cs_lac", NOVEMBER): {"LAC": [care("C1"), care("C3"), care("C2", poc_end="2016-11-20")]},
    }, {"compared": 3, "stated_without_care": 1, "in_care_not_stated": 1}),
    ("care_starts_reach_health", {
        # C1 by id, C2 by NHS number, C3 not at all; C4 ceased, C5 began in November, C6 in September.
        ("cs_lac", NOVEMBER): {"LAC": [
            care("C1", "2016-10-01"), care("C2", "2016-10-31", nhs_number="9990000026"), care("C3", "2016-10-05"),
            care("C4", "2016-10-05", poc_end="2016-11-05"), care("C5", "2016-11-01"), care("C6", "2016-09-30")]},
        ("hea_lac_health", NOVEMBER): {"Health_Assessments": [
            {"lcs_person_id": "C1", "nhs_number": None}, {"lcs_person_id": None, "nhs_number": "9990000026"},
            {"lcs_person_id": "C3", "nhs_number": None, "type": "RHA"}]},
    }, {"compared": 3, "without_initial_assessment": 1}),
    ("care_starts_agree", {
        ("cs_lac", NOVEMBER): {"LAC": [care("C1", "2016-10-03"), care("C1", "2014-01-01", poc_end="2014-02-01"), care("C2")]},
        ("hea_lac_health", NOVEMBER): {"Health_Assessments": [
            {"lcs_person_id": "C1", "nhs_number": None, "became_looked_after": "2016-10-03"},
            {"lcs_person_id": "C2", "nhs_number": None, "became_looked_after": "2015-02-03"},
            {"lcs_person_id": "C3", "nhs_number": None, "became_looked_after": "2015-02-03"}]},
    }, {"compared": 2, "days_differ": 1}),
    ("births_agree_with_health", {
        ("cs_lac", NOVEMBER): {"LAC": [care("C1"), care("C2"), care("C3", dob=None)]},
        ("hea_lac_health", NOVEMBER): {"Health_Assessments": [
            {"lcs_person_id": "C1", "nhs_number": None}, {"lcs_person_id": "C2", "nhs_number": None, "dob": "2008-05-21"},
            {"lcs_person_id": "C3", "nhs_number": None}]},
    }, {"compared": 2, "births_differ": 1}),
    ("roster_children_are_assessed", {
        ("cs_maecc", NOVEMBER): {"Roster": [{"person_id": "C1"}, {"person_id": "C2"}]},
        ("cs_cse_risk", NOVEMBER): {"CSE_Assessments": [assessed("C1")]},
    }, {"compared": 2, "not_assessed": 1}),
    ("children_at_risk_are_on_a_roster", {
        # C1 is listed, C2 is not. C3 is low, C4 closed, C5 assessed in November, C6 of age, C7 was high and is low now.
        ("cs_cse_risk", OCTOBER): {"CSE_Assessments": [assessed("C7", assessed_on="2016-10-03")]},
        ("cs_cse_risk", NOVEMBER): {"CSE_Assessments": [
            assessed("C1"), assessed("C2", level="MEDIUM"), assessed("C3", level="LOW"), assessed("C4", closed_on="2016-10-31"),
            assessed("C5", assessed_on="2016-11-01"), assessed("C6", dob="1998-11-30"),
            assessed("C7", level="LOW", assessed_on="2016-10-20")]},
        ("cs_maecc", NOVEMBER): {"Roster": [{"person_id": "C1"}]},
    }, {"compared": 2, "not_on_a_roster": 1}),
    ("flags_of_children_at_risk_agree", {
        ("cs_cse_risk", NOVEMBER): {"CSE_Assessments": [
            assessed(child, assessed_on="2016-11-10", lac=lac, cpp=cpp)
            for child, lac, cpp in (("C1", True, False), ("C2", True, True), ("C3", False, None), ("C4", None, None))]},
        ("cs_lac", NOVEMBER): {"LAC": [care("C1")]},
        ("cs_cin_cpp", NOVEMBER): {"CPP": [plan("C1")]},
    }, {"compared": 3, "care_differs": 1, "plan_differs": 2}),
    ("found_children_are_interviewed", {
        # M1 has its row, M2 has none; M3 is of age, M4 of another authority, M5 still missing, M6 was absent.
        ("pol_missing", NOVEMBER): {"Missing": [
            {"misper_ref": "M1"}, {"misper_ref": "M2", "in_care": "Y", "placing_la": "Surrey CC"},
            {"misper_ref": "M3", "dob": "1998-11-05"}, {"misper_ref": "M4", "in_care": "Y", "placing_la": "Croydon LBC"},
            {"misper_ref": "M5", "found_at": None}, {"misper_ref": "M6", "category": "ABSENT"}]},
        ("cs_return_interviews", NOVEMBER): {"RHI": [{"police_misper_ref": "M1"}]},
    }, {"compared": 2, "without_interview_row": 1}),
    ("interviews_name_episodes_the_police_know", {
        ("pol_missing", NOVEMBER): {"Missing": [{"misper_ref": "M1"}]},
        ("cs_return_interviews", NOVEMBER): {"RHI": [
            {"police_misper_ref": "M1"}, {"police_misper_ref": "M9"}, {"police_misper_ref": None},
            {"police_misper_ref": "M8", "missing_from": "2016-10-31 23:00"}]},
    }, {"compared": 2, "reference_unknown": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "sent", "figures"), EXAMPLES, ids=[name for name, _, _ in EXAMPLES])
def test_a_rule_counts_what_differs(warehouse: Warehouse, name: str, sent: Sent, figures: dict[str, int]) -> None:
    with warehouse.begin() as connection:
        for (return_name, month), rows in sent.items():
            put(connection, return_name, month, rows)
    assert RULES[name].judge(warehouse) == (False, NOVEMBER, figures)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_waits_for_all_the_returns_it_reads(warehouse: Warehouse, name: str) -> None:
    rule = RULES[name]
    assert rule.judge(warehouse) == (None, None, {})
    names = [rule.on, *rule.also_reads]
    with warehouse.begin() as connection:
        for return_name in names[1:]:
            put(connection, return_name, NOVEMBER, {})
        put(connection, names[0], OCTOBER, {})
    assert rule.judge(warehouse)[0] is None
    with warehouse.begin() as connection:
        put(connection, names[0], NOVEMBER, {})
    passed, month, figures = rule.judge(warehouse)
    assert (passed, month) == (None, NOVEMBER)  # nothing to compare is no pass
    assert set(figures.values()) == {0}


def test_a_rule_that_finds_no_difference_passes(warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        put(connection, "cs_maecc", NOVEMBER, {"Roster": [{"person_id": "C1"}]})
        put(connection, "cs_cse_risk", NOVEMBER, {"CSE_Assessments": [assessed("C1")]})
    assert RULES["roster_children_are_assessed"].judge(warehouse) == (True, NOVEMBER, {"compared": 1, "not_assessed": 0})


def test_every_rule_is_shown_and_every_difference_but_one_of_care() -> None:
    assert [name for name, _, _ in EXAMPLES] and {name for name, _, _ in EXAMPLES} == set(RULES)
    never = {(name, figure) for name, _, figures in EXAMPLES for figure, count in figures.items() if not count}
    assert never == {("cases_close_with_death", "care_goes_on")}


def test_care_that_goes_on_after_death(warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        put(connection, "lscb_cdop", NOVEMBER, {"Deaths": [{}]})
        put(connection, "cs_cin_cpp", NOVEMBER, {"CPP": []})
        put(connection, "cs_lac", NOVEMBER, {"LAC": [care("C1", nhs_number="9990000026")]})
    figures = RULES["cases_close_with_death"].judge(warehouse)[2]
    assert figures == {"compared": 1, "plans_go_on": 0, "care_goes_on": 1, "cases_open": 0}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_a_rule_says_what_it_is(rule: Any) -> None:
    for name in (rule.on, *rule.also_reads):
        return_named(name)
        assert f"current_returns.{name}__" in rule.sql
    assert rule.description.endswith(".")
