"""Rules every sheet keeps: shown on one sheet, and that no sheet with the columns goes without."""

import pytest

from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline_tests.returns.made_up import HONEST, broken

SHEETS = [(declared.name, sheet.facts()) for declared in all_returns() for sheet in declared.sheets]


@pytest.mark.parametrize(
    ("forename", "surname"),
    [
        ("Test", "Test"),
        ("Mickey", "Mouse"),
        ("Robin", "TEST2"),
        ("Test Child", "Example"),
        ("ZZtest", None),
        (None, "Testing"),
        ("Joe", "Bloggs"),
        ("xxx", "xxxx"),
    ],
)
def test_names_of_test_records(forename: str | None, surname: str | None) -> None:
    assert broken("cs_contacts_referrals", "Contacts", forename=forename, surname=surname) == {"looks_like_a_test"}


@pytest.mark.parametrize(
    ("forename", "surname"),
    [("Mickey", "Example"), ("Robin", "Tester-Jones"), ("Robin", "Testa"), ("Robin", "Mouse"), (None, None)],
)
def test_names_of_children(forename: str | None, surname: str | None) -> None:
    assert broken("cs_contacts_referrals", "Contacts", forename=forename, surname=surname) == set()


@pytest.mark.parametrize(
    ("person_id", "odd"), [("L" * 20, False), ("L" * 21, True), ("L 1", True), ("12-34", True), ("12", False)]
)
def test_ids_of_children(person_id: str, odd: bool) -> None:
    assert broken("cs_cin_cpp", "CIN", person_id=person_id) == ({"person_id_odd"} if odd else set())


def test_births_no_living_child_has() -> None:
    assert "born_before_1900" in broken("pol_da_notifications", "DA_Children", dob="1900-01-01")
    assert broken("pol_da_notifications", "DA_Children", dob="1900-01-02") == set()


@pytest.mark.parametrize(("name", "facts"), SHEETS, ids=[f"{name}-{facts.name}" for name, facts in SHEETS])
def test_no_sheet_goes_without(name: str, facts) -> None:
    assert ("looks_like_a_test" in facts.rules) == ({"surname", "forename"} <= facts.columns.keys())
    assert ("person_id_odd" in facts.rules) == ("person_id" in facts.columns)
    assert ("born_before_1900" in facts.rules) == ("dob" in facts.columns)
    if "surname" in facts.columns and HONEST[name, facts.name].get("surname"):
        assert "looks_like_a_test" in broken(name, facts.name, surname="Test", forename="Test")
