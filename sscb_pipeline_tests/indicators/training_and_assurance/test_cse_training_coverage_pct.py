"""TRN02: staff trained in child sexual exploitation."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def reported(agency: str, in_scope: int | None, compliant: int | None, measure: str = "CSE") -> dict[str, Any]:
    return {"agency": agency, "measure": measure, "in_scope": in_scope, "compliant": compliant}


def test_each_agencys_latest_figures_of_the_quarter(warehouse: Warehouse) -> None:
    given(warehouse, "lscb_training_assurance", "2017-03", {"Workforce_Compliance": [
        reported("POLICE", 200, 150), reported("SCHOOL", 100, 30), reported("SCHOOL", 100, 90, "L1"),
        reported("CCG", 7, None),                              # suppressed: in neither number
    ]})
    given(warehouse, "lscb_training_assurance", "2017-04")     # no figures this month
    given(warehouse, "lscb_training_assurance", "2017-05", {"Workforce_Compliance": [reported("SCHOOL", 100, 50)]})
    given(warehouse, "lscb_training_assurance", "2017-06")
    build(warehouse, "TRN02")
    # March and April: 150 + 30 of 300. May: the school's newer 50, 200 of 300. In June the police's are three months old.
    assert [fraction(warehouse, "TRN02", f"2017-0{month}") for month in (3, 4, 5, 6)] == [
        (180, 300), (180, 300), (200, 300), (50, 100)]
    assert value(warehouse, "TRN02", "2017-03") == 60.0
    assert fraction(warehouse, "TRN02", "2016-17", breakdown="agency", of="POLICE") == (150, 200)
    march = row(warehouse, "TRN02", "2017-03")
    assert march is not None and march["status"] == "provisional"
