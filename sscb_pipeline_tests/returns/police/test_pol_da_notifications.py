"""Each rule of pol_da_notifications: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "pol_da_notifications"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("DA_Incidents", "happened_after_report", {"incident_date": "2016-11-02 23:11"}),
    ("DA_Children", "not_a_child", {"age_at_incident": 18}),
    ("Notifications", "shared_before_created", {"shared_with_mash_at": "2016-11-03 07:59"}),
    ("Notifications", "notified_as_adult", {"dob": "1998-11-03"}),
    ("Notifications", "notified_before_birth", {"dob": "2016-11-04"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("DA_Incidents", {"incident_date": "2016-11-02 23:10"}),
    ("DA_Incidents", {"reported_date": "2016-11-02"}),  # the day alone: may be later that day
    ("DA_Children", {"age_at_incident": 17}),
    ("DA_Children", {"age_at_incident": None}),
    ("Notifications", {"shared_with_mash_at": "2016-11-03"}),
    ("Notifications", {"dob": "1998-11-04"}),
    ("Notifications", {"dob": "2016-11-03"}),
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("children_counted_otherwise", {"DA_Incidents": [{}], "DA_Children": [{}, {"police_person_ref": "N2"}]}, [2]),
    ("children_counted_otherwise", {"DA_Incidents": [{}], "DA_Children": [{}, {"role": "VICTIM"}]}, []),  # one child, two roles
    ("children_counted_otherwise", {"DA_Incidents": [{"n_children": 0}, {"incident_ref": "D2"}]}, [3]),
    ("incident_not_listed", {"DA_Incidents": [{}], "DA_Children": [{}, {"incident_ref": "D2"}]}, [3]),
    ("not_a_child_by_birth", {"DA_Incidents": [{}], "DA_Children": [
        {"dob": "1998-11-02", "age_at_incident": None}, {"dob": "1998-11-03", "age_at_incident": None},
        {"dob": "1998-11-02", "age_at_incident": 18}, {"dob": "1998-11-02", "incident_ref": "D9"}]}, [2]),
    ("age_against_birth", {"DA_Incidents": [{}], "DA_Children": [
        {"age_at_incident": 10}, {"age_at_incident": 9}, {"age_at_incident": 7}, {"age_at_incident": 6},
        {"dob": None}]}, [2, 5]),
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
