"""S47B: enquiries that led to an initial conference, followed for 60 days."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def enquiry(child: str, day: str = "2016-11-21") -> dict[str, Any]:
    return {"person_id": child, "s47_id": f"S-{child}", "strategy_discussion_date": day}


def conference(child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "icpc_id": f"I-{child}", "s47_id": f"S-{child}", "icpc_date": day, **more}


def test_sixty_days_over_new_year(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"S47": [enquiry(child) for child in "ABCDE"]})
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"ICPC": [
        conference("A", "2016-12-08"),
        conference("D", "2016-12-09", transfer_in=True),                            # of a child who moved here
        {**conference("E", "2016-12-09"), "s47_id": "S-A"}]})                       # names another child's enquiry
    build(warehouse, "S47B")
    november = row(warehouse, "S47B", "2016-11")
    assert november is not None and (november["numerator"], november["status"]) == (1, "provisional")
    given(warehouse, "cs_assess_s47_icpc", "2017-01", {"ICPC": [
        conference("B", "2017-01-20"),      # 9 days of November, 31 of December, 20 of January: day 60
        conference("C", "2017-01-21")]})    # day 61
    build(warehouse, "S47B")
    # A and B of five; the months the 60 days reach into have come.
    assert fraction(warehouse, "S47B", "2016-11") == (2, 5)
    november = row(warehouse, "S47B", "2016-11")
    assert november is not None and (november["value"], november["status"]) == (40.0, "final")


def test_an_overwritten_strategy_discussion_does_not_move_the_enquiry(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {"S47": [enquiry("A", "2016-11-01")]})
    given(warehouse, "cs_assess_s47_icpc", "2017-01", {
        "S47": [enquiry("A", "2017-01-05")], "ICPC": [conference("A", "2017-01-06")]})
    build(warehouse, "S47B")
    # 66 days after the discussion that began it; one day after the one typed over it.
    assert fraction(warehouse, "S47B", "2016-11") == (0, 1)
    assert fraction(warehouse, "S47B", "2017-01") == (0, 0)
