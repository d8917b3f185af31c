"""ASM01: child and family assessments completed."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def assessment(child: str, authorised: str | None, referral: str = "R", start: str = "2016-11-01") -> dict[str, Any]:
    return {"person_id": child, "assessment_id": f"S-{child}", "referral_id": referral, "assessment_start": start,
            "authorised_date": authorised}


def test_by_the_day_of_authorisation(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {
        "Contacts": [
            {"person_id": "A", "contact_date": "2016-11-01", "dob": "2006-12-31"},
            {"person_id": "B", "contact_date": "2016-11-01", "edd": "2016-12-20"}],
        "Referrals": [
            {"person_id": "A", "referral_id": "R", "referral_date": "2016-11-01", "area": "NE"},
            {"person_id": "B", "referral_id": "R", "referral_date": "2016-11-01", "area": "SW"},
            {"person_id": "C", "referral_id": "R9", "referral_date": "2016-10-01", "area": "SE"}]})
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"Assessments": [
        assessment("A", None), assessment("B", "2016-11-30"), assessment("C", "2016-11-30"), assessment("D", None)]})
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"Assessments": [assessment("A", "2016-12-31")]})
    build(warehouse, "ASM01")
    # B and C in November; A, open then, in December. D is still open.
    assert [value(warehouse, "ASM01", month) for month in ("2016-11", "2016-12")] == [2, 1]
    # C's own referral is not known: the area is that of the latest one before.
    assert [value(warehouse, "ASM01", "2016-11", area) for area in ("SE", "SW")] == [1, 1]
    assert row(warehouse, "ASM01", "2016-11", "UNKNOWN") is None
    # A turns 10 on the day of authorisation; B was not yet born.
    assert value(warehouse, "ASM01", "2016-12", breakdown="age_band", of="10_15") == 1
    assert value(warehouse, "ASM01", "2016-11", breakdown="age_band", of="UNBORN") == 1
    # 2 in a month are 24 in twelve, of 256,828 children: 0.9 for every 10,000.
    assert value(warehouse, "ASM01", "2016-11", breakdown="rate", of="REBASED") == 0.9
