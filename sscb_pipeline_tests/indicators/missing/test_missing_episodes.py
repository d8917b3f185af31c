"""MIS01: episodes in which children went missing."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, value


def episode(ref: str, child: str, began: str, found: str | None = None, **more: Any) -> dict[str, Any]:
    return {"misper_ref": ref, "police_person_ref": child, "missing_from_at": began, "reported_at": began, "found_at": found,
            "category": "MISSING", "in_care": "N", **more}


def test_episodes_and_children(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [
        {"person_id": "LCS A", "referral_id": "1", "referral_date": "2016-01-01", "area": "SE"}]})
    given(warehouse, "cs_return_interviews", "2016-11", {"RHI": [
        {"person_id": "LCS A", "rhi_id": "1", "police_misper_ref": "M1", "missing_from": "2016-11-01 20:00",
         "status_group": "HOME"}]})
    given(warehouse, "pol_missing", "2016-11", {"Missing": [
        episode("M1", "A", "2016-11-01 20:00", "2016-11-02 01:59", missing_from_type="SCHOOL", risk="LOW", gender="F"),
        episode("M2", "A", "2016-11-30 23:59", "2016-12-01 05:59", in_care="Y", placing_la="SCC"),  # begins in November
        episode("M3", "B", "2016-11-10 10:00", in_care="Y", placing_la="Croydon LBC"),
        episode("M4", "C", "2016-11-10 10:00", category="ABSENT"),
        episode("M5", "D", "2016-11-10 10:00", dob="1998-11-10"),                                   # 18 on the day
        episode("M6", "E", "2016-11-10 10:00", in_care="NK", dob="1998-11-11"),
    ]})
    build(warehouse, "MIS01")
    # Missing: M1, M2, M3, M6 = 4 by A, B, E = 3 children; absent: M4; M5 is an adult's.
    assert value(warehouse, "MIS01", "2016-11") == 4
    assert value(warehouse, "MIS01", "2016-11", breakdown="variant", of="children") == 3
    assert value(warehouse, "MIS01", "2016-11", breakdown="variant", of="absent") == 1
    assert [value(warehouse, "MIS01", "2016-11", breakdown="status_group", of=of)
            for of in ("HOME", "SURREY_LAC", "OTHER_LA_LAC", "UNKNOWN")] == [1, 1, 1, 1]
    # M1 lasted 5:59, M2 6:00.
    assert [value(warehouse, "MIS01", "2016-11", breakdown="duration_band", of=of)
            for of in ("UNDER_6_HOURS", "6_TO_24_HOURS", "STILL_MISSING")] == [1, 1, 2]
    assert [value(warehouse, "MIS01", "2016-11", breakdown=name, of=of) for name, of in (
        ("missing_from_type", "SCHOOL"), ("risk", "LOW"), ("sex", "F"), ("age_band", "16_17"))] == [1, 1, 1, 1]     # E is 17
    assert [value(warehouse, "MIS01", "2016-11", breakdown=name, of=of) for name in ("looked_after", "other_authority")
            for of in ("YES", "NO", "UNKNOWN")] == [2, 1, 1, 1, 2, 1]
    # The interview's record of M1 says who the child is, and so where M1 and M2 belong.
    assert [value(warehouse, "MIS01", "2016-11", area) for area in ("SE", "UNKNOWN")] == [2, 2]


def test_a_child_counts_once_a_year_and_an_episode_graded_anew_is_one(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-01", {"Missing": [
        episode("M1", "A", "2017-01-31 22:00", category="ABSENT"), episode("M2", "B", "2017-01-02 22:00")]})
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        episode("M1", "A", "2017-01-31 22:00", "2017-02-03 22:00"), episode("M3", "B", "2017-02-02 22:00")]})
    given(warehouse, "pol_missing", "2017-03")
    build(warehouse, "MIS01")
    # M1 was graded missing in February's file: an episode of January. B in January and February: one child in the quarter.
    assert [value(warehouse, "MIS01", period) for period in ("2017-01", "2017-02", "2016-17 Q4")] == [2, 1, 3]
    assert value(warehouse, "MIS01", "2017-01", breakdown="variant", of="absent") == 0
    assert [value(warehouse, "MIS01", period, breakdown="variant", of="children")
            for period in ("2017-01", "2017-02", "2016-17 Q4")] == [2, 1, 2]
    assert value(warehouse, "MIS01", "2017-01", breakdown="duration_band", of="3_TO_7_DAYS") == 1


def test_two_police_references_of_one_child(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2017-01", {"Referrals": [
        {"person_id": "C", "referral_id": "1", "referral_date": "2016-01-01", "area": "SE"}]})
    given(warehouse, "pol_missing", "2017-01", {"Missing": [
        episode("M1", "P1", "2017-01-02 22:00", dob="2002-05-01"), episode("M2", "P1", "2017-01-09 22:00"),
        episode("M3", "P2", "2017-01-16 22:00", dob="2002-05-01"),
        episode("M4", "P3", "2017-01-16 22:00", dob="2003-07-01"), episode("M5", "P4", "2017-01-16 22:00"),
        episode("M6", "P4", "2017-01-23 22:00"), episode("M7", "P5", "2017-01-23 22:00", dob="2001-01-01")]})
    given(warehouse, "cs_return_interviews", "2017-01", {"RHI": [
        {"person_id": child, "rhi_id": ref, "police_misper_ref": ref, "dob": dob, "status_group": "HOME"}
        for child, ref, dob in (("A", "M1", "2002-05-01"), ("A", "M3", None),
                                ("B", "M7", "2001-01-01"),
                                ("B", "M4", "2001-01-01"),       # born on another day: a mistyped reference
                                ("C", "M5", None), ("D", "M6", None))]})    # one reference, two children: nobody's word
    build(warehouse, "MIS01")
    # P1 and P2 are A, P5 is B; P3 and P4 are one child each.
    assert value(warehouse, "MIS01", "2017-01", breakdown="variant", of="children") == 4
    # M5 is C's by its own interview; M6, of the same reference, is not.
    assert value(warehouse, "MIS01", "2017-01", "SE") == 1
