"""Each rule of cs_early_help: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "cs_early_help"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Episodes", "completed_before_start", {"assessment_completed": "2016-10-02"}),
    ("Episodes", "ended_before_start", {"episode_end": "2016-10-19"}),
    ("Episodes", "end_date_and_reason", {"end_reason": None}),
    ("Episodes", "end_date_and_reason", {"episode_end": None}),
    ("Episodes", "helped_as_adult", {"dob": "1998-10-03"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Episodes", {"assessment_completed": "2016-10-03"}),
    ("Episodes", {"episode_end": "2016-10-20"}),
    ("Episodes", {"episode_end": None, "end_reason": None}),
    ("Episodes", {"dob": "1998-10-04"}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
