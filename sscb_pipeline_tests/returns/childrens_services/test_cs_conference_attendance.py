"""Each rule of cs_conference_attendance: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "cs_conference_attendance"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Attendance", "conference_not_on_working_day", {"conference_date": "2016-11-13"}),
    ("Attendance", "attendance_without_invitation", {"invited": False}),
    ("Attendance", "attendance_missing", {"attended_how": None}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Attendance", {"invited": False, "attended_how": None}),
    ("Attendance", {"attended_how": "DID_NOT_ATTEND"}),
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("conference_not_quorate", {"Attendance": [{}, {"agency": "POLICE"}, {"agency": "HV", "attended_how": "APOLOGIES"}]}, [2]),
    ("conference_not_quorate", {"Attendance": [{}, {"agency": "POLICE"}, {"agency": "HV", "attended_how": "PHONE"}]}, []),
    ("conference_not_quorate", {"Attendance": [{"agency": "GP"}, {"agency": "POLICE"}, {"agency": "HV"}]}, [2]),
    ("conference_dates_differ", {"Attendance": [{}, {"conference_date": "2016-11-15"}, {"conference_id": "F2"}]}, [2, 3]),
    ("conference_children_differ", {"Attendance": [{}, {"n_children": 3}, {"conference_id": "F2"}]}, [2, 3]),
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
