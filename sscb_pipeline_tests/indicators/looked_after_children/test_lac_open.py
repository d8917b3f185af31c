"""LAC01: children looked after on the last day of the month."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def child(person: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": start, "poc_end": end, "legal_status": "C2", **more}


def test_who_stands_on_the_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2018-02", {"Referrals": [
        {"person_id": "A", "referral_id": "1", "referral_date": "2015-05-01", "area": "NE"},
        {"person_id": "A", "referral_id": "2", "referral_date": "2017-05-01", "area": "SW"},
        {"person_id": "B", "referral_id": "1", "referral_date": "2018-03-01", "area": "SE"},
    ]})
    given(warehouse, "cs_lac", "2018-02", {"LAC": [
        child("A", "2016-01-01", gender="F", placement_type="K2"),   # open; last referred in SW
        child("B", "2018-02-28", legal_status="V2", uasc=True), # began on the day: open; referred only later: no area
        child("C", "2016-01-01", "2018-02-28"),                 # ceased on the day: not
        child("D", "2016-01-01", "2018-03-01"),                 # ceases the day after: open
        child("E", "2016-01-01", legal_status="V4"),            # short breaks: not
        child("F", "2016-01-01", dob="2000-02-29"),             # 18 on 1 March: still a child
        child("G", "2016-01-01", dob="2000-02-28"),             # 18 on the day: not
        child("H", "2015-01-01", "2015-06-01"), child("H", "2017-01-01"),  # two periods of care, one child
    ]})
    build(warehouse, "LAC01")
    # A, B, D, F, H = 5.
    assert value(warehouse, "LAC01", "2018-02") == 5
    assert [value(warehouse, "LAC01", "2018-02", area) for area in ("SW", "SE", "UNKNOWN")] == [1, 0, 4]
    assert value(warehouse, "LAC01", "2018-02", breakdown="uasc", of="YES") == 1
    assert value(warehouse, "LAC01", "2018-02", breakdown="legal_status", of="V2") == 1
    assert value(warehouse, "LAC01", "2018-02", breakdown="age_band", of="16_17") == 1
    assert value(warehouse, "LAC01", "2018-02", breakdown="sex", of="F") == 1
    assert value(warehouse, "LAC01", "2018-02", breakdown="placement_type", of="K2") == 1
    # 5 of 257,025 children of mid-2017: 0.19 per 10,000.
    assert value(warehouse, "LAC01", "2018-02", breakdown="rate", of="REBASED") == 0.2


def test_months_as_now_known(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2016-10", {"LAC": [child("A", "2016-01-01", legal_status="L1"), child("B", "2016-01-01"),
                                                   child("C", "2016-01-01")]})
    given(warehouse, "cs_lac", "2016-11", {"LAC": [child("A", "2016-01-01"), child("B", "2016-01-01", "2016-10-20")]})
    given(warehouse, "cs_lac", "2016-12", {"LAC": [child("A", "2016-01-01"), child("D", "2016-11-15")]})
    build(warehouse, "LAC01")
    # October: A and C; B's end on the 20th was told in November. November: A and D, told late; C vanished without an end.
    assert [value(warehouse, "LAC01", month) for month in ("2016-10", "2016-11", "2016-12")] == [2, 2, 2]
    # A was under police protection in October's file, under a care order in the later ones.
    assert [value(warehouse, "LAC01", month, breakdown="legal_status", of="L1") for month in ("2016-10", "2016-11")] == [1, 0]


def test_an_empty_file_is_none_and_no_file_is_awaited(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2016-10", {"LAC": [child("A", "2016-01-01")]})
    given(warehouse, "cs_lac", "2016-12")
    build(warehouse, "LAC01")
    november = row(warehouse, "LAC01", "2016-11")
    assert november is not None and (november["status"], november["value"]) == ("awaiting", None)
    assert value(warehouse, "LAC01", "2016-12") == 0


def test_a_resubmission_changes_the_answer(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2016-10", {"LAC": [child("A", "2016-01-01"), child("B", "2016-01-01")]})
    given(warehouse, "cs_lac", "2016-10", {"LAC": [child("A", "2016-01-01")]})
    build(warehouse, "LAC01")
    assert value(warehouse, "LAC01", "2016-10") == 1


def test_children_by_what_is_known_of_them(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-10", {"Assessments": [
        {"person_id": "A", "assessment_id": "1", "disability": "LD"},
        {"person_id": "B", "assessment_id": "1", "disability": "NONE"}]})
    given(warehouse, "cs_lac", "2016-10", {"LAC": [
        child("A", "2016-01-01", ethnicity="WBRI"), child("B", "2016-01-01", ethnicity="BAFR"), child("C", "2016-01-01")]})
    build(warehouse, "LAC01")
    assert [value(warehouse, "LAC01", "2016-10", breakdown="is_disabled", of=of) for of in ("YES", "NO", "UNKNOWN")
            ] == [1, 1, 1]
    assert [value(warehouse, "LAC01", "2016-10", breakdown="ethnicity_group", of=of) for of in ("WHITE", "BLACK", "UNKNOWN")
            ] == [1, 1, 1]
