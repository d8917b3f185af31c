"""REF04: where referrals come from."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def referral(child: str, source: str, area: str = "NE", day: str = "2016-11-02") -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"R-{child}", "referral_date": day, "referral_source": source, "area": area}


def test_shares_of_all_referrals(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [
        referral("A", "6"), referral("B", "2A"), referral("C", "2B"), referral("D", "3E"), referral("E", "3A", "SW"),
        referral("F", "10", "SW"), referral("G", "6", "SW"), referral("H", "1A")]})
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Referrals": [referral("I", "6", day="2016-12-01")]})
    build(warehouse, "REF04")
    # Of 8: police 2, schools 1, education services 1, health 2 (A&E among it), individuals 1, unknown with other 1.
    assert {of: fraction(warehouse, "REF04", "2016-11", breakdown="source_group", of=of)
            for of in ("POLICE", "SCHOOLS", "EDUCATION_SERVICES", "HEALTH", "INDIVIDUALS", "OTHER")} == {
        "POLICE": (2, 8), "SCHOOLS": (1, 8), "EDUCATION_SERVICES": (1, 8), "HEALTH": (2, 8), "INDIVIDUALS": (1, 8),
        "OTHER": (1, 8)}
    assert value(warehouse, "REF04", "2016-11", "SW", "source_group", "POLICE") == 33.3
    assert fraction(warehouse, "REF04", "2016-11", breakdown="source", of="3E") == (1, 8)
    # Quarter to December: 3 of 9 by the police, 33.3; not the mean of 25.0 and 100.0.
    given(warehouse, "cs_contacts_referrals", "2016-10")
    build(warehouse, "REF04")
    assert value(warehouse, "REF04", "2016-17 Q3", breakdown="source_group", of="POLICE") == 33.3
    assert row(warehouse, "REF04", "2016-11") is None
