"""CP01: children an initial conference was held for."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, value


def icpc(child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "icpc_id": f"I-{child}", "conference_id": "K1", "icpc_date": day, "transfer_in": False,
            "outcome": "CPP", **more}


def test_children_not_conferences_are_counted(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"ICPC": [
        # three siblings at one conference
        icpc("A", "2016-11-01"), icpc("B", "2016-11-01"), icpc("C", "2016-11-01", outcome="NFA"),
        icpc("D", "2016-11-30", conference_id="K2"),
        icpc("E", "2016-11-15", conference_id="K3", transfer_in=True),                              # moved here with a plan
        icpc("F", "2016-10-31", conference_id="K4"),                                                # entered late: October's
    ]})
    given(warehouse, "cs_assess_s47_icpc", "2016-10", {"ICPC": []})
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [{"person_id": "A", "dob": "2006-11-02"}]})
    build(warehouse, "CP01")
    # A, B, C and D in November; F in the month it happened; E apart.
    assert value(warehouse, "CP01", "2016-11") == 4
    assert value(warehouse, "CP01", "2016-10") == 1
    assert value(warehouse, "CP01", "2016-11", breakdown="variant", of="transfer_in") == 1
    assert value(warehouse, "CP01", "2016-11", breakdown="outcome", of="NFA") == 1
    # A is ten the day after.
    assert [value(warehouse, "CP01", "2016-11", breakdown="age_band", of=of) for of in ("5_9", "UNKNOWN")] == [1, 3]
    # 4 in a month are 48 in a year: of 259,248 children 1.85 per 10,000.
    assert value(warehouse, "CP01", "2016-11", breakdown="rate", of="RELEASE_2018") == 1.9


def test_a_conference_sent_in_two_files_is_counted_once(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"ICPC": [icpc("A", "2016-11-01")]})
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"ICPC": [icpc("A", "2016-11-01")]})
    build(warehouse, "CP01")
    assert (value(warehouse, "CP01", "2016-11"), value(warehouse, "CP01", "2016-12")) == (1, 0)


def test_the_area_is_that_of_the_plan_then_of_the_conference_then_of_the_latest_referral(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"ICPC": [
        icpc("A", "2016-11-01"), icpc("B", "2016-11-01"), icpc("C", "2016-11-02", conference_id="K2"),
        icpc("D", "2016-11-02", conference_id="K2")]})
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [{"person_id": "A", "icpc_id": "I-A", "area": "NE"}]})
    given(warehouse, "cs_conference_attendance", "2016-11", {"Attendance": [{"conference_id": "K1", "area": "NW"}]})
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [
        {"person_id": "C", "referral_date": "2016-06-01", "area": "SW"},
        {"person_id": "C", "referral_date": "2016-10-01", "area": "SE"},
        {"person_id": "C", "referral_date": "2016-11-20", "area": "SW"}]})   # after the conference: does not say where it was
    build(warehouse, "CP01")
    found = {area: value(warehouse, "CP01", "2016-11", area) for area in ("NE", "NW", "SE", "SW", "UNKNOWN", "Surrey")}
    assert found == {"NE": 1, "NW": 1, "SE": 1, "SW": 0, "UNKNOWN": 1, "Surrey": 4}
