"""CP05: plans starting and ending."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def test_starts_and_ends_reconcile_with_the_open_plans(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [plan("A", "2016-05-01"), plan("B", "2017-02-28", area="SW")]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2016-05-01", "2017-03-01"),                          # ends on the first day of March
        plan("A", "2017-03-20", cpp_id="A2"),                           # the same child again: a second start
        plan("B", "2017-02-28", area="SW"),                             # seen in both files: started once
        plan("C", "2017-03-31", area="SW"),                             # starts on the last day
        plan("D", "2017-03-05", "2017-03-31", ola_plan=True),           # another authority's: neither
    ]})
    build(warehouse, "CP04", "CP05")
    starts = {month: value(warehouse, "CP05", month, breakdown="event", of="START") for month in ("2017-02", "2017-03")}
    ends = {month: value(warehouse, "CP05", month, breakdown="event", of="END") for month in ("2017-02", "2017-03")}
    assert (starts, ends) == ({"2017-02": 1, "2017-03": 2}, {"2017-02": 0, "2017-03": 1})
    assert value(warehouse, "CP05", "2017-03", "SW", breakdown="event", of="START") == 1
    # 2 starts and 1 end in a month are 24 and 12 in a year: of 256,828 children 0.93 and 0.47 per 10,000.
    rates = [value(warehouse, "CP05", "2017-03", breakdown="rate", of=f"{event} REBASED") for event in ("START", "END")]
    assert rates == [0.9, 0.5]
    # open(March) = open(February) + starts - ends: 2 + 2 - 1 = 3 (A2, B, C).
    opened = [value(warehouse, "CP04", month) or 0 for month in ("2017-02", "2017-03")]
    assert opened == [2, 3]
    assert opened[1] == opened[0] + starts["2017-03"] - ends["2017-03"]


def test_starts_and_ends_are_not_added_together(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [plan("A", "2017-03-01", "2017-03-20")]})
    build(warehouse, "CP05")
    assert row(warehouse, "CP05", "2017-03") is None


def test_starts_by_the_first_category_and_ends_by_the_last(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2017-03-01", "2017-03-20", initial_category="EMO", latest_category="NEG"),
        plan("B", "2017-03-02", initial_category="NEG", latest_category="EMO")]})
    build(warehouse, "CP05")
    found = {of: value(warehouse, "CP05", "2017-03", breakdown="event_category", of=of)
             for of in ("START_EMO", "START_NEG", "END_NEG")}
    assert found == {"START_EMO": 1, "START_NEG": 1, "END_NEG": 1}
