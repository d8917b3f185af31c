"""Each rule of cs_assess_s47_icpc: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "cs_assess_s47_icpc"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Assessments", "authorised_before_start", {"authorised_date": "2016-11-07"}),
    ("Assessments", "authorised_without_factors", {"factors": None}),
    ("Assessments", "factors_while_open", {"authorised_date": None}),
    ("Assessments", "authorised_without_outcome", {"outcome": None}),
    ("Assessments", "no_factors_beside_others", {"factors": "3B,21"}),
    ("Assessments", "no_disability_beside_others", {"disability": "NONE,LD"}),
    ("S47", "target_not_15_working_days", {"icpc_target_date": "2017-01-11"}),
    ("S47", "target_on_weekend", {"strategy_discussion_date": "2016-11-04", "icpc_target_date": "2016-11-26"}),
    ("S47", "conference_both_needed_and_not", {"icpc_not_required": True}),
    ("ICPC", "section_47_missing", {"s47_id": None}),
    ("ICPC", "conference_not_on_working_day", {"icpc_date": "2017-01-14"}),  # Saturday
    ("ICPC", "conference_not_on_working_day", {"icpc_date": "2017-01-02"}),  # bank holiday
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Assessments", {"authorised_date": "2016-11-08"}),
    ("Assessments", {"authorised_date": None, "factors": None, "outcome": None}),
    ("Assessments", {"factors": "21"}),
    ("Assessments", {"disability": "LD,AUT"}),
    ("S47", {"strategy_discussion_date": "2016-08-22", "icpc_target_date": "2016-09-13"}),  # over the bank holiday
    ("S47", {"icpc_not_required": True, "icpc_target_date": None, "s47_outcome": "NFA"}),
    ("ICPC", {"s47_id": None, "transfer_in": True}),
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("several_open_assessments", {"Assessments": [{"authorised_date": None}, {"authorised_date": None}]}, [2, 3]),
    ("several_open_assessments", {"Assessments": [{"authorised_date": None}, {}]}, []),
    ("several_open_assessments",
     {"Assessments": [{"authorised_date": None}, {"authorised_date": None, "referral_id": "R2"}]}, []),
    ("several_open_section_47", {"S47": [{"s47_outcome": None}, {"s47_outcome": None, "s47_id": "S2"}]}, [2, 3]),
    ("several_open_section_47",
     {"S47": [{"s47_outcome": None}, {"s47_outcome": None, "s47_id": "S2"}], "ICPC": [{"s47_id": "S2"}]}, []),
    ("conference_not_required_but_held", {"S47": [{"icpc_not_required": True}], "ICPC": [{"s47_id": "S9"}, {}]}, [3]),
    ("conference_not_required_but_held", {"S47": [{}], "ICPC": [{}]}, []),
    ("conference_before_strategy", {"S47": [{}], "ICPC": [{"icpc_date": "2016-12-18"}, {"icpc_date": "2016-12-19"}]}, [2]),
    # 45 working days after 27 September 2016 is 29 November, the month's last day is one more.
    ("assessment_open_too_long", {"Assessments": [
        {"authorised_date": None, "assessment_start": "2016-09-27"},
        {"authorised_date": None, "assessment_start": "2016-09-28"},
        {"authorised_date": "2016-11-30", "assessment_start": "2016-09-27"}]}, [2]),
    # 15 working days after 8 November 2016 is 29 November.
    ("no_conference_in_time", {"S47": [
        {"s47_outcome": None, "strategy_discussion_date": "2016-11-08"},
        {"s47_outcome": None, "strategy_discussion_date": "2016-11-09"},
        {"s47_outcome": None, "strategy_discussion_date": "2016-11-08", "icpc_not_required": True},
        {"s47_outcome": "NFA", "strategy_discussion_date": "2016-11-08"},
        {"s47_outcome": None, "strategy_discussion_date": "2016-11-08", "s47_id": "S2"}],
        "ICPC": [{"s47_id": "S2"}]}, [2]),
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
