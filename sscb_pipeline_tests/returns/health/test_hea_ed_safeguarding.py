"""Each rule of hea_ed_safeguarding: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "hea_ed_safeguarding"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("ED_Flagged", "arrived_as_adult", {"dob": "1998-11-13"}),
    ("ED_Flagged", "arrived_before_birth", {"dob": "2016-11-14"}),
    ("ED_Totals", "more_admitted_than_attended", {"u18_admissions": 2101}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("ED_Flagged", {"dob": "1998-11-14"}),
    ("ED_Totals", {"u18_admissions": 2100}),
    ("ED_Totals", {"u18_admissions": None}),
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("more_flagged_than_attended", {"ED_Flagged": [{}, {}], "ED_Totals": [{"u18_attendances": 1}]}, [2]),
    ("more_flagged_than_attended", {"ED_Flagged": [{}, {}], "ED_Totals": [{"u18_attendances": 2}]}, []),
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
