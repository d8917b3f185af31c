"""CP07: plans that are a second or subsequent plan of the child, however long ago the first was."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_by_the_count_of_previous_plans(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2015-01-10", "2016-05-20", cpp_id="A1"),
        plan("A", "2017-03-01", cpp_id="A2", previous_cpp_count=1, initial_category="NEG"),        # gap of ten months
        plan("B", "2017-03-31", previous_cpp_count=2, area="SW", initial_category="EMO"),          # elsewhere, never sent here
        plan("C", "2017-03-02", previous_cpp_count=0, initial_category="NEG"),                     # the first
        plan("D", "2013-01-10", "2015-03-15", cpp_id="D1"),
        plan("D", "2017-03-15", cpp_id="D2", previous_cpp_count=1, initial_category="NEG"),        # 24 months to the day: over
        plan("E", "2017-03-03", previous_cpp_count=1, ola_plan=True),                              # another authority's child
        plan("F", "2017-02-28", previous_cpp_count=1),                                             # February's
    ]})
    build(warehouse, "CP07")
    # A2, B and D2 of A2, B, C and D2.
    assert fraction(warehouse, "CP07", "2017-03") == (3, 4)
    assert fraction(warehouse, "CP07", "2017-03", "SW") == (1, 1)
    assert fraction(warehouse, "CP07", "2017-03", breakdown="category", of="NEG") == (2, 3)
    gaps = {gap: fraction(warehouse, "CP07", "2017-03", breakdown="gap", of=gap)
            for gap in ("NO_PREVIOUS_PLAN", "UP_TO_2_YEARS", "OVER_2_YEARS", "UNKNOWN")}
    assert gaps == {"NO_PREVIOUS_PLAN": (1, 4), "UP_TO_2_YEARS": (1, 4), "OVER_2_YEARS": (1, 4), "UNKNOWN": (1, 4)}


def test_a_child_with_two_starts_in_the_year_counts_twice(warehouse: Warehouse) -> None:
    for month in ("2017-01", "2017-02", "2017-03"):
        given(warehouse, "cs_cin_cpp", month, {"CPP": [
            plan("A", "2017-01-05", "2017-02-10", cpp_id="A1", previous_cpp_count=0),
            *([plan("A", "2017-03-08", cpp_id="A2", previous_cpp_count=1)] if month == "2017-03" else [])]})
    build(warehouse, "CP07")
    assert fraction(warehouse, "CP07", "2016-17 Q4") == (1, 2)


def test_a_count_that_forgets_a_plan_the_files_show(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2015-01-10", "2016-05-20", cpp_id="A1"), plan("A", "2017-03-01", cpp_id="A2", previous_cpp_count=0)]})
    build(warehouse, "CP07")
    assert fraction(warehouse, "CP07", "2017-03") == (0, 1)
    assert fraction(warehouse, "CP07", "2017-03", breakdown="variant", of="or_plan_seen") == (1, 1)
