"""DA03: children on a protection plan with domestic abuse as a factor."""

from typing import Any

from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row, value


def plan(child: str, end: str | None = None, da: bool | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "cpp_id": f"P-{child}", "cpp_start": "2015-06-01", "cpp_end": end, "da_factor": da,
            "area": "NE", **more}


def assessment(child: str, authorised: str | None, factors: str | None) -> dict[str, Any]:
    return {"person_id": child, "assessment_id": f"{child} {authorised}", "assessment_start": "2015-06-01",
            "authorised_date": authorised, "factors": factors}


def test_the_latest_completed_assessment_says(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-03", {"CPP": [
        plan("A", latest_category="EMO", dob="2006-03-31"), plan("B"), plan("C"), plan("D", da=True), plan("E", da=True),
        plan("F"), plan("G", ola_plan=True), plan("H", "2016-03-31"), plan("I")]})
    given(warehouse, "cs_assess_s47_icpc", "2016-03", {"Assessments": [
        assessment("A", "2016-03-31", "16A,3B"),                                         # completed on the day, 3B
        assessment("B", "2015-07-01", "3A"), assessment("B", "2016-02-01", "16A"),       # the latest says no longer
        assessment("C", "2015-07-01", "16A"), assessment("C", "2016-04-01", "3A"),       # 3A only the day after
        assessment("E", "2015-07-01", "13A"),                                            # 13A is gangs; it wins over the row
        assessment("G", "2015-07-01", "3C"), assessment("H", "2015-07-01", "3C"),        # another authority's; ended on the day
        assessment("I", None, "3A"),                                                     # not completed
    ]})
    build(warehouse, "DA03")
    # On a plan: A, B, C, D, E, F, I = 7. With the factor: A, and D by the plan's own row = 2.
    assert fraction(warehouse, "DA03", "2016-03") == (2, 7)
    assert value(warehouse, "DA03", "2016-03") == 2
    assert [fraction(warehouse, "DA03", "2016-03", breakdown=name, of=of)
            for name, of in (("category", "EMO"), ("age_band", "10_15"), ("age_band", "UNKNOWN"))] == [(1, 1), (1, 1), (1, 6)]
    assert value(warehouse, "DA03", "2015-16") == 2
    # During the year H too, whose plan ended on the last day: with the factor A, D, H of 8.
    assert fraction(warehouse, "DA03", "2016-03", breakdown="variant", of="during_year") == (3, 8)


def test_both_returns_are_needed(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2016-03", {"CPP": [plan("A", da=True)]})
    build(warehouse, "DA03")
    march = row(warehouse, "DA03", "2016-03")
    assert march is not None and (march["value"], march["awaiting"]) == (None, "cs_assess_s47_icpc 2016-03")


def test_until_a_year_of_assessments_has_come_it_is_provisional(warehouse: Warehouse) -> None:
    for month in months_between("2015-05", "2016-04"):
        given(warehouse, "cs_cin_cpp", month, {"CPP": [plan("A")]})
        given(warehouse, "cs_assess_s47_icpc", month, {"Assessments": [assessment("A", "2015-05-29", "3A")]}
              if month == "2015-05" else {})
    build(warehouse, "DA03")
    # March is eleven files on from May, April twelve; A's assessment stands in the first of them alone.
    found = [row(warehouse, "DA03", month) for month in ("2016-03", "2016-04")]
    assert [(each["value"], each["status"], each["awaiting"]) for each in found if each] == [
        (1, "provisional", "cs_assess_s47_icpc 2015-04"), (1, "final", None)]


def test_on_a_plan_at_any_time_of_the_financial_year(warehouse: Warehouse) -> None:
    for month in ("2016-03", "2016-04", "2017-03"):
        given(warehouse, "cs_assess_s47_icpc", month)
    ended, over_new_year = plan("A", "2016-04-01", True), plan("B", "2016-04-02", True)
    given(warehouse, "cs_cin_cpp", "2016-03", {"CPP": [plan("A", None, True), plan("B", None, True), plan("D", None, True)]})
    given(warehouse, "cs_cin_cpp", "2016-04", {"CPP": [ended, over_new_year, {**plan("C"), "cpp_start": "2016-04-30"}]})
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [{**plan("C", "2016-06-01"), "cpp_start": "2016-04-30"},
                                                       {**plan("C"), "cpp_id": "P-C2", "cpp_start": "2016-12-01"}]})
    build(warehouse, "DA03")

    def during_year(month: str) -> tuple[int | None, int | None]:
        return fraction(warehouse, "DA03", month, breakdown="variant", of="during_year")

    # 2015-16: A, B and D. 2016-17: A ended on its first day, so not in it; B on its second; C twice, counted once; D was last
    # shown on 31 March.
    assert during_year("2016-03") == (3, 3)
    assert during_year("2016-04") == (1, 2)
    assert during_year("2017-03") == (1, 2)
