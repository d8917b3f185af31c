"""MIS01B: children still missing on the last day of the month."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, value


def episode(ref: str, child: str, began: str, found: str | None = None, **more: Any) -> dict[str, Any]:
    return {"misper_ref": ref, "police_person_ref": child, "missing_from_at": began, "reported_at": began, "found_at": found,
            "category": "MISSING", "in_care": "N", **more}


def test_open_on_the_last_day(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        episode("M1", "A", "2017-02-28 23:59", "2017-03-01 00:00", risk="LOW", gender="F",    # found the minute after
                missing_from_type="SCHOOL"),
        episode("M2", "B", "2017-02-10 10:00", "2017-02-28 23:59"),                 # found on the day
        episode("M3", "C", "2017-02-20 10:00"), episode("M4", "C", "2017-02-25 10:00"),   # graded anew: one child
        episode("M5", "D", "2017-02-20 10:00", category="ABSENT"),
        episode("M6", "E", "2017-02-20 10:00", dob="1999-03-31")]})                 # 18 on 31 March
    given(warehouse, "pol_missing", "2017-03", {"Missing": [episode("M4", "C", "2017-02-25 10:00", "2017-03-02 10:00")]})
    build(warehouse, "MIS01B")
    # 28 February: A, C, E. 31 March: C, by the episode nobody ended; E has turned 18.
    assert [value(warehouse, "MIS01B", month) for month in ("2017-02", "2017-03")] == [3, 1]
    assert value(warehouse, "MIS01B", "2017-02", breakdown="variant", of="absent") == 1
    assert [value(warehouse, "MIS01B", "2017-02", breakdown="missing_for", of=of)
            for of in ("UNDER_1_DAY", "OVER_7_DAYS")] == [1, 2]          # C by the longer of the two
    assert [value(warehouse, "MIS01B", "2017-02", breakdown=name, of=of) for name, of in (
        ("missing_from_type", "SCHOOL"), ("risk", "LOW"), ("sex", "F"), ("age_band", "16_17"))] == [1, 1, 1, 1]     # E is 17


def test_area_is_that_of_the_last_day(warehouse: Warehouse) -> None:
    for month in ("2017-02", "2017-03"):
        given(warehouse, "pol_missing", month, {"Missing": [episode("M1", "A", "2017-02-10 10:00")]})
    given(warehouse, "cs_return_interviews", "2017-02", {"RHI": [
        {"person_id": "LCS A", "rhi_id": "1", "police_misper_ref": "M1", "status_group": "HOME"}]})
    given(warehouse, "cs_contacts_referrals", "2017-03", {"Referrals": [
        {"person_id": "LCS A", "referral_id": "1", "referral_date": "2017-03-31", "area": "NW"}]})
    build(warehouse, "MIS01B")
    # Referred for the first time on 31 March, while missing: not known where before, North West on that day.
    assert [value(warehouse, "MIS01B", "2017-02", area) for area in ("NW", "UNKNOWN")] == [0, 1]
    assert [value(warehouse, "MIS01B", "2017-03", area) for area in ("NW", "Surrey")] == [1, 1]
