"""REF01: referrals, one for each child they name."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def test_each_child_of_a_referral(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {
        "Contacts": [{"person_id": "A", "contact_date": "2016-11-01", "dob": "2000-02-29", "gender": "F"}],
        "Referrals": [
            {"person_id": "A", "referral_id": "R1", "referral_date": "2016-11-02", "referral_source": "2A", "area": "NE"},
            {"person_id": "B", "referral_id": "R1", "referral_date": "2016-11-02", "referral_source": "2B", "area": "NE",
             "referral_nfa": True},
            {"person_id": "B", "referral_id": "R2", "referral_date": "2016-11-28", "referral_source": "5B", "area": "SW"},
            {"person_id": "C", "referral_id": "R3", "referral_date": "2016-10-31", "referral_source": "6", "area": "SW"},
        ]})
    given(warehouse, "cs_contacts_referrals", "2016-10")
    build(warehouse, "REF01")
    # A and B in R1 (no further action counts), B in R2 = 3. C was referred on 31 October, told late: October's.
    assert value(warehouse, "REF01", "2016-11") == 3
    assert value(warehouse, "REF01", "2016-10") == 1
    assert [value(warehouse, "REF01", "2016-11", area) for area in ("NE", "SW")] == [2, 1]
    assert [value(warehouse, "REF01", "2016-11", breakdown="source_group", of=of)
            for of in ("SCHOOLS", "EDUCATION_SERVICES", "LA_SERVICES", "POLICE")] == [1, 1, 1, 0]
    # A, born 29 February 2000, is 16; B and C are in no list with a date of birth.
    assert value(warehouse, "REF01", "2016-11", breakdown="age_band", of="16_17") == 1
    assert value(warehouse, "REF01", "2016-11", breakdown="sex", of="UNKNOWN") == 2
    assert row(warehouse, "REF01", "2016-11", "UNKNOWN") is None
