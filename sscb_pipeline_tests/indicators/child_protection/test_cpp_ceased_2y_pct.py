"""CP10: plans that ended after two years or more."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_more_than_729_days_with_the_last_one(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2018-03", {"CPP": [
        plan("A", "2016-04-01", "2018-03-31"),                            # 730 days with the first and the last: long
        plan("B", "2016-04-02", "2018-03-31", area="SW"),                 # 729: not
        plan("C", "2012-05-01", "2018-03-01", latest_category="EMO"),     # long
        plan("D", "2012-05-01", "2018-03-01", ola_plan=True),             # another authority's child
        plan("E", "2012-05-01", "2018-04-01"),                            # April's
        plan("F", "2012-05-01"),                                          # still open
    ]})
    build(warehouse, "CP10", "CP05")
    # A and C of A, B and C.
    assert fraction(warehouse, "CP10", "2018-03") == (2, 3)
    assert fraction(warehouse, "CP10", "2018-03", "SW") == (0, 1)
    assert fraction(warehouse, "CP10", "2018-03", breakdown="category", of="NEG") == (1, 2)
    # The denominator is the ends CP05 counts.
    assert value(warehouse, "CP05", "2018-03", breakdown="event", of="END") == 3


def test_an_end_entered_late_counts_where_it_was(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [plan("A", "2014-01-06")]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [plan("A", "2014-01-06", "2017-02-20")]})
    build(warehouse, "CP10")
    assert [fraction(warehouse, "CP10", month) for month in ("2017-02", "2017-03")] == [(1, 1), (0, 0)]
