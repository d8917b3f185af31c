"""Each rule of cs_maecc: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "cs_maecc"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Roster", "transition_plan_missing", {"dob": "1999-05-17"}),
    ("Actions", "done_before_raised", {"completed_on": "2016-11-16"}),
    ("Actions", "due_before_raised", {"due_on": "2016-11-16"}),
    ("Actions", "done_status_and_date", {"completed_on": None}),
    ("Actions", "done_status_and_date", {"status": "OPEN"}),
    ("Roster", "discussed_as_adult", {"dob": "1998-11-17", "transition_plan": True}),
    ("Roster", "discussed_before_birth", {"dob": "2016-11-18"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Roster", {"dob": "1999-05-18"}),  # one day short of 17 and a half
    ("Roster", {"dob": "1999-05-17", "transition_plan": False}),
    ("Actions", {"completed_on": "2016-11-17", "due_on": "2016-11-17"}),
    ("Actions", {"completed_on": None, "status": "CANCELLED"}),
    ("Roster", {"dob": "1998-11-18", "transition_plan": True}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
