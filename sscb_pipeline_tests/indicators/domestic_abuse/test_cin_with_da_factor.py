"""DA04: children in need with domestic abuse as a factor."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def need(child: str, da: bool | None = True, status: str = "CIN_PLAN", closed: str | None = None,
         **more: Any) -> dict[str, Any]:
    return {"person_id": child, "cin_start": "2015-06-01", "case_status": status, "da_factor": da, "closure_date": closed,
            "area": "NE", **more}


def test_neither_on_a_plan_nor_looked_after(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-03", {"Assessments": [
        {"person_id": child, "assessment_id": child, "assessment_start": "2015-07-01", "authorised_date": "2015-08-01",
         "factors": "3A,4B"}
        for child in ("B", "C")]})
    given(warehouse, "cs_lac", "2016-03", {"LAC": [{"person_id": "G", "poc_start": "2016-01-01", "legal_status": "C1"}]})
    given(warehouse, "cs_contacts_referrals", "2016-03", {"Contacts": [
        {"person_id": "J", "dob": "1998-03-31"}, {"person_id": "K", "dob": "1998-04-01"}]})
    given(warehouse, "cs_cin_cpp", "2016-03", {
        "CPP": [{"person_id": "F", "cpp_start": "2016-01-01", "area": "NE"}],
        "CIN": [
            need("A", area="SW"),
            need("B", None),                                # the return says nothing, the assessment 3A
            need("C", False),                               # the return's own word is kept
            need("D", status="CPP"), need("E", status="LAC"),
            need("F"), need("G"),                           # on a plan, looked after, by the other lists
            need("H", status="CLOSED", closed="2016-03-31"),  # closed on the day
            need("I", None, status="OPEN_ASSESSMENT"),
            need("J"), need("K"),                           # 18 on the day; 18 the day after
        ]})
    build(warehouse, "DA04")
    # In need: A, B, C, I, K = 5, with the factor A, B, K = 3. With D, E, F, G: 7 of 9.
    assert fraction(warehouse, "DA04", "2016-03") == (3, 5)
    assert fraction(warehouse, "DA04", "2016-03", "SW") == (1, 1)
    assert fraction(warehouse, "DA04", "2016-03", breakdown="variant", of="incl_cpp_and_lac") == (7, 9)
    assert fraction(warehouse, "DA04", "2016-03", breakdown="age_band", of="16_17") == (1, 1)      # K
    found = row(warehouse, "DA04", "2016-03")
    assert found is not None
    assert (found["status"], found["awaiting"]) == ("provisional", "cs_assess_s47_icpc 2015-04 to 2016-02")


def test_what_the_month_said_and_a_case_told_late(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2016-03")
    given(warehouse, "cs_assess_s47_icpc", "2016-04")
    given(warehouse, "cs_cin_cpp", "2016-03", {"CIN": [need("A"), need("B")]})
    given(warehouse, "cs_cin_cpp", "2016-04", {"CIN": [
        need("A", status="CPP"), need("C", status="CLOSED", closed="2016-04-10")]})
    build(warehouse, "DA04")
    # A is on a plan in April, not in March. B vanished after March. C, first sent once closed, was open in March.
    assert fraction(warehouse, "DA04", "2016-03") == (3, 3)
    assert fraction(warehouse, "DA04", "2016-04") == (0, 0)
