"""CP02: initial conferences within 15 working days of the strategy discussion."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_icpc_count import icpc
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def s47(child: str, day: str) -> dict[str, Any]:
    return {"person_id": child, "s47_id": f"S-{child}", "strategy_discussion_date": day}


def test_working_days_over_christmas(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"S47": [
        s47("A", "2016-12-19"), s47("B", "2016-12-19"), s47("C", "2017-01-16"), s47("D", "2016-12-01")]})
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {})
    given(warehouse, "cs_assess_s47_icpc", "2017-01", {"ICPC": [
        icpc("A", "2017-01-12", s47_id="S-A"),                  # 15 working days: 26 and 27 December and 2 January are none
        icpc("B", "2017-01-13", s47_id="S-B"),                  # 16: late
        icpc("C", "2017-01-16", s47_id="S-C"),                  # the same day: 0
        icpc("D", "2017-01-31", s47_id="S-D"),                  # 40: late
        icpc("E", "2017-01-10", s47_id="S-NOT-SENT"),           # no enquiry known: in neither part
        icpc("F", "2017-01-10", transfer_in=True),              # transfer: in neither part
    ]})
    build(warehouse, "CP02")
    # In time A and C, of A, B, C and D.
    assert fraction(warehouse, "CP02", "2017-01") == (2, 4)
    assert value(warehouse, "CP02", "2017-01") == 50.0
    bands = {band: fraction(warehouse, "CP02", "2017-01", breakdown="band", of=band)
             for band in ("0-10", "11-15", "16-20", "21+")}
    assert bands == {"0-10": (1, 4), "11-15": (1, 4), "16-20": (1, 4), "21+": (1, 4)}
    found = row(warehouse, "CP02", "2017-01")
    assert found and found["status"] == "final"


def test_it_counts_by_the_conference_not_by_the_discussion(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-10", {"S47": [s47("A", "2016-10-03")]})
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {})
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"ICPC": [icpc("A", "2016-12-01", s47_id="S-A")]})
    build(warehouse, "CP02")
    assert [fraction(warehouse, "CP02", month) for month in ("2016-10", "2016-11", "2016-12")] == [(0, 0), (0, 0), (0, 1)]


def test_a_strategy_date_typed_over_later_does_not_make_a_late_conference_timely(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-10", {"S47": [s47("A", "2016-10-03")]})
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"S47": [s47("A", "2016-11-01")],
                                                       "ICPC": [icpc("A", "2016-11-10", s47_id="S-A")]})
    build(warehouse, "CP02")
    # From 1 November 7 working days, from the discussion that began it (3 October) 28.
    assert fraction(warehouse, "CP02", "2016-11") == (0, 1)


def test_another_childs_enquiry_of_the_same_number_is_not_taken(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"S47": [{**s47("B", "2016-11-01"), "s47_id": "S-1"}],
                                                       "ICPC": [icpc("A", "2016-11-10", s47_id="S-1")]})
    build(warehouse, "CP02")
    assert fraction(warehouse, "CP02", "2016-11") == (0, 0)


def test_by_office_age_and_number_of_brothers_and_sisters(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {
        "S47": [s47("A", "2016-12-01"), s47("B", "2016-12-01"), s47("C", "2016-10-03"), s47("D", "2016-12-01")],
        "ICPC": [icpc("A", "2016-12-12", s47_id="S-A"), icpc("B", "2016-12-12", s47_id="S-B"),
                 icpc("C", "2016-12-13", s47_id="S-C", conference_id="K2"),
                 icpc("D", "2016-12-13", s47_id="S-D", conference_id="K3", transfer_in=True)]})
    given(warehouse, "cs_conference_attendance", "2016-12", {"Attendance": [
        {"conference_id": "K1", "area": "NW"}, {"conference_id": "K2", "area": "SE"}]})
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Contacts": [
        {"person_id": "A", "dob": "2006-12-12"}, {"person_id": "B", "dob": "2016-12-13"},
        {"person_id": "C", "edd": "2017-01-10"}]})
    build(warehouse, "CP02", "CP01")
    # A and B in time at one conference, C late at its own; D moved here.
    found = {(by, of): fraction(warehouse, "CP02", "2016-12", breakdown=by, of=of) for by, of in (
        ("conference_office", "NW"), ("conference_office", "SE"), ("sibling_group", "TWO_CHILDREN"),
        ("sibling_group", "ONE_CHILD"), ("age_band", "10_15"), ("age_band", "UNBORN"))}
    assert found == {
        ("conference_office", "NW"): (2, 2), ("conference_office", "SE"): (0, 1), ("sibling_group", "TWO_CHILDREN"): (2, 2),
        ("sibling_group", "ONE_CHILD"): (0, 1), ("age_band", "10_15"): (1, 1), ("age_band", "UNBORN"): (1, 2)}
    # B was born the day after the conference; C is expected; A was ten on the day. D's birth is not known.
    ages = [value(warehouse, "CP01", "2016-12", breakdown="age_band", of=of) for of in ("10_15", "UNBORN")]
    assert ages == [1, 2]
