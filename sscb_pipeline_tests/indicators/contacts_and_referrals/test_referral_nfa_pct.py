"""REF03: referrals on which no further action followed."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def referral(child: str, nfa: bool, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"R-{child}", "referral_date": "2016-11-30", "referral_nfa": nfa, "area": "NE",
            "referral_source": "6", **more}


def test_no_further_action_as_last_told(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [
        referral("A", True),
        referral("B", False, area="SW", referral_source="3A"),
        referral("C", False, closure_date="2016-11-30", closure_reason="RC8"),  # closed after assessment: action followed
        referral("D", False)]})
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Referrals": [referral("D", True)]})
    given(warehouse, "cs_annex_a", "2016-12", {"List_3": [
        {"person_id": "E", "referral_date": "2016-11-02", "referral_source": "3A", "referral_nfa": "Y"},
        {"person_id": "F", "referral_date": "2016-11-02", "referral_source": "3A", "referral_nfa": None}]})
    build(warehouse, "REF03")
    # A, D (as December tells it) and E, whom Annex A alone tells, of A to E; of F nobody says.
    assert fraction(warehouse, "REF03", "2016-11") == (3, 5)
    assert value(warehouse, "REF03", "2016-11") == 60.0
    assert [fraction(warehouse, "REF03", "2016-11", area) for area in ("NE", "SW", "UNKNOWN")] == [(2, 3), (0, 1), (1, 1)]
    assert fraction(warehouse, "REF03", "2016-11", breakdown="source_group", of="HEALTH") == (1, 2)
    assert fraction(warehouse, "REF03", "2016-12") == (0, 0)
