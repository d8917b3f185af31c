"""Each rule of pol_missing: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "pol_missing"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Missing", "reported_before_missing", {"reported_at": "2016-11-05 20:59"}),
    ("Missing", "found_before_missing", {"found_at": "2016-11-05 21:00"}),
    ("Missing", "missing_over_a_year", {"found_at": "2017-11-05 21:01"}),
    ("Missing", "missing_as_adult", {"dob": "1998-11-05"}),
    ("Missing", "missing_before_birth", {"dob": "2016-11-06"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Missing", {"reported_at": "2016-11-05 21:00"}),
    ("Missing", {"found_at": None}),
    ("Missing", {"found_at": "2017-11-05 21:00"}),
    ("Missing", {"dob": "1998-11-06"}),
    ("Missing", {"dob": "2016-11-05"}),
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("several_open_episodes", {"Missing": [{"found_at": None}, {"found_at": None}, {"police_person_ref": "N2"}]}, [2, 3]),
    ("several_open_episodes", {"Missing": [{"found_at": None}, {}]}, []),
    ("overlapping_episodes", {"Missing": [
        {}, {"missing_from_at": "2016-11-06 07:00", "misper_ref": "M2"},
        {"police_person_ref": "N2", "misper_ref": "M3"}]}, [3]),
    ("overlapping_episodes", {"Missing": [{}, {"risk": "HIGH"}]}, []),  # one episode twice, which is asked about already
    ("overlapping_episodes", {"Missing": [
        {}, {"missing_from_at": "2016-11-06 07:30", "found_at": "2016-11-07 07:30", "misper_ref": "M2"}]}, []),
    ("still_missing_after_a_year", {"Missing": [
        {"missing_from_at": "2015-11-30 23:00", "found_at": None}, {"missing_from_at": "2015-12-01 00:00", "found_at": None},
        {"missing_from_at": "2015-11-29 23:00"}]}, [2]),
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
