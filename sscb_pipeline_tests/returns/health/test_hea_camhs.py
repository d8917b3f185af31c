"""Each rule of hea_camhs: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "hea_camhs"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("CAMHS", "seen_before_referral", {"first_appt": "2016-09-04"}),
    ("CAMHS", "closed_before_referral", {"closed_on": "2016-09-04"}),
    ("CAMHS", "appointment_without_acceptance", {"accepted": None}),
    ("CAMHS", "referred_as_adult", {"dob": "1998-09-05"}),
    ("CAMHS", "referred_before_birth", {"dob": "2016-09-06"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("CAMHS", {"first_appt": "2016-09-05", "closed_on": "2016-09-05"}),
    ("CAMHS", {"accepted": None, "first_appt": None, "closed_on": None}),
    ("CAMHS", {"accepted": False, "first_appt": None}),
    ("CAMHS", {"dob": "1998-09-06"}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
