"""DQ12: records two returns do not agree on."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def of_rule(warehouse: Warehouse, rule: str, month: str = "2017-02") -> tuple[int | None, int | None]:
    return fraction(warehouse, "DQ12", month, breakdown="rule", of=rule)


def plan(person: str, start: str, end: str | None = None, **more: Any) -> dict[str, Any]:
    return {"person_id": person, "cpp_id": f"P-{person}", "cpp_start": start, "cpp_end": end, "ola_plan": False, **more}


def need(person: str, status: str) -> dict[str, Any]:
    return {"person_id": person, "cin_start": "2016-01-01", "case_status": status}


def test_conferences_plans_and_status(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2017-02", {"ICPC": [
        {"person_id": "A", "icpc_id": "1", "conference_id": "C1", "icpc_date": "2017-02-10", "outcome": "CPP"},
        {"person_id": "B", "icpc_id": "1", "conference_id": "C1", "icpc_date": "2017-02-10", "outcome": "CPP"},   # a day off
        {"person_id": "C", "icpc_id": "1", "conference_id": "C2", "icpc_date": "2017-02-28", "outcome": "NO_PLAN"},
    ]})
    given(warehouse, "cs_cin_cpp", "2017-02", {
        "CPP": [plan("A", "2017-02-10"), plan("B", "2017-02-11"), plan("D", "2016-02-01", "2017-02-28"),  # ended on the day
                plan("E", "2017-02-01", ola_plan=True), plan("F", "2016-02-01")],
        "CIN": [need("A", "CPP"), need("B", "CPP"), need("D", "CPP"), need("E", "CPP"), need("F", "CIN"), need("G", "LAC"),
                need("H", "CIN"), need("I", "CIN")]})
    given(warehouse, "cs_lac", "2017-02", {"LAC": [
        {"person_id": person, "poc_start": "2016-05-01", "legal_status": "C2"} for person in ("G", "I", "A")]})
    given(warehouse, "cs_conference_attendance", "2017-02", {"Attendance": [
        {"conference_id": "C1", "conference_type": "ICPC", "conference_date": "2017-02-10", "agency": agency}
        for agency in ("POLICE", "CSC")] + [
        {"conference_id": "C2", "conference_type": "ICPC", "conference_date": "2017-02-27"},                  # another day
        {"conference_id": "C9", "conference_type": "RCPC", "conference_date": "2017-02-27"}]})
    build(warehouse, "DQ12")
    # A's plan begins on the day of the conference, B's the day after; plans of February but for the other authority's: A, B.
    assert of_rule(warehouse, "CONFERENCE_PLAN") == (1, 2)
    assert of_rule(warehouse, "PLAN_CONFERENCE") == (1, 2)
    # Said or standing on the 28th: A, B, D, E and F; D's plan has ended, F's stands though the status says need.
    assert of_rule(warehouse, "STATUS_PLAN") == (2, 5)
    # G as said, I in care without it; A is on a plan as well, which goes first.
    assert of_rule(warehouse, "STATUS_CARE") == (1, 2)
    # C1 once, whoever came; C2 was held on another day by the other return.
    assert of_rule(warehouse, "ATTENDANCE_CONFERENCE") == (1, 2)
    assert value(warehouse, "DQ12", "2017-02") == 6
    assert fraction(warehouse, "DQ12", "2017-02", breakdown="return", of="cs_conference_attendance") == (1, 2)


def test_interviews_of_children_found_and_what_a_death_closes(warehouse: Warehouse) -> None:
    found = {"missing_from_at": "2017-02-10 08:00", "category": "MISSING", "in_care": "N", "found_at": "2017-02-11 08:00"}
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        {**found, "misper_ref": "M1"}, {**found, "misper_ref": "M2"}, {**found, "misper_ref": "M3", "found_at": None},
        {**found, "misper_ref": "M4", "dob": "1999-02-10"},                                        # 18 on the day
        {**found, "misper_ref": "M5", "in_care": "Y", "placing_la": "Kent"}]})                      # Kent's to interview
    given(warehouse, "cs_return_interviews", "2017-02", {"RHI": [{"rhi_id": "I1", "police_misper_ref": "M1"}]})
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [
        plan("A", "2016-02-01", nhs_number="9434765919"), plan("B", "2016-02-01", "2017-02-10", nhs_number="9434765870")]})
    given(warehouse, "lscb_cdop", "2017-02", {"Deaths": [
        {"cdop_ref": f"D{n}", "dob": "2010-01-01", "date_of_death": "2017-02-10", "notified_on": "2017-02-11",
         "nhs_number": nhs}
        for n, nhs in enumerate(("9434765919", "9434765870", "9449305552", None))]})
    build(warehouse, "DQ12")
    # M1 and M2, of which M2 has no record.
    assert of_rule(warehouse, "FOUND_INTERVIEW") == (1, 2)
    # A's plan still stands at the end of February; the other two are not known by their numbers.
    assert of_rule(warehouse, "DEATH_CLOSED") == (1, 2)
    assert fraction(warehouse, "DQ12", "2017-02", breakdown="agency", of="BOARD") == (1, 2)


def test_a_month_one_of_the_two_has_not_come_for_is_not_compared(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        {"misper_ref": "M1", "category": "MISSING", "missing_from_at": "2017-02-10 08:00", "found_at": "2017-02-11 08:00"}]})
    build(warehouse, "DQ12")
    assert fraction(warehouse, "DQ12", "2017-02") == (0, 0)
