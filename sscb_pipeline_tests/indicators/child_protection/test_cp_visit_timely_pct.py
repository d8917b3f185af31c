"""CP12: children on a plan visited in the last ten working days."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def visited(child: str, day: str | None, alone: str | None = "Y", start: str = "2016-05-01", **more: Any) -> dict[str, Any]:
    return plan(child, start, last_statutory_visit=day, seen_alone=alone, **more)


def test_ten_working_days_across_christmas(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-12", {"CPP": [
        visited("A", "2016-12-14"),                              # 10 working days before the 31st: 26 and 27 December are none
        visited("B", "2016-12-13", area="SW"),                   # 11: late
        visited("C", None, None),                                # never visited
        visited("D", "2016-12-30", "N"),                         # in time, but not seen alone
        visited("E", "2016-12-20", start="2016-12-14"),          # on the plan for ten working days on the 31st: counts
        visited("F", None, None, start="2016-12-15"),            # nine: left out
        visited("G", None, None, ola_plan=True),                 # another authority's child
        visited("H", "2016-12-29", "U", start="2011-12-01"),     # on the plan since before the calendar begins
    ]})
    build(warehouse, "CP12")
    # In time A, D, E and H of A, B, C, D, E and H; alone A and E.
    assert fraction(warehouse, "CP12", "2016-12") == (4, 6)
    assert fraction(warehouse, "CP12", "2016-12", "SW") == (0, 1)
    assert fraction(warehouse, "CP12", "2016-12", breakdown="variant", of="visited_alone") == (2, 6)
    alone = {of: fraction(warehouse, "CP12", "2016-12", breakdown="seen_alone", of=of) for of in ("YES", "NO", "UNKNOWN")}
    assert alone == {"YES": (2, 3), "NO": (1, 1), "UNKNOWN": (1, 2)}


def test_a_visit_after_the_day_says_nothing_of_it(warehouse: Warehouse) -> None:
    # A's plan is entered late: only December's file shows it, with December's visit. B's November file holds its visit.
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [visited("B", "2016-11-25")]})
    given(warehouse, "cs_cin_cpp", "2016-12", {"CPP": [visited("A", "2016-12-22"), visited("B", "2016-12-22")]})
    build(warehouse, "CP12")
    assert [fraction(warehouse, "CP12", month) for month in ("2016-11", "2016-12")] == [(1, 2), (2, 2)]
