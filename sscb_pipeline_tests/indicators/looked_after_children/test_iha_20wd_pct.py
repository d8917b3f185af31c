"""LAC10: initial health assessments reported within 20 working days of becoming looked after."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def child(person: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": start, "poc_end": end, "legal_status": "C2", "placement_location": "IN", **more}


def initial(person: str | None, began: str, seen: str | None, reported: str | None, **more: Any) -> dict[str, Any]:
    return {"lcs_person_id": person, "nhs_number": None, "type": "IHA", "became_looked_after": began, "due_date": "2017-01-19",
            "seen_on": seen, "report_returned_on": reported, **more}


def month(warehouse: Warehouse, name: str, children: list[dict[str, Any]], assessments: list[dict[str, Any]]) -> None:
    given(warehouse, "cs_lac", name, {"LAC": children})
    given(warehouse, "hea_lac_health", name, {"Health_Assessments": assessments})


def test_a_cohort_across_christmas(warehouse: Warehouse) -> None:
    children = [
        child("A", "2016-12-19", uasc=True), child("B", "2016-12-19", dob="2012-02-29"),
        child("C", "2016-12-19", nhs_number="9434765919"),
        child("D", "2016-12-19", placement_location="OUT"), child("E", "2016-12-19"),
        child("F", "2016-12-19", "2017-01-18"), child("G", "2016-12-19", "2017-01-19"),
        child("H", "2016-12-19", legal_status="V4"), child("I", "2016-12-19"), child("J", "2016-12-19"),
    ]
    month(warehouse, "2016-12", children, [])
    month(warehouse, "2017-01", children, [
        initial("A", "2016-12-19", "2017-01-10", "2017-01-19"),                      # exactly 20 working days
        initial("B", "2016-12-19", "2017-01-19", "2017-01-20"),                      # seen in time, reported a day late
        initial(None, "2016-12-21", "2017-01-05", "2017-01-06", nhs_number="9434765919"),  # C, start as told later
        initial("D", "2016-12-19", None, None, notified_on="2017-01-09"),            # still open and overdue, told late
        initial("G", "2015-03-02", "2015-03-20", "2015-03-25"),                      # an earlier time in care
        initial("I", "2016-12-19", None, None, reason_late="DNA"),
        initial("I", "2016-12-19", "2017-01-12", "2017-01-13", due_date="2017-01-20"),  # booked again
        initial("J", "2016-12-19", "2017-01-20", "2017-01-20", reason_late="CAPACITY"),
    ])
    build(warehouse, "LAC10")
    # F left before the 20th working day, H has short breaks. Of A, B, C, D, E, G, I, J in time: A, C, I.
    assert fraction(warehouse, "LAC10", "2016-12") == (3, 8)
    assert fraction(warehouse, "LAC10", "2016-12", breakdown="variant", of="seen") == (4, 8)
    assert [fraction(warehouse, "LAC10", "2016-12", breakdown="late_by", of=of) for of in (
        "IN_TIME", "NOTIFICATION_OR_CONSENT", "REPORT", "APPOINTMENT", "UNKNOWN")] == [(3, 8), (1, 8), (1, 8), (1, 8), (2, 8)]
    assert fraction(warehouse, "LAC10", "2016-12", breakdown="reason_late", of="CAPACITY") == (1, 8)
    assert fraction(warehouse, "LAC10", "2016-12", breakdown="age_band", of="1_4") == (0, 1)
    assert [fraction(warehouse, "LAC10", "2016-12", breakdown="uasc", of=of) for of in ("YES", "NO")] == [(1, 1), (2, 7)]
    assert fraction(warehouse, "LAC10", "2016-12", breakdown="placement_location", of="OUT") == (0, 1)
    found = row(warehouse, "LAC10", "2016-12")
    assert found is not None
    # E alone is in none of health's files: 3 of 8 if she was not assessed in time, 4 of 8 if she was.
    assert (found["lower_bound"], found["upper_bound"]) == (37.5, 50.0)
    assert found["status"] == "provisional"  # February's files have not come


def test_whose_day_has_not_come_is_left_out(warehouse: Warehouse) -> None:
    month(warehouse, "2017-01", [child("A", "2017-01-03"), child("B", "2017-01-04")], [
        initial("B", "2017-01-04", "2017-01-20", "2017-01-20")])
    build(warehouse, "LAC10")
    # 3 January + 20 working days = 31 January, the last day told; B's day is 1 February.
    assert fraction(warehouse, "LAC10", "2017-01") == (0, 1)


def test_whose_lateness_it_was_where_health_gives_no_reason(warehouse: Warehouse) -> None:
    month(warehouse, "2017-01", [child(person, "2016-12-19") for person in "ABC"], [
        initial("A", "2016-12-19", None, None, notified_on="2016-12-28"),      # the fifth working day: 26 and 27 are holidays
        initial("B", "2016-12-19", None, None, notified_on="2016-12-20", consent_received_on="2016-12-29"),    # the sixth
        initial("C", "2016-12-19", "2017-01-19", None)])                       # seen in time, no report yet
    month(warehouse, "2016-12", [], [])
    build(warehouse, "LAC10")
    assert [fraction(warehouse, "LAC10", "2016-12", breakdown="late_by", of=of)
            for of in ("APPOINTMENT", "NOTIFICATION_OR_CONSENT", "REPORT")] == [(1, 3), (1, 3), (1, 3)]
