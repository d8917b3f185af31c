"""Each rule of cs_return_interviews: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "cs_return_interviews"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("RHI", "returned_before_missing", {"returned_at": "2016-11-05 20:59"}),
    ("RHI", "held_before_return", {"completed_at": "2016-11-06 07:29"}),
    ("RHI", "held_without_return", {"returned_at": None}),
    ("RHI", "held_but_not_accepted", {"accepted": "N"}),
    ("RHI", "held_but_not_accepted", {"offered": False}),
    ("RHI", "offer_without_day", {"offered_on": None}),
    ("RHI", "offer_without_answer", {"accepted": None, "completed_at": None}),
    ("RHI", "missing_as_adult", {"dob": "1998-11-05"}),
    ("RHI", "missing_before_birth", {"dob": "2016-11-06"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("RHI", {"returned_at": "2016-11-05 21:00"}),
    ("RHI", {"completed_at": "2016-11-06 07:30"}),
    ("RHI", {"completed_at": "2016-11-06"}),  # the day alone: may be later that day
    ("RHI", {"offered": False, "offered_on": None, "accepted": None, "completed_at": None}),
    ("RHI", {"accepted": "N", "completed_at": None, "declined_reason": "CHILD"}),
    ("RHI", {"dob": "1998-11-06"}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
