"""LAC12: dental checks and immunisations up to date."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def child(person: str, start: str = "2014-01-01") -> dict[str, Any]:
    return {"person_id": person, "poc_start": start, "legal_status": "C2", "dob": "2008-02-29"}


def assessed(person: str, seen: str, dental: str | None, immunised: str | None) -> dict[str, Any]:
    return {"lcs_person_id": person, "type": "RHA", "due_date": seen, "seen_on": seen, "dental_date": dental,
            "imms_up_to_date": immunised}


def test_each_measure_of_its_own(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-02", {"LAC": [
        child("A"), child("B"), child("C"), child("D"), child("E", "2016-03-01"), child("F", "2016-02-28")]})
    given(warehouse, "hea_lac_health", "2017-02", {"Health_Assessments": [
        assessed("A", "2016-11-01", "2016-02-28", "Y"),                                               # 12 months on the day
        assessed("B", "2016-11-01", "2016-02-27", "NK"),                                              # a day more; not known
        assessed("C", "2016-05-01", "2016-04-01", "Y"), assessed("C", "2016-11-01", None, "N"),       # the last answer counts
        assessed("D", "2016-05-01", "2016-04-01", "Y"), assessed("D", "2016-11-01", None, None),      # nothing said since
        assessed("E", "2016-11-01", "2016-10-01", "Y"),                                               # a day short of a year
    ]})
    build(warehouse, "LAC12")
    # Of A, B, C, D, F: dental A, C, D; immunised A, D. F is in no file of health's.
    assert fraction(warehouse, "LAC12", "2017-02", breakdown="measure", of="DENTAL") == (3, 5)
    assert fraction(warehouse, "LAC12", "2017-02", breakdown="measure", of="IMMUNISATIONS") == (2, 5)
    assert fraction(warehouse, "LAC12", "2017-02", breakdown="measure_age_band", of="IMMUNISATIONS_5_9") == (2, 5)
    assert row(warehouse, "LAC12", "2017-02") is None
    found = row(warehouse, "LAC12", "2017-02", breakdown="measure", of="DENTAL")
    assert found is not None and (found["lower_bound"], found["upper_bound"]) == (60.0, 80.0)
