"""S47A: section 47 enquiries started."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, value


def enquiry(child: str, day: str, number: int = 1, referral: str = "R") -> dict[str, Any]:
    return {"person_id": child, "s47_id": f"S{number}-{child}", "referral_id": referral, "strategy_discussion_date": day}


def test_enquiries_by_their_first_strategy_discussion(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2017-02", {
        "Contacts": [
            {"person_id": "A", "contact_id": "C1", "contact_date": "2017-02-01", "contact_reason": "NEGLECT",
             "dob": "2016-02-29"},
            {"person_id": "B", "contact_id": "C2", "contact_date": "2017-02-01", "contact_reason": "DA", "edd": "2017-04-01"}],
        "Referrals": [
            {"person_id": "A", "referral_id": "R", "contact_id": "C1", "referral_date": "2017-02-01", "area": "NE"},
            {"person_id": "B", "referral_id": "R", "referral_date": "2017-02-01", "area": "SW"},
            {"person_id": "C", "referral_id": "R0", "referral_date": "2017-01-10", "area": "SE"}]})
    given(warehouse, "cs_assess_s47_icpc", "2017-02", {"S47": [
        enquiry("A", "2017-02-28"), enquiry("A", "2017-02-28", 2),      # two on one day stand
        enquiry("B", "2017-02-28"), enquiry("C", "2017-02-03"), enquiry("D", "2017-02-03")]})
    given(warehouse, "cs_assess_s47_icpc", "2017-03", {"S47": [
        enquiry("B", "2017-03-06"),         # a later strategy meeting typed over the first: still February's
        enquiry("A", "2017-03-01", 3)]})
    build(warehouse, "S47A")
    assert [value(warehouse, "S47A", month) for month in ("2017-02", "2017-03")] == [5, 1]
    # C's referral is not the one named, but the child's latest; of D nothing is known.
    assert [value(warehouse, "S47A", "2017-02", area) for area in ("NE", "NW", "SE", "SW", "UNKNOWN")] == [2, 0, 1, 1, 1]
    # A, born on 29 February 2016, is 0 on the 28th a year on and 1 on 1 March; B is not yet born.
    assert {of: value(warehouse, "S47A", "2017-02", breakdown="age_band", of=of)
            for of in ("UNDER_1", "1_4", "UNBORN", "UNKNOWN")} == {"UNDER_1": 2, "1_4": 0, "UNBORN": 1, "UNKNOWN": 2}
    assert value(warehouse, "S47A", "2017-03", breakdown="age_band", of="1_4") == 1
    # Only A's referral names the contact it came from.
    assert value(warehouse, "S47A", "2017-02", breakdown="primary_concern", of="NEGLECT") == 2
    assert value(warehouse, "S47A", "2017-02", breakdown="primary_concern", of="UNKNOWN") == 3
    # 5 in a month are 60 in twelve, of 256,828 children: 2.3 for every 10,000.
    assert value(warehouse, "S47A", "2017-02", breakdown="rate", of="REBASED") == 2.3
