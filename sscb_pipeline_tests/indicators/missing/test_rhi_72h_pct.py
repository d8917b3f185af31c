"""MIS04: return home interviews within 72 hours of the return."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def episode(ref: str, found: str | None, **more: Any) -> dict[str, Any]:
    return {"misper_ref": ref, "missing_from_at": "2017-03-01 08:00", "reported_at": "2017-03-01 08:00", "found_at": found,
            "category": "MISSING", "in_care": "N", **more}


def interview(ref: str, returned: str | None, completed: str | None = None, **more: Any) -> dict[str, Any]:
    return {"rhi_id": f"I-{ref}", "police_misper_ref": ref, "returned_at": returned, "completed_at": completed,
            "accepted": "Y" if completed else "N", "status_group": "HOME", **more}


def test_72_hours_by_the_clock(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-03", {"Missing": [
        episode("M1", "2017-03-03 18:00"), episode("M2", "2017-03-03 18:00"), episode("M3", "2017-03-03 18:00"),
        episode("M4", "2017-03-03 18:00"), episode("M5", None), episode("M6", "2017-03-03 18:00", category="ABSENT"),
    ]})
    given(warehouse, "cs_return_interviews", "2017-03", {"RHI": [
        interview("M1", "2017-03-03 18:00", "2017-03-06 18:00", status_group="OTHER_LA_LAC",  # Friday to Monday, 72 hours
                  interviewer="YSS"),
        interview("M2", "2017-03-03 18:00", "2017-03-06 18:01"),                               # a minute late
        interview("M3", "2017-03-03 18:00", declined_reason="CARER"),                          # refused
    ]})
    build(warehouse, "MIS04")
    # Ended and missing: M1 to M4 (M4 without a record, M5 still missing, M6 absent): 1 of 4. Accepted: M1, M2: 1 of 2.
    assert fraction(warehouse, "MIS04", "2017-03") == (1, 4)
    assert fraction(warehouse, "MIS04", "2017-03", breakdown="variant", of="accepted") == (1, 2)
    # The interview's record says other authority; M2 to M4 were at home by record or police.
    assert fraction(warehouse, "MIS04", "2017-03", breakdown="status_group", of="OTHER_LA_LAC") == (1, 1)
    assert fraction(warehouse, "MIS04", "2017-03", breakdown="status_group", of="HOME") == (0, 3)
    assert [fraction(warehouse, "MIS04", "2017-03", breakdown="declined_reason", of=of)
            for of in ("CARER", "NOT_DECLINED", "UNKNOWN")] == [(0, 1), (1, 2), (0, 1)]
    assert fraction(warehouse, "MIS04", "2017-03", breakdown="interviewer", of="YSS") == (1, 1)


def test_dates_without_times_and_a_clock_put_forward(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-03", {"Missing": [
        episode("M1", "2017-03-03 18:00"), episode("M2", "2017-03-03 18:00"), episode("M3", "2017-03-24 12:00"),
        episode("M4", "2017-03-24 12:00")]})
    given(warehouse, "cs_return_interviews", "2017-03", {"RHI": [
        interview("M1", "2017-03-03", "2017-03-06"),                   # three days: in time
        interview("M2", "2017-03-03", "2017-03-07"),                   # four
        interview("M3", "2017-03-24 12:00", "2017-03-27 13:00"),       # 73 by the clock, which skipped one on the 26th
        interview("M4", None, "2017-03-27 13:01"),                     # a minute too late, from the police's moment of return
    ]})
    build(warehouse, "MIS04")
    assert fraction(warehouse, "MIS04", "2017-03") == (2, 4)


def test_one_interview_for_several_episodes(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-03", {"Missing": [
        episode("M1", "2017-03-03 18:00"), episode("M2", "2017-03-05 18:00"), episode("M3", "2017-03-07 18:00")]})
    given(warehouse, "cs_return_interviews", "2017-03", {"RHI": [
        interview("M1", "2017-03-03 18:00", linked_rhi_id="I-M2"),
        interview("M2", "2017-03-05 18:00", "2017-03-06 10:00"),
        interview("M3", "2017-03-07 18:00", linked_rhi_id="I-M2"),     # returned after that interview: not answered by it
    ]})
    build(warehouse, "MIS04")
    assert fraction(warehouse, "MIS04", "2017-03") == (2, 3)


def test_without_the_interviews_it_is_awaited(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-03", {"Missing": [episode("M1", "2017-03-03 18:00")]})
    build(warehouse, "MIS04")
    march = row(warehouse, "MIS04", "2017-03")
    assert march is not None and (march["value"], march["awaiting"]) == (None, "cs_return_interviews 2017-03")


def test_a_mistyped_police_reference_is_found_by_child_and_day(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-03", {"Missing": [
        episode("M1", "2017-03-03 18:00", police_person_ref="P1"),
        {**episode("M2", "2017-03-10 18:00", police_person_ref="P1"), "missing_from_at": "2017-03-08 23:00"},
        {**episode("M3", "2017-03-17 18:00", police_person_ref="P1"), "missing_from_at": "2017-03-15 23:00"}]})
    given(warehouse, "cs_return_interviews", "2017-03", {"RHI": [
        interview("M1", "2017-03-03 18:00", person_id="A"),
        {**interview("M22", "2017-03-10 18:00", "2017-03-11 10:00", person_id="A"), "missing_from": "2017-03-08 21:30"},
        {**interview("M33", "2017-03-17 18:00", "2017-03-18 10:00", person_id="B"), "missing_from": "2017-03-15 23:00"}]})
    build(warehouse, "MIS04")
    # The interview of M22 is A's, who went missing that day: M2's. That of M33 is another child's.
    assert fraction(warehouse, "MIS04", "2017-03") == (1, 3)
