"""LAC11: review health assessments up to date."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def child(person: str, born: str, start: str = "2014-01-01", **more: Any) -> dict[str, Any]:
    return {"person_id": person, "poc_start": start, "legal_status": "C2", "dob": born, "placement_location": "IN", **more}


def seen(person: str, day: str | None, kind: str = "RHA") -> dict[str, Any]:
    return {"lcs_person_id": person, "type": kind, "due_date": day or "2017-02-01", "seen_on": day}


def test_as_often_as_the_age_asks(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-02", {"LAC": [
        child("A", "2012-02-29"),                        # 4 until 1 March: under 5
        child("B", "2012-02-28"),                        # 5 that day
        child("C", "2013-01-01"), child("D", "2005-01-01"), child("E", "2005-01-01", placement_location="OUT"),
        child("F", "2005-01-01", start="2016-02-28"),    # 12 months on the day
        child("G", "2005-01-01", start="2016-02-29"),    # a day less
        child("H", "2005-01-01"),
        child("I", "2005-01-01", start="2014-01-01", poc_end="2016-06-01"), child("I", "2005-01-01", start="2016-07-01"),
        child("J", "2005-01-01", start="2014-01-01", poc_end="2016-07-01"), child("J", "2005-01-01", start="2016-07-01"),
    ]})
    given(warehouse, "hea_lac_health", "2017-02", {"Health_Assessments": [
        seen("A", "2016-10-01"),                         # one in the year: two are asked
        seen("B", "2016-10-01"),
        seen("C", "2016-08-31"), seen("C", "2016-08-30"),  # + 6 months = 28 February for both: none in the 6 months before
        seen("D", "2016-02-28"),                         # 12 months before the day: in time
        seen("E", "2016-02-27"),                         # a day too long ago
        seen("F", "2016-03-20", "IHA"), seen("F", None),
        seen("J", "2017-03-01"),                         # after the day
    ]})
    build(warehouse, "LAC11")
    # A to F, H and J (periods that touch) for 12 months; I began anew. Up to date: B and D.
    assert fraction(warehouse, "LAC11", "2017-02") == (2, 8)
    assert fraction(warehouse, "LAC11", "2017-02", breakdown="variant", of="initial_counts") == (3, 8)
    assert fraction(warehouse, "LAC11", "2017-02", breakdown="age_band", of="1_4") == (0, 2)
    assert fraction(warehouse, "LAC11", "2017-02", breakdown="placement_location", of="OUT") == (0, 1)
    found = row(warehouse, "LAC11", "2017-02")
    assert found is not None
    assert (found["lower_bound"], found["value"], found["upper_bound"]) == (25.0, 25.0, 37.5)  # H is in no file of health's


def test_one_in_each_half_of_the_year_under_5(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-03", {"LAC": [child("A", "2013-05-01"), child("B", "2013-05-01")]})
    given(warehouse, "hea_lac_health", "2017-03", {"Health_Assessments": [
        seen("A", "2016-04-10"), seen("A", "2016-10-05"),
        seen("B", "2016-10-05"), seen("B", "2017-03-20")]})
    build(warehouse, "LAC11")
    assert fraction(warehouse, "LAC11", "2017-03") == (1, 2)
