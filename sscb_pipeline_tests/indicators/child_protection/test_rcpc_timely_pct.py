"""CP11: children on a plan whose review conferences were all in time."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def review(child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "cpp_id": f"P-{child}", "review_date": day, "conference_id": f"K-{child}", **more}


def test_all_reviews_within_three_and_six_calendar_months(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-03", {})
    given(warehouse, "cs_cin_cpp", "2017-02", {
        "CPP": [
            plan("A", "2016-05-31"),                      # 31 August and six months is 28 February: in time to the last day
            plan("B", "2016-05-31"),                      # first review a day late, the next one in time: late once is late
            plan("C", "2016-05-31"),                      # second gap six months and a day
            plan("D", "2016-11-30", area="SW"),           # three months on 28 February, not reviewed by the end of that day
            plan("E", "2016-12-01", area="SW"),           # not yet three months on the plan: left out
            plan("F", "2016-05-01"),                      # open and overdue: the last review was more than six months ago
            plan("G", "2016-05-01", ola_plan=True),       # another authority's child
            plan("H", "2016-05-01", "2017-02-28"),        # ended on the day
            plan("I", "2016-11-01", latest_review="2017-01-31", area="SE"),   # told by the plan's own row alone
            plan("J", "2016-11-01", edd="2017-05-10"),    # unborn: counted like any child; a review on the first day is none
        ],
        "Reviews": [
            review("A", "2016-08-31"), review("B", "2016-09-01"), review("B", "2017-02-01"), review("C", "2016-08-15"),
            review("C", "2017-02-16"), review("F", "2016-07-01"), review("J", "2016-11-01"),
        ]})
    build(warehouse, "CP11")
    # Due: A, B, C, D, F, I and J. In time: A and I.
    assert fraction(warehouse, "CP11", "2017-02") == (2, 7)
    areas = {area: fraction(warehouse, "CP11", "2017-02", area) for area in ("NE", "SE", "SW")}
    assert areas == {"NE": (1, 5), "SE": (1, 1), "SW": (0, 1)}
    found = row(warehouse, "CP11", "2017-02")
    assert found and found["status"] == "provisional"     # a year of files before it shows all reviews


def test_a_review_held_late_was_missing_in_the_months_before_and_stays_a_breach(warehouse: Warehouse) -> None:
    for month in ("2016-08", "2016-09", "2016-10", "2016-11"):
        reviews = [review("A", "2016-11-15")] if month == "2016-11" else []
        given(warehouse, "cs_cin_cpp", month, {"CPP": [plan("A", "2016-08-01")], "Reviews": reviews})
    build(warehouse, "CP11")
    # Due on 1 November, held on the 15th.
    found = [fraction(warehouse, "CP11", month) for month in ("2016-08", "2016-09", "2016-10", "2016-11")]
    assert found == [(0, 0), (0, 0), (0, 0), (0, 1)]


def test_a_first_review_before_the_first_file_is_taken_to_have_been_in_time(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [
        plan("A", "2015-05-01", latest_review="2016-07-01"),    # reviews of 2015 are in no file
        plan("B", "2015-05-01"),                                # never reviewed
        plan("C", "2015-05-01", latest_review="2016-05-01")]})  # the last review is more than six months ago
    build(warehouse, "CP11")
    assert fraction(warehouse, "CP11", "2016-11") == (1, 3)


def test_by_the_office_of_the_latest_review(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-11", {
        "CPP": [plan("A", "2016-05-03"), plan("B", "2016-05-03")],
        "Reviews": [review("A", "2016-07-29", conference_id="K1"), review("A", "2016-11-10", conference_id="K2")]})
    given(warehouse, "cs_conference_attendance", "2016-11", {"Attendance": [
        {"conference_id": "K1", "area": "NE"}, {"conference_id": "K2", "area": "SW"}]})
    build(warehouse, "CP11")
    found = {of: fraction(warehouse, "CP11", "2016-11", breakdown="conference_office", of=of) for of in ("SW", "UNKNOWN")}
    assert found == {"SW": (1, 1), "UNKNOWN": (0, 1)}


def test_reviews_due_in_the_month(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-10", {
        "CPP": [plan(child, "2016-08-15", end) for child, end in (
            ("A", None), ("B", None), ("C", "2016-11-01"), ("D", "2016-11-10"), ("E", None))],
        "Reviews": [review("A", "2016-10-20")]})
    given(warehouse, "cs_cin_cpp", "2016-11", {
        "CPP": [plan("A", "2016-08-15"), plan("B", "2016-08-15"), plan("C", "2016-08-15", "2016-11-01"),
                plan("D", "2016-08-15", "2016-11-10"), plan("F", "2016-05-16")],
        "Reviews": [review("B", "2016-11-16"), review("D", "2016-11-10"), review("F", "2016-08-16"),
                    review("F", "2016-11-08")]})
    build(warehouse, "CP11")
    # Due on 15 November: A (held in October), B (a day late), D (the plan ended at its review). C's plan ended before it was
    # due, E's went from the files. F's second review is due in February, whenever the first was.
    assert fraction(warehouse, "CP11", "2016-11", breakdown="variant", of="due_in_month") == (2, 3)
