"""Each rule of lscb_cdop: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "lscb_cdop"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Deaths", "died_before_birth", {"dob": "2016-11-02"}),
    ("Deaths", "notified_before_death", {"notified_on": "2016-10-31"}),
    ("Deaths", "reviewed_before_death", {"panel_date": "2016-11-01"}),
    ("Deaths", "died_as_adult", {"dob": "1998-11-01"}),
    ("Deaths", "more_forms_returned_than_requested", {"form_b_returned": 7}),
    ("Deaths", "reviewed_without_category", {"category": None}),
    ("Deaths", "reviewed_without_modifiable", {"modifiable": None}),
    ("Deaths", "responded_before_death", {"rapid_response_on": "2016-10-31"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Deaths", {"dob": "2016-11-01"}),
    ("Deaths", {"dob": "1998-11-02"}),
    ("Deaths", {"panel_date": None, "category": None, "modifiable": None}),
    ("Deaths", {"rapid_response_on": "2016-11-01"}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
