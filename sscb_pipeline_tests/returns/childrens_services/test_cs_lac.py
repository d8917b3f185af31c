"""Each rule of cs_lac: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "cs_lac"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("LAC", "ceased_before_start", {"poc_end": "2015-02-01"}),
    ("LAC", "placed_before_care", {"placement_start": "2015-02-01"}),
    ("LAC", "looked_after_before_birth", {"dob": "2015-02-03"}),
    ("LAC", "looked_after_as_adult", {"dob": "1997-02-02"}),
    ("LAC", "care_ends_after_18", {"dob": "1998-05-20", "poc_end": "2016-05-21"}),
    ("LAC", "section_20_with_parents", {"legal_status": "V2", "placement_type": "P1"}),
    ("LAC", "police_protection_too_long", {"legal_status": "L1", "poc_end": "2015-02-06", "placement_start": "2015-02-02"}),
    ("LAC", "emergency_order_too_long", {"legal_status": "L2", "poc_end": "2015-02-24", "placement_start": "2015-02-02"}),
    ("LAC", "provider_missing", {"placement_provider": None}),
    ("LAC", "provider_of_temporary", {"placement_type": "T1"}),
    ("LAC", "home_postcode_missing", {"home_postcode": None}),
    ("LAC", "uasc_end_without_uasc", {"duc": "2016-10-01"}),
    ("LAC", "uasc_end_after_18", {"uasc": True, "dob": "1998-05-20", "duc": "2016-05-21"}),
    ("LAC", "location_against_authority", {"placement_location": "OUT"}),
    ("LAC", "location_against_authority", {"la_of_placement": "306"}),
    ("LAC", "ofsted_number_odd", {"ofsted_urn": "SC12"}),
    ("LA_Missing", "ended_before_start", {"mis_end": "2016-11-02"}),
    ("Placed_in_Surrey", "placed_by_surrey", {"placing_la": "936"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("LAC", {"dob": "1998-05-20", "poc_end": "2016-05-20"}),  # ceases on the 18th birthday
    ("LAC", {"dob": "1996-02-29", "poc_start": "2014-02-28", "poc_end": None}),  # 18 only on 1 March
    ("LAC", {"legal_status": "L1", "poc_end": "2015-02-05", "placement_start": "2015-02-02"}),
    ("LAC", {"legal_status": "L2", "poc_end": "2015-02-23", "placement_start": "2015-02-02"}),
    ("LAC", {"placement_type": "Z1", "placement_provider": None}),
    ("LAC", {"uasc": True, "home_postcode": None, "duc": "2016-10-01"}),
    ("LAC", {"placement_location": "OUT", "la_of_placement": "306"}),
    ("LAC", {"placement_location": "OUT", "la_of_placement": "CON", "placement_postcode": "CON"}),
    ("LAC", {"ofsted_urn": "1234567"}),
    ("LA_Missing", {"mis_end": "2016-11-03"}),
    ("LA_Missing", {"mis_end": None}),
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("several_open_care_periods", {"LAC": [{}, {"poc_start": "2016-01-04"}]}, [2, 3]),
    ("several_open_care_periods", {"LAC": [{"poc_end": "2015-12-01"}, {"poc_start": "2016-01-04"}]}, []),
    ("overlapping_care_periods", {"LAC": [{"poc_end": "2016-02-01"}, {"poc_start": "2016-01-31"}]}, [3]),
    ("overlapping_care_periods", {"LAC": [{"poc_end": "2016-02-01"}, {"poc_start": "2016-02-01"}]}, []),
    ("overlapping_missing_periods", {"LA_Missing": [{"mis_end": None}, {"mis_start": "2016-11-20"}]}, [3]),
    ("overlapping_missing_periods", {"LA_Missing": [{}, {"mis_start": "2016-11-04"}, {"person_id": "L2"}]}, []),
    ("under_four_code_of_older_child",
     {"LAC": [{}], "Reviews": [{"participation": "PN0"}, {}, {"participation": "PN0", "review_date": "2012-05-19"}]}, [2]),
    ("in_care_as_adult", {"LAC": [
        {"dob": "1998-11-30"}, {"dob": "1998-12-01"}, {"dob": "1998-11-01", "poc_end": "2016-11-01"}]}, [2]),
    ("care_ended_long_ago", {"LAC": [{"poc_end": "2016-05-29"}, {"poc_end": "2016-05-30"}, {}]}, [2]),
    ("police_protection_runs_too_long", {"LAC": [
        {"legal_status": "L1", "poc_start": "2016-11-26"}, {"legal_status": "L1", "poc_start": "2016-11-27"},
        {"legal_status": "L1", "poc_start": "2016-11-26", "poc_end": "2016-11-28"}, {"poc_start": "2016-11-26"}]}, [2]),
    ("emergency_order_runs_too_long", {"LAC": [
        {"legal_status": "L2", "poc_start": "2016-11-08"}, {"legal_status": "L2", "poc_start": "2016-11-09"}]}, [2]),
    ("placed_here_as_adult", {"Placed_in_Surrey": [
        {"dob": "1998-11-30"}, {"dob": "1998-12-01"}, {"dob": "1998-11-30", "left_on": "2016-11-20"}]}, [2]),
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
