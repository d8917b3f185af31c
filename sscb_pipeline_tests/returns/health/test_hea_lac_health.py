"""Each rule of hea_lac_health: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import broken, rules_of

NAME = "hea_lac_health"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Health_Assessments", "no_number_of_either", {"nhs_number": None, "lcs_person_id": None}),
    ("Health_Assessments", "initial_without_care_start", {"became_looked_after": None}),
    ("Health_Assessments", "due_not_20_working_days", {"due_date": "2017-01-18"}),
    ("Health_Assessments", "seen_before_care", {"seen_on": "2016-12-18"}),
    ("Health_Assessments", "reported_before_seen", {"report_returned_on": "2017-01-15"}),
    ("Health_Assessments", "assessed_as_adult", {"dob": "1999-01-19"}),
    ("Health_Assessments", "in_care_before_birth", {"dob": "2016-12-20"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Health_Assessments", {"nhs_number": None}),
    ("Health_Assessments", {"lcs_person_id": None, "sdq_score": 40}),
    ("Health_Assessments", {"type": "RHA", "due_date": "2017-01-03", "became_looked_after": None}),
    ("Health_Assessments", {"seen_on": "2016-12-19"}),
    ("Health_Assessments", {"dob": "1999-01-20"}),
]


@pytest.mark.parametrize(("sheet", "rule", "changes"), BREAKS)
def test_a_row_breaks_the_rule(sheet: str, rule: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == {rule}


@pytest.mark.parametrize(("sheet", "changes"), KEEPS)
def test_a_row_keeps_every_rule(sheet: str, changes: dict[str, Any]) -> None:
    assert broken(NAME, sheet, **changes) == set()


def test_every_rule_is_shown() -> None:
    assert {(sheet, rule) for sheet, rule, _ in BREAKS} == rules_of(NAME)
