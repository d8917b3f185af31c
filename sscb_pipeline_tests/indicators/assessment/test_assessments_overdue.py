"""ASM02S: assessments open beyond 45 working days."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def assessment(child: str, start: str, authorised: str | None = None) -> dict[str, Any]:
    return {"person_id": child, "assessment_id": f"S-{child}", "referral_id": "R", "assessment_start": start,
            "authorised_date": authorised}


def test_45_working_days_at_the_end_of_february(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Referrals": [
        {"person_id": "A", "referral_id": "R", "referral_date": "2016-12-21", "area": "NE"}]})
    given(warehouse, "cs_assess_s47_icpc", "2017-02", {"Assessments": [
        assessment("A", "2016-12-22"),                  # 45 working days on 28 February, 46 from the referral
        assessment("B", "2016-12-21"),                  # 46: overdue
        assessment("C", "2016-12-01", "2017-02-28"),    # authorised on the day: no longer open
        assessment("D", "2016-12-01", "2017-03-01"),    # authorised the day after: open and overdue
        assessment("E", "2017-02-28")]})
    build(warehouse, "ASM02S")
    # Open are A, B, D and E; overdue B and D.
    assert fraction(warehouse, "ASM02S", "2017-02") == (2, 4)
    assert fraction(warehouse, "ASM02S", "2017-02", "NE") == (0, 1)
    assert fraction(warehouse, "ASM02S", "2017-02", breakdown="variant", of="statutory") == (1, 1)


def test_one_that_is_missing_from_later_files_counts_until_it_was_last_shown(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"Assessments": [
        assessment("A", "2016-08-01"), assessment("B", "2016-08-01")]})
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"Assessments": [assessment("B", "2016-08-01")]})
    given(warehouse, "cs_assess_s47_icpc", "2017-01", {"Assessments": [assessment("B", "2016-08-01", "2017-01-31")]})
    build(warehouse, "ASM02S")
    assert [fraction(warehouse, "ASM02S", month) for month in ("2016-11", "2016-12", "2017-01")] == [(2, 2), (1, 1), (0, 0)]
