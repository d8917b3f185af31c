"""CP16: first core groups within ten working days of the initial conference."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_cpp_open import plan
from sscb_pipeline_tests.indicators.child_protection.test_icpc_count import icpc
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def test_ten_working_days_across_christmas(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-12", {"ICPC": [icpc("F", "2016-12-16")]})
    given(warehouse, "cs_cin_cpp", "2016-12", {})
    given(warehouse, "cs_cin_cpp", "2017-01", {"CPP": [
        plan("A", "2016-12-19", first_core_group="2017-01-05"),             # 10: 26 and 27 December and 2 January are none
        plan("B", "2016-12-19", first_core_group="2017-01-06", area="SW"),  # 11: late
        plan("C", "2016-12-19"),                                            # open and overdue: late
        plan("D", "2016-12-19", "2016-12-30"),                              # ended before it was due: left out
        plan("E", "2016-12-19", first_core_group="2016-12-12"),             # dated before the conference: left out
        plan("F", "2016-12-19", icpc_id="I-F", first_core_group="2017-01-05"),   # conference on the 16th: 11 working days
        plan("G", "2016-12-19", first_core_group="2017-01-04", ola_plan=True),   # another authority's child
    ]})
    build(warehouse, "CP16")
    # A of A, B, C and F.
    assert fraction(warehouse, "CP16", "2016-12") == (1, 4)
    assert fraction(warehouse, "CP16", "2016-12", "SW") == (0, 1)
    found = row(warehouse, "CP16", "2016-12")
    assert found and found["status"] == "final"


def test_a_meeting_on_the_saturday_after_the_tenth_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {})
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [plan("A", "2016-11-04", first_core_group="2016-11-19")]})
    build(warehouse, "CP16")
    # Due on Friday the 18th; the Saturday is no working day, so ten have passed.
    assert fraction(warehouse, "CP16", "2016-11") == (1, 1)


def test_plans_not_yet_due_are_left_out_and_the_month_is_provisional(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {})
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [
        plan("A", "2016-11-10"),                                     # due on the 24th
        plan("B", "2016-11-16"),                                     # due on the 30th
        plan("C", "2016-11-17", first_core_group="2016-11-21")]})    # due on 1 December: left out, though it has met
    build(warehouse, "CP16")
    assert fraction(warehouse, "CP16", "2016-11") == (0, 2)
    found = row(warehouse, "CP16", "2016-11")
    assert found and (found["status"], found["awaiting"]) == ("provisional", "cs_cin_cpp 2016-12")


def test_a_meeting_taken_back_by_a_later_file_was_none(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {})
    for month, met_on in (("2016-11", "2016-11-04"), ("2016-12", None)):
        given(warehouse, "cs_cin_cpp", month, {"CPP": [plan("A", "2016-11-03", first_core_group=met_on)]})
    build(warehouse, "CP16")
    assert fraction(warehouse, "CP16", "2016-11") == (0, 1)


def test_annex_a_in_a_later_month_takes_no_meeting_back(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-11", {})
    given(warehouse, "cs_cin_cpp", "2016-11", {"CPP": [plan("A", "2016-11-03", first_core_group="2016-11-04")]})
    given(warehouse, "cs_annex_a", "2016-12", {"List_7": [
        {"person_id": "A", "cpp_start": "2016-11-03", "latest_category": "NEG"}]})   # it has no column for core groups
    build(warehouse, "CP16")
    assert fraction(warehouse, "CP16", "2016-11") == (1, 1)
