"""CP04: children with an open plan on the last day of the month."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def plan(child: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "cpp_id": more.pop("cpp_id", f"P-{child}"), "cpp_start": start, "cpp_end": end, "area": "NE",
            "latest_category": "NEG", **more}


def test_open_at_the_month_end(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2016-05-01"),                                    # open
        plan("B", "2017-03-31", area="SW", latest_category="EMO", gender="F"),  # started on the day: open
        plan("C", "2016-01-01", "2017-03-31"),                      # ended on the day: not open
        plan("D", "2016-01-01", "2017-04-01", area="SW"),           # ends the day after: open
        plan("E", "2016-06-01", ola_plan=True),                     # another authority's child: left out
        plan("F", "2017-02-01", edd="2017-06-01", area="SE"),       # unborn: counted
        plan("G", "2016-01-01", "2016-09-01", cpp_id="G1"),         # ended plan …
        plan("G", "2017-01-01", cpp_id="G2", area="NW"),            # … and a new one: one child
    ]})
    build(warehouse, "CP04")
    # A, B, D, F, G = 5 children: NE 1 (A), NW 1 (G), SE 1 (F), SW 2 (B, D).
    assert value(warehouse, "CP04", "2017-03") == 5
    assert [value(warehouse, "CP04", "2017-03", area) for area in ("NE", "NW", "SE", "SW")] == [1, 1, 1, 2]
    assert value(warehouse, "CP04", "2017-03", breakdown="category", of="EMO") == 1
    assert [value(warehouse, "CP04", "2017-03", breakdown="sex", of=of) for of in ("F", "UNKNOWN")] == [1, 4]
    assert value(warehouse, "CP04", "2017-03", breakdown="age_band", of="UNBORN") == 1     # F
    assert value(warehouse, "CP04", "2017-03", breakdown="age_band", of="UNKNOWN") == 4    # no birth given for the others
    assert value(warehouse, "CP04", "2017-03", breakdown="variant", of="including_other_authorities") == 6
    assert value(warehouse, "CP04", "2016-17 Q4") == 5
    # 5 of 259,248, the population the year's first national figures used: 0.19 per 10,000.
    assert value(warehouse, "CP04", "2017-03", breakdown="rate", of="RELEASE_2018") == 0.2
    assert row(warehouse, "CP04", "2017-03", "UNKNOWN") is None


def test_a_child_with_two_open_plans_is_one_child(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2016-05-01", cpp_id="A1", area="NE"), plan("A", "2016-11-01", cpp_id="A2", area="SW")]})
    build(warehouse, "CP04")
    # Counted once, where the later plan is, so that areas add up to the county.
    assert [value(warehouse, "CP04", "2017-03", area) for area in ("Surrey", "NE", "SW")] == [1, 0, 1]


def test_an_end_entered_late_corrects_the_earlier_month_and_its_category_stays(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [
        plan("A", "2016-05-01"), plan("B", "2016-05-01", latest_category="NEG")]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2016-05-01", "2017-02-20"), plan("B", "2016-05-01", latest_category="EMO")]})
    build(warehouse, "CP04")
    # February as now known: A had ended on the 20th. B was under neglect in February and under emotional abuse in March.
    assert value(warehouse, "CP04", "2017-02") == 1
    assert value(warehouse, "CP04", "2017-02", breakdown="category", of="NEG") == 1
    assert value(warehouse, "CP04", "2017-02", breakdown="category", of="EMO") == 0
    assert value(warehouse, "CP04", "2017-03", breakdown="category", of="EMO") == 1


def test_a_plan_entered_late_is_found_in_the_month_it_was_open(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-01", {"CPP": []})
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [plan("A", "2017-01-10", latest_category="NEG", area="NE")]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [plan("A", "2017-01-10", latest_category="EMO", area="SW")]})
    build(warehouse, "CP04")
    # January is told by the first file to show the plan: what changed after that does not change January again.
    assert value(warehouse, "CP04", "2017-01") == 1
    assert value(warehouse, "CP04", "2017-01", breakdown="category", of="NEG") == 1
    assert value(warehouse, "CP04", "2017-01", "NE") == 1


def test_a_plan_that_vanishes_without_an_end_is_open_until_it_was_last_shown(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-01", {"CPP": [plan("A", "2016-05-01"), plan("B", "2016-05-01")]})
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [plan("B", "2016-05-01")]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [plan("A", "2016-05-01", cpp_id="A9"), plan("B", "2016-05-01")]})
    build(warehouse, "CP04")
    assert [value(warehouse, "CP04", month) for month in ("2017-01", "2017-02", "2017-03")] == [2, 2, 2]
    # A's first plan vanished after January; the one entered in March says it started in May, so February counts A by it.
    vanished = warehouse.read(
        "select distinct cpp_id from intermediate.int_child_protection__plans_open_at_month_end where vanished")
    assert list(vanished["cpp_id"]) == ["P-A"]


def test_a_month_not_received_is_awaited(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-01", {"CPP": [plan("A", "2016-05-01")]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [plan("A", "2016-05-01")]})
    build(warehouse, "CP04")
    found = row(warehouse, "CP04", "2017-02", "SW")
    assert found and (found["status"], found["awaiting"], found["value"]) == ("awaiting", "cs_cin_cpp 2017-02", None)
    assert value(warehouse, "CP04", "2017-03") == 1


def test_ages_are_by_calendar(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [
        plan("A", "2016-05-01", dob="2007-02-28"),   # ten on the day
        plan("B", "2016-05-01", dob="2007-03-01"),   # nine until tomorrow
        plan("C", "2016-05-01", dob="2016-02-29"),   # not one until 1 March
        plan("D", "2016-05-01", dob="2017-03-01"),    # not born yet
        plan("E", "2016-05-01", dob="1999-02-28")]})  # eighteen on the day: shown, for the plan should have ended
    build(warehouse, "CP04")
    found = {band: value(warehouse, "CP04", "2017-02", breakdown="age_band", of=band)
             for band in ("10_15", "5_9", "UNDER_1", "UNBORN", "18_AND_OVER")}
    assert found == {"10_15": 1, "5_9": 1, "UNDER_1": 1, "UNBORN": 1, "18_AND_OVER": 1}


def test_ethnic_group_and_disability_are_the_childs_as_last_known(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [
        plan("A", "2016-05-01", ethnicity="WBRI"), plan("B", "2016-05-01", ethnicity="REFU"),
        plan("C", "2016-05-01", ethnicity="BAFR", lac_at_snapshot=True)]})
    given(warehouse, "cs_assess_s47_icpc", "2017-03", {"Assessments": [
        {"person_id": "A", "disability": "AUT,LD"}, {"person_id": "B", "disability": "NONE"}]})
    build(warehouse, "CP04")
    found = {(by, of): value(warehouse, "CP04", "2017-03", breakdown=by, of=of) for by, of in (
        ("ethnicity_group", "WHITE"), ("ethnicity_group", "BLACK"), ("ethnicity_group", "UNKNOWN"), ("is_disabled", "YES"),
        ("is_disabled", "NO"), ("is_disabled", "UNKNOWN"), ("looked_after", "YES"))}
    assert set(found.values()) == {1}


def test_born_since_the_file_was_made(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [plan("A", "2016-12-01", edd="2017-03-10")]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [plan("A", "2016-12-01", dob="2017-03-04")]})
    build(warehouse, "CP04")
    bands = [value(warehouse, "CP04", month, breakdown="age_band", of=band)
             for month, band in (("2017-02", "UNBORN"), ("2017-03", "UNDER_1"))]
    assert bands == [1, 1]


def test_three_months_on_a_plan_are_calendar_months(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [plan("A", "2016-11-30"), plan("B", "2016-12-01")]})
    build(warehouse, "CP04")
    # 30 November and three months is 28 February, which has no 30th.
    bands = [value(warehouse, "CP04", "2017-02", breakdown="time_on_plan", of=of) for of in ("3_TO_5_MONTHS", "UNDER_3_MONTHS")]
    assert bands == [1, 1]
