"""ASM02: assessments completed within 45 working days."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def assessment(child: str, start: str, authorised: str | None, referral: str = "R") -> dict[str, Any]:
    return {"person_id": child, "assessment_id": f"S-{child}", "referral_id": referral, "assessment_start": start,
            "authorised_date": authorised}


def test_45_working_days_over_christmas(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2017-02", {"Referrals": [
        {"person_id": "A", "referral_id": "R", "referral_date": "2016-12-16", "area": "NE"},
        {"person_id": "B", "referral_id": "R", "referral_date": "2016-12-19", "area": "SW"},
        {"person_id": "D", "referral_id": "R", "referral_date": "2017-02-01", "area": "SW"},
    ]})
    given(warehouse, "cs_assess_s47_icpc", "2017-02", {"Assessments": [
        {**assessment("A", "2016-12-19", "2017-02-23"), "outcome": "CIN_PLAN"},   # 45 working days: in time; 46 from referral
        assessment("B", "2016-12-19", "2017-02-24"),   # 46: late
        assessment("C", "2017-02-01", "2017-02-01"),   # the same day is 0; its referral is not known
        assessment("D", "2017-02-01", None),           # open, due on 5 April: nowhere yet
        assessment("E", "2016-12-19", None),           # open and overdue since 23 February: only by due day
        assessment("F", "2016-12-22", "2017-02-28"),   # due on the month's last day, and completed on it
    ]})
    build(warehouse, "ASM02")
    # Authorised in February: A, B, C, F; in time A, C and F.
    assert fraction(warehouse, "ASM02", "2017-02") == (3, 4)
    assert fraction(warehouse, "ASM02", "2017-02", "NE") == (1, 1)
    assert fraction(warehouse, "ASM02", "2017-02", "UNKNOWN") == (2, 2)
    assert fraction(warehouse, "ASM02", "2017-02", breakdown="age_band", of="UNKNOWN") == (3, 4)
    assert [fraction(warehouse, "ASM02", "2017-02", breakdown="outcome", of=of) for of in ("CIN_PLAN", "UNKNOWN")] == [
        (1, 1), (2, 3)]
    # From the referral: A 46, B 46; C and F are left out.
    assert fraction(warehouse, "ASM02", "2017-02", breakdown="variant", of="statutory") == (0, 2)
    # Due in February: A and F (in time), B (late), E (open, late). C is due in April.
    assert fraction(warehouse, "ASM02", "2017-02", breakdown="variant", of="by_due_day") == (2, 4)


def test_both_returns_are_needed(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2017-02", {"Assessments": [assessment("A", "2017-02-01", "2017-02-02")]})
    build(warehouse, "ASM02")
    february = row(warehouse, "ASM02", "2017-02")
    assert february is not None
    assert (february["status"], february["value"], february["awaiting"]) == ("awaiting", None, "cs_contacts_referrals 2017-02")
