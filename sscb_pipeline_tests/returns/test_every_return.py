"""Rules between rows every return keeps, each by rows that break it and rows that just keep it."""

from typing import Any

import pytest

from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline_tests.returns.made_up import asked, broken

CASES: list[tuple[str, str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("cs_cin_cpp", "born_after_month", {"CPP": [{"dob": "2016-12-01"}, {"dob": "2016-11-30"}, {}]}, [2]),
    ("cs_cin_cpp", "birth_long_due", {"CPP": [
        {"dob": None, "edd": "2016-10-18"}, {"dob": None, "edd": "2016-10-19"}, {"edd": "2016-01-01"}]}, [2]),
    ("cs_cin_cpp", "two_births_of_one_person_id", {"CPP": [
        {}, {"dob": "2008-05-21"}, {"person_id": "L2", "dob": "2009-01-01"}, {"person_id": "L2", "dob": None}]}, [2, 3]),
    ("cs_lac", "two_births_of_one_nhs_number", {"LAC": [
        {"nhs_number": "9990000018"}, {"nhs_number": "9990000018", "dob": "2008-05-21"},
        {"nhs_number": None, "dob": "2007-01-01"},
        {"nhs_number": None, "dob": "2006-01-01"}]}, [2, 3]),
    ("pol_missing", "two_births_of_one_police_person_ref", {"Missing": [{}, {"dob": "2008-05-21"}]}, [2, 3]),
    ("cs_lac", "nhs_number_of_two_children", {"LAC": [
        {"nhs_number": "9990000018"}, {"nhs_number": "9990000018", "person_id": "L2"}, {"nhs_number": "9990000026"}]}, [2, 3]),
    ("pol_missing", "outside_month", {"Missing": [
        {"missing_from_at": "2016-10-31 23:59"}, {"missing_from_at": "2016-11-01 00:00"},
        {"missing_from_at": "2016-11-30 23:59"},
        {"missing_from_at": "2016-12-01 00:00"}]}, [2, 5]),
    # One earlier month may be repeated.
    ("cs_return_interviews", "outside_month", {"RHI": [
        {"missing_from": "2016-09-30 23:59"}, {"missing_from": "2016-10-01 00:00"}]}, [2]),
    ("cs_cin_cpp", "cpp_start_after_month", {"CPP": [{"cpp_start": "2016-12-01"}, {"cpp_start": "2016-11-30"}]}, [2]),
    ("cs_cin_cpp", "last_statutory_visit_after_month", {"CPP": [{"last_statutory_visit": "2016-12-01"}, {}]}, [2]),
    ("hea_camhs", "closed_on_after_month", {"CAMHS": [{"closed_on": "2016-12-01"}, {}]}, [2]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rule", "sheets", "rows"), CASES)
def test_rows_that_break_a_rule_of_every_return(name: str, rule: str, sheets: dict[str, Any], rows: list[int]) -> None:
    assert asked(name, rule, **sheets) == rows


def test_what_lies_ahead_may_be_planned() -> None:
    ahead = {cross.name for declared in all_returns() if declared.counts == "snapshot" for cross in declared.rules_between_rows}
    assert {"duc_after_month", "due_date_after_month", "first_appt_after_month", "edd_after_month"} & ahead == set()
    # What happened in a month may be followed up after it: only snapshots stop at a day.
    events = {cross.name for cross in next(d for d in all_returns() if d.name == "pol_missing").rules_between_rows}
    assert not [name for name in events if name.endswith("_after_month") and name != "born_after_month"]


ADULTS = [
    (declared.name, sheet.facts().name)
    for declared in all_returns()
    for sheet in declared.sheets
    if "dob" in sheet.facts().columns and (declared.name, sheet.facts().name) != ("cs_annex_a", "List_9")
]
"""Every sheet with a birth but that of the care leavers, who are adults."""


@pytest.mark.parametrize(("name", "sheet"), ADULTS)
def test_an_adult_is_asked_about_on_every_sheet_of_children(name: str, sheet: str) -> None:
    adult = {"dob": "1985-03-03"}
    by_row = {rule for rule in broken(name, sheet, **adult) if "adult" in rule}
    rows = {sheet: [adult]} if sheet != "DA_Children" else {sheet: [adult | {"age_at_incident": None}], "DA_Incidents": [{}]}
    crossing = next(d for d in all_returns() if d.name == name).rules_between_rows
    of_age = [cross.name for cross in crossing if cross.sheet == sheet and "18" in cross.says]
    between = {rule for rule in of_age if asked(name, rule, **rows)}
    assert by_row | between
