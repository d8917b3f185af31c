"""CP09: children on a plan for two years or more on the last day."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_two_years_by_calendar(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2015-03-31", dob="2007-06-01"),                        # two years on the day
        plan("B", "2015-04-01", dob="2015-03-01", area="SW"),             # a day short
        plan("C", "2013-01-01", "2017-03-31"),                            # ended on the day: not open
        plan("D", "2014-01-01", ola_plan=True),                           # another authority's child
        plan("E", "2014-01-01", cpp_id="E1", latest_category="EMO"),      # two plans open: the later one is kept
        plan("E", "2017-01-01", cpp_id="E2", latest_category="EMO"),
    ]})
    build(warehouse, "CP09", "CP04")
    # A of A, B and E.
    assert fraction(warehouse, "CP09", "2017-03") == (1, 3)
    assert fraction(warehouse, "CP09", "2017-03", "SW") == (0, 1)
    assert fraction(warehouse, "CP09", "2017-03", breakdown="category", of="EMO") == (0, 1)
    assert fraction(warehouse, "CP09", "2017-03", breakdown="age_band", of="5_9") == (1, 1)
    assert value(warehouse, "CP04", "2017-03", breakdown="time_on_plan", of="2_YEARS_AND_OVER") == 1
    assert value(warehouse, "CP04", "2017-03") == 3


def test_begun_on_the_29th_of_february(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2018-02", {"CPP": [plan("A", "2016-02-29"), plan("B", "2016-03-01")]})
    build(warehouse, "CP09")
    # 29 February 2016 and two years is 28 February 2018.
    assert fraction(warehouse, "CP09", "2018-02") == (1, 2)
