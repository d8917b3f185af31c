"""Each rule of cs_contacts_referrals: shown by a row that breaks it and, where a limit is near, one that just keeps it."""

from typing import Any

import pytest

from sscb_pipeline_tests.returns.made_up import asked, broken, cross_rules_of, rules_of

NAME = "cs_contacts_referrals"

# Sheet, rule, and what changes an honest row so that it breaks this rule and no other.
BREAKS: list[tuple[str, str, dict[str, Any]]] = [
    ("Contacts", "decided_before_contact", {"decision_date": "2016-11-06"}),
    ("Contacts", "outcome_and_decision_date", {"decision_date": None}),
    ("Contacts", "outcome_and_decision_date", {"outcome": None}),
    ("Contacts", "born_or_due_once", {"edd": "2016-12-01"}),
    ("Contacts", "born_or_due_once", {"dob": None}),
    ("Contacts", "unborn_with_sex", {"dob": None, "edd": "2016-12-01"}),
    ("Contacts", "contact_long_before_birth", {"dob": None, "edd": "2017-08-15", "gender": "U"}),
    ("Referrals", "closed_before_referral", {"closure_date": "2016-11-07", "closure_reason": "RC7"}),
    ("Referrals", "closure_date_and_reason", {"closure_reason": "RC7"}),
    ("Referrals", "closure_date_and_reason", {"closure_date": "2016-11-20"}),
    ("Referrals", "primary_need_missing", {"primary_need": None}),
    ("Contacts", "contact_about_adult", {"dob": "1998-11-07"}),
]

# Sheet and what changes an honest row so that it still keeps every rule.
KEEPS: list[tuple[str, dict[str, Any]]] = [
    ("Contacts", {"decision_date": "2016-11-07"}),
    ("Contacts", {"decision_date": None, "outcome": None}),
    ("Contacts", {"dob": None, "edd": "2017-08-14", "gender": "U"}),  # 40 weeks to the day
    ("Contacts", {"dob": None, "edd": "2016-12-01", "gender": None}),
    ("Referrals", {"closure_date": "2016-11-08", "closure_reason": "RC8"}),
    ("Referrals", {"primary_need": None, "referral_nfa": True}),
    ("Contacts", {"dob": "1998-11-08"}),  # 17 on the day of the contact
]

# Rule between rows, the rows of each sheet as changes of honest rows, and the row numbers asked about (the first is 2).
CROSS: list[tuple[str, dict[str, list[dict[str, Any]]], list[int]]] = [
    ("several_open_referrals", {"Referrals": [{}, {"referral_id": "R2"}, {"person_id": "L2"}]}, [2, 3]),
    ("several_open_referrals", {"Referrals": [{}, {"referral_id": "R2", "referral_nfa": True}]}, []),
    ("several_open_referrals", {"Referrals": [{}, {"referral_id": "R2", "closure_date": "2016-11-20"}]}, []),
    ("overlapping_referrals", {"Referrals": [{"closure_date": "2016-11-20"}, {"referral_date": "2016-11-19"}]}, [3]),
    ("overlapping_referrals", {"Referrals": [{"closure_date": "2016-11-20"}, {"referral_date": "2016-11-20"}]}, []),
    ("referral_long_before_birth", {"Contacts": [{"dob": "2017-08-16"}], "Referrals": [{}, {"person_id": "L2"}]}, [2]),
    ("referral_long_before_birth", {"Contacts": [{"dob": None, "edd": "2017-08-15"}], "Referrals": [{}]}, []),
    ("referred_as_adult", {"Contacts": [{"dob": "1998-11-08"}, {"person_id": "L2", "dob": "1998-11-09"}],
                           "Referrals": [{}, {"person_id": "L2"}, {"person_id": "L3"}]}, [2]),
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
