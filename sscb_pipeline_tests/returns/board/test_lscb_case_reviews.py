"""Each rule of lscb_case_reviews: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "lscb_case_reviews"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Referrals", "incident_after_referral", {"incident_date": "2016-11-05"}),
    ("Referrals", "decided_before_referral", {"decision_on": "2016-11-03"}),
    ("Referrals", "completed_before_start", {"review_started": "2017-02-01", "review_completed": "2017-01-31"}),
    ("Referrals", "decision_and_its_day", {"decision_on": None}),
    ("Referrals", "decision_and_its_day", {"decision": "PENDING"}),
    ("Referrals", "published_before_completed", {"review_completed": "2017-02-01", "published_on": "2017-01-31"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Referrals", {"incident_date": "2016-11-04", "decision_on": "2016-11-04"}),
    ("Referrals", {"decision": "PENDING", "decision_on": None}),
    ("Referrals", {"decision": None, "decision_on": None}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
