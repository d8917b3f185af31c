"""EH02: what contacts led to, of those that are decided."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def contact(child: str, outcome: str | None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "contact_id": f"C-{child}", "contact_date": "2016-11-02", "outcome": outcome, "hub": "NE",
            "contact_source": "6", "decision_date": outcome and "2016-11-03", **more}


def test_shares_are_of_decided_contacts(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [
        contact("A", "REFERRAL", level_of_need=4), contact("B", "REFERRAL", contact_source="2A"),
        contact("C", "EH_HUB", hub="SW"), contact("D", "NFA", level_of_need=4),
        contact("E", None), contact("F", None, hub=None)]})
    given(warehouse, "cs_annex_a", "2016-11", {"List_1": [{"person_id": "G", "contact_date": "2016-11-02"}]})
    build(warehouse, "EH02")
    # Decided: A to D. E and F are open, and Annex A, which alone tells G, holds no outcomes.
    shares = {of: fraction(warehouse, "EH02", "2016-11", breakdown="outcome", of=of) for of in ("REFERRAL", "EH_HUB", "NFA")}
    assert shares == {"REFERRAL": (2, 4), "EH_HUB": (1, 4), "NFA": (1, 4)}
    assert fraction(warehouse, "EH02", "2016-11", "NE", "outcome", "REFERRAL") == (2, 3)
    assert value(warehouse, "EH02", "2016-11", "SW", "outcome", "REFERRAL") == 0.0
    # Of the police's A, C and D one is a referral; of the two at level 4 one, in SW of none.
    assert fraction(warehouse, "EH02", "2016-11", breakdown="outcome_by_source_group", of="POLICE REFERRAL") == (1, 3)
    assert fraction(warehouse, "EH02", "2016-11", breakdown="outcome_by_level_of_need", of="4 REFERRAL") == (1, 2)
    assert fraction(warehouse, "EH02", "2016-11", "SW", "outcome_by_level_of_need", "4 REFERRAL") == (0, 0)
    assert fraction(warehouse, "EH02", "2016-11", breakdown="level_of_need", of="UNKNOWN") == (2, 4)
    assert fraction(warehouse, "EH02", "2016-11", breakdown="source_group", of="POLICE") == (3, 4)
    # Without an outcome: E and F, of A to F.
    assert fraction(warehouse, "EH02", "2016-11", breakdown="variant", of="no_outcome") == (2, 6)
    assert row(warehouse, "EH02", "2016-11") is None


def test_a_contact_decided_in_a_later_file_is_of_its_own_month(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [contact("A", None), contact("B", "NFA")]})
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Contacts": [contact("A", "EH_HUB", decision_date="2016-12-01")]})
    build(warehouse, "EH02")
    assert fraction(warehouse, "EH02", "2016-11", breakdown="outcome", of="EH_HUB") == (1, 2)
    assert fraction(warehouse, "EH02", "2016-12", breakdown="outcome", of="EH_HUB") == (0, 0)
