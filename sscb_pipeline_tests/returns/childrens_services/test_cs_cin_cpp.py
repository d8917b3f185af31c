"""Each rule of cs_cin_cpp: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "cs_cin_cpp"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("CPP", "ended_on_or_before_start", {"cpp_end": "2016-06-06"}),
    ("CPP", "born_or_due_once", {"edd": "2016-12-01"}),
    ("CPP", "unborn_with_sex", {"dob": None, "edd": "2016-12-01"}),
    ("CPP", "plan_begins_as_adult", {"dob": "1998-06-06"}),
    ("CPP", "review_on_or_before_start", {"latest_review": "2016-06-06"}),
    ("CPP", "multiple_without_detail", {"latest_category": "MUL"}),
    ("CIN", "closed_before_start", {"closure_date": "2016-04-10", "closure_reason": "RC7", "case_status": "CLOSED"}),
    ("CIN", "closure_date_and_reason", {"closure_date": "2016-11-20", "case_status": "CLOSED"}),
    ("CIN", "closed_status_and_date", {"closure_date": "2016-11-20", "closure_reason": "RC7"}),
    ("CIN", "closed_status_and_date", {"case_status": "CLOSED"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("CPP", {"cpp_end": "2016-06-07"}),
    ("CPP", {"dob": "1998-06-07"}),  # 17 on the day the plan began
    ("CPP", {"dob": None, "edd": "2016-12-01", "gender": "U"}),
    ("CPP", {"latest_category": "MUL", "multiple_detail": "NEG and EMO"}),
    ("CIN", {"closure_date": "2016-04-11", "closure_reason": "RC8", "case_status": "CLOSED"}),
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("several_open_plans", {"CPP": [{}, {"cpp_id": "P2"}, {"person_id": "L2"}]}, [2, 3]),
    ("several_open_plans", {"CPP": [{"cpp_end": "2016-09-01"}, {"cpp_id": "P2"}]}, []),
    ("overlapping_plans", {"CPP": [{"cpp_start": "2016-08-31"}, {"cpp_end": "2016-09-01"}]}, [2]),
    ("overlapping_plans", {"CPP": [{"cpp_start": "2016-09-01"}, {"cpp_end": "2016-09-01"}]}, []),
    ("review_before_plan", {"CPP": [{}], "Reviews": [{"review_date": "2016-06-06"}, {"review_date": "2016-06-07"}]}, [2]),
    ("plan_open_as_adult", {"CPP": [
        {"dob": "1998-11-30"}, {"dob": "1998-12-01"}, {"dob": "1998-11-30", "cpp_end": "2016-11-01"},
        {"dob": None, "edd": "2017-01-01"}]}, [2]),
    ("plan_ended_long_ago", {"CPP": [
        {"cpp_start": "2015-01-01", "cpp_end": "2015-11-29"}, {"cpp_start": "2015-01-01", "cpp_end": "2015-11-30"}, {}]}, [2]),
    ("several_open_cases", {"CIN": [{}, {"cin_start": "2016-05-05"}, {"person_id": "L2"}]}, [2, 3]),
    ("several_open_cases", {"CIN": [{"closure_date": "2016-05-04"}, {"cin_start": "2016-05-05"}]}, []),
    ("case_closed_long_ago", {"CIN": [{"closure_date": "2016-05-29"}, {"closure_date": "2016-05-30"}, {}]}, [2]),
    ("status_without_plan", {"CIN": [{}, {"person_id": "L2"}, {"person_id": "L3", "case_status": "LAC"}],
                             "CPP": [{}, {"person_id": "L2", "cpp_end": "2016-11-20"}]}, [3]),
    ("plan_against_status", {
        "CIN": [{"case_status": "CIN_PLAN"}, {"person_id": "L2"}, {"person_id": "L3", "case_status": "CIN_PLAN"},
                {"person_id": "L4", "case_status": "LAC"}],
        "CPP": [{}, {"person_id": "L2"}, {"person_id": "L3", "ola_plan": True}, {"person_id": "L4"}]}, [2]),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)


@pytest.mark.parametrize(("rule", "sheets", "rows"), CROSS)
def test_rows_between_which_a_rule_holds_or_not(rule: str, sheets: dict[str, list[dict[str, Any]]], rows: list[int]) -> None:
    assert asked(NAME, rule, **sheets) == rows


def test_every_rule_between_rows_is_shown() -> None:
    assert {rule for rule, _, rows in CROSS if rows} == cross_rules_of(NAME)
