"""LAC07: looked after children whose reviews were held in time."""

from typing import Any

from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def child(person: str, start: str, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": start, "legal_status": "C2", **more}


def review(person: str, held: str, due: str | None = None) -> dict[str, Any]:
    return {"person_id": person, "review_date": held, "due_date": due, "participation": "PN1"}


def test_the_first_review_across_christmas(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2016-12", {"LAC": [child("A", "2016-12-19")]})
    given(warehouse, "cs_lac", "2017-01", {
        "LAC": [child("A", "2016-12-19"), child("B", "2016-12-19"), child("C", "2016-12-19", dob="2012-01-31"),
                child("D", "2017-01-03"), child("E", "2017-01-04"), child("F", "2016-12-19", poc_end="2017-01-18")],
        "Reviews": [review("A", "2017-01-19", "2016-12-31"), review("B", "2017-01-20")]})
    build(warehouse, "LAC07")
    # 19 December + 20 working days = 19 January: A in time whatever the file says, B a day late, C overdue.
    # D became looked after exactly 20 working days before 31 January: due that day, not overdue yet. E is too new, F is gone.
    assert fraction(warehouse, "LAC07", "2017-01") == (2, 4)
    assert fraction(warehouse, "LAC07", "2017-01", breakdown="age_band", of="5_9") == (0, 1)      # C, five on the day
    # Reviews due in January: A in time, B late, C and D not held. F left before it was due.
    assert fraction(warehouse, "LAC07", "2017-01", breakdown="variant", of="due_in_month") == (1, 4)
    assert fraction(warehouse, "LAC07", "2016-12") == (0, 0)  # nobody for four weeks yet


def test_three_months_then_six(warehouse: Warehouse) -> None:
    everyone = [child(person, "2016-05-03") for person in "ABC"]
    held = {"2016-05": [review(person, "2016-05-31") for person in "ABC"],
            "2016-08": [review("A", "2016-08-31"), review("B", "2016-08-31"), review("C", "2016-09-01")],
            "2017-02": [review("A", "2017-02-28"), review("C", "2017-02-28")],
            "2017-03": [review("B", "2017-03-01")]}
    for month in months_between("2016-05", "2017-03"):
        given(warehouse, "cs_lac", month, {"LAC": everyone, "Reviews": held.get(month, [])})
    build(warehouse, "LAC07")
    # 31 May + 3 months = 31 August: C is a day late, and that stays with her for 12 months.
    # 31 August + 6 months = 28 February: B's third review was due then, was not held by then and came a day late.
    assert fraction(warehouse, "LAC07", "2016-08") == (3, 3)  # C's is due on the day, not overdue
    assert fraction(warehouse, "LAC07", "2016-09") == (2, 3)
    assert fraction(warehouse, "LAC07", "2017-02") == (2, 3)
    assert fraction(warehouse, "LAC07", "2017-03") == (1, 3)


def test_care_that_began_before_the_files_do(warehouse: Warehouse) -> None:
    long_ago = [child("A", "2014-01-01"), child("B", "2014-01-01"), child("C", "2006-05-05")]
    for month in ("2016-04", "2016-10", "2016-11"):
        given(warehouse, "cs_lac", month, {"LAC": long_ago, "Reviews": {
            "2016-04": [review("A", "2016-04-20"), review("B", "2016-04-20", "2016-04-10")],
            "2016-10": [review("A", "2016-10-20")]}.get(month, [])})
    build(warehouse, "LAC07")
    # A's first one known is not judged; the next was due 6 months later and in time. B's was late by its own due day, and
    # the next is overdue by November. C has had none since the files begin: overdue once 6 months have passed.
    assert [fraction(warehouse, "LAC07", month) for month in ("2016-04", "2016-10", "2016-11")] == [(2, 3), (1, 3), (1, 3)]


def test_annex_a_tells_the_latest_review(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2016-10", {"LAC": [child("A", "2016-10-03")]})
    given(warehouse, "cs_annex_a", "2016-11", {"List_8": [
        {"person_id": "A", "poc_start": "2016-10-03", "legal_status": "C2", "latest_review": "2016-10-31"}]})
    build(warehouse, "LAC07")
    assert fraction(warehouse, "LAC07", "2016-11") == (1, 1)
