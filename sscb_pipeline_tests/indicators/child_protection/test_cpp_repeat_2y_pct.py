"""CP08: plans that start within two years of the end of an earlier plan."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def test_the_limits_of_two_years(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2014-01-06", "2015-03-15", cpp_id="A1"),
        plan("A", "2017-03-15", cpp_id="A2", initial_category="EMO"),                              # 24 months: not within
        plan("B", "2014-01-06", "2015-03-16", cpp_id="B1", latest_category="EMO"),
        plan("B", "2017-03-15", cpp_id="B2", initial_category="NEG"),                              # a day less: within
        plan("C", "2016-01-06", "2017-03-15", cpp_id="C1", latest_category="NEG"),
        plan("C", "2017-03-15", cpp_id="C2", initial_category="NEG", area="SE"),                   # ended on the day it starts
        plan("D", "2012-01-06", "2013-03-01", cpp_id="D1"), plan("D", "2014-01-06", "2016-12-01", cpp_id="D2"),
        plan("D", "2017-03-01", cpp_id="D3", initial_category="NEG"),                              # the later end counts
        plan("E", "2017-03-01", cpp_id="E2", previous_cpp_count=1),                                # earlier plan never sent
    ]})
    build(warehouse, "CP08")
    # B2, C2 and D3 of A2, B2, C2, D3 and E2.
    assert fraction(warehouse, "CP08", "2017-03") == (3, 5)
    assert fraction(warehouse, "CP08", "2017-03", "SE") == (1, 1)
    shares = {word: fraction(warehouse, "CP08", "2017-03", breakdown="earlier_category", of=word)
              for word in ("SAME", "DIFFERENT", "NONE_WITHIN_2_YEARS")}
    assert shares == {"SAME": (2, 5), "DIFFERENT": (1, 5), "NONE_WITHIN_2_YEARS": (2, 5)}
    assert [fraction(warehouse, "CP08", "2017-03", breakdown="category", of=of) for of in ("NEG", "EMO")] == [(3, 4), (0, 1)]
    # Without the year of files before it, a plan that ended in 2015 may be unseen.
    found = row(warehouse, "CP08", "2017-03")
    assert found and (found["status"], found["awaiting"]) == ("provisional", "cs_cin_cpp 2016-03 to 2017-02")


def test_a_plan_known_from_an_earlier_file_alone(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-03", {"CPP": [plan("A", "2014-06-02", "2015-04-20", cpp_id="A1")]})
    # A year later the file no longer shows it: it ended more than 12 months before.
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [plan("A", "2017-03-15", cpp_id="A2")]})
    build(warehouse, "CP08")
    assert fraction(warehouse, "CP08", "2017-03") == (1, 1)


def test_the_29th_of_february(warehouse: Warehouse) -> None:
    # Two years before 29 February 2016 is 28 February 2014: an end on that day is no longer within them.
    given(warehouse, "cs_cin_cpp", "2016-02", {"CPP": [
        plan("A", "2013-01-07", "2014-02-28", cpp_id="A1"), plan("A", "2016-02-29", cpp_id="A2"),
        plan("B", "2013-01-07", "2014-03-01", cpp_id="B1"), plan("B", "2016-02-29", cpp_id="B2")]})
    build(warehouse, "CP08")
    assert fraction(warehouse, "CP08", "2016-02") == (1, 2)
