"""REF01: referrals, one for each child they name."""

from typing import Any

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
    # 3 in November are 36 in twelve months: 1.4 for every 10,000 of 256,828 children; the parts have no rate.
    assert value(warehouse, "REF01", "2016-11", breakdown="rate", of="REBASED") == 1.4


def test_ethnicity_and_disability_as_last_known(warehouse: Warehouse) -> None:
    def contact(child: str, ethnicity: str | None) -> dict[str, Any]:
        return {"person_id": child, "contact_id": f"C-{child}", "contact_date": "2016-11-01", "ethnicity": ethnicity}

    def assessment(child: str, disability: str | None, number: int = 1) -> dict[str, Any]:
        return {"person_id": child, "assessment_id": f"S{number}-{child}", "disability": disability}

    given(warehouse, "cs_contacts_referrals", "2016-11", {
        "Contacts": [contact("A", "CHNE"), contact("B", "WROM"), contact("C", "REFU"), contact("D", None)],
        "Referrals": [{"person_id": child, "referral_date": "2016-11-02"} for child in "ABCDE"]})
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Contacts": [
        {**contact("A", "NOBT"), "contact_id": "C2"},       # not obtained the next time: what was known stands
        {**contact("B", "MOTH"), "contact_id": "C2"}]})     # told otherwise: the last word stands
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"Assessments": [
        assessment("A", "NONE"), assessment("B", "LD,AUT"), assessment("C", "MOB"), assessment("E", "HEAR")]})
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"Assessments": [assessment("C", "NONE", 2), assessment("B", None, 2)]})
    given(warehouse, "cs_annex_a", "2016-12", {"List_6": [
        {"person_id": "D", "ethnicity": "ASIAN", "disability": "Y"}, {"person_id": "B", "ethnicity": None, "disability": "U"}]})
    build(warehouse, "REF01")
    # Chinese is OTHER; B's last word is mixed; C refused and E, in no list of children, is not known; D is told by Annex A.
    assert {of: value(warehouse, "REF01", "2016-11", breakdown="ethnicity_group", of=of)
            for of in ("OTHER", "MIXED", "ASIAN", "UNKNOWN")} == {"OTHER": 1, "MIXED": 1, "ASIAN": 1, "UNKNOWN": 2}
    # B, D and E are disabled, A and since December C are not; an assessment or list that does not say changes nothing.
    assert [value(warehouse, "REF01", "2016-11", breakdown="is_disabled", of=of) for of in ("YES", "NO")] == [3, 2]
