"""TRN01: attendance at the Board's training."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def booking(day: str, status: str, agency: str = "POLICE", **more: Any) -> dict[str, Any]:
    return {"course_code": "SG1", "stage": "OTHER", "date": day, "agency": agency, "status": status, **more}


def test_places_held_and_attended(warehouse: Warehouse) -> None:
    given(warehouse, "lscb_training_assurance", "2017-03", {"Training": [
        booking("2017-03-01", "ATTENDED"), booking("2017-03-01", "ATTENDED"),       # two people alike in all that is told
        booking("2017-03-31", "DNA", "SCHOOL"),
        booking("2017-03-31", "ATTENDED", "SCHOOL", course_code=" cse1 ", stage="CSE1", role_group="TEACHER"),
        booking("2017-03-31", "CANCELLED"), booking("2017-03-31", "WAITLIST"),      # held no place on the day
        booking("2017-02-28", "ATTENDED"),                                          # told late: February's
    ]})
    given(warehouse, "lscb_training_assurance", "2017-02")
    build(warehouse, "TRN01")
    assert fraction(warehouse, "TRN01", "2017-03") == (3, 4)
    assert value(warehouse, "TRN01", "2017-03") == 3
    assert value(warehouse, "TRN01", "2017-02") == 1
    assert fraction(warehouse, "TRN01", "2017-03", breakdown="agency", of="SCHOOL") == (1, 2)
    assert fraction(warehouse, "TRN01", "2017-03", breakdown="course", of="CSE1") == (1, 1)
    assert fraction(warehouse, "TRN01", "2017-03", breakdown="stage", of="OTHER") == (2, 3)
    assert fraction(warehouse, "TRN01", "2017-03", breakdown="role_group", of="TEACHER") == (1, 1)
