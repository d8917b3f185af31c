"""EH04: contacts that became a referral, by their outcome or by a referral that names them."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def contact(child: str, contact_id: str, outcome: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "contact_id": contact_id, "contact_date": "2016-12-19", "outcome": outcome, "hub": "NE",
            "contact_source": "6", **more}


def referral(child: str, contact_id: str, day: str) -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"R-{child}", "contact_id": contact_id, "referral_date": day}


def test_five_working_days_over_christmas(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-12", {
        "Contacts": [
            contact("A", "C1", "REFERRAL"),                     # by its outcome
            contact("B", "C2", "NFA", contact_source="2A"),     # Monday 19 December; referred on day 5
            contact("C", "C3", "NFA"),                          # referred on day 6
            contact("D", "C4"),                                 # undecided, no referral: counted all the same
            contact("E", "C5", "NFA", hub="SW"),                # a brother's referral from the same contact is not E's
            contact("F", "C5", "NFA", hub="SW"),
            contact("G", "C6", "NFA", hub="SW"),                # a referral before the contact did not come from it
        ],
        "Referrals": [
            referral("B", "C2", "2016-12-28"),      # 20, 21, 22, 23, then the 28th: 26 and 27 are holidays
            referral("C", "C3", "2016-12-29"),
            referral("F", "C5", "2016-12-19"),
            referral("G", "C6", "2016-12-16"),
        ]})
    build(warehouse, "EH04")
    # A, B and F of 7.
    assert fraction(warehouse, "EH04", "2016-12") == (3, 7)
    assert [fraction(warehouse, "EH04", "2016-12", area) for area in ("NE", "SW")] == [(2, 4), (1, 3)]
    assert [fraction(warehouse, "EH04", "2016-12", breakdown="source_group", of=of)
            for of in ("SCHOOLS", "POLICE")] == [(1, 1), (2, 6)]


def test_a_referral_the_next_file_tells(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Contacts": [contact("A", "C1", contact_date="2016-12-30")]})
    build(warehouse, "EH04")
    december = row(warehouse, "EH04", "2016-12")
    assert december is not None and (december["value"], december["status"]) == (0.0, "provisional")
    given(warehouse, "cs_contacts_referrals", "2017-01", {"Referrals": [referral("A", "C1", "2017-01-04")]})
    build(warehouse, "EH04")
    # 30 December is a Friday, 2 January a holiday: Wednesday is day 2. The contact is December's.
    assert fraction(warehouse, "EH04", "2016-12") == (1, 1)
    assert fraction(warehouse, "EH04", "2017-01") == (0, 0)
