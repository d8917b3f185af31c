"""Each rule of pol_cse_crime: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "pol_cse_crime"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("CSE_Crimes", "victim_not_a_child", {"victim_age": 18}),
    ("CSE_Crimes", "outcome_before_record", {"outcome_date": "2016-11-10"}),
    ("CSE_Crimes", "outcome_code_odd", {"outcome_code": "22"}),
    ("CSE_Crimes", "outcome_code_odd", {"outcome_code": "charged"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("CSE_Crimes", {"victim_age": 17}),
    ("CSE_Crimes", {"victim_age": None, "outcome_code": None}),
    ("CSE_Crimes", {"outcome_code": "21", "outcome_date": "2016-11-11"}),
    ("CSE_Crimes", {"outcome_code": "1A"}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
