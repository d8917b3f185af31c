"""DA06: children affected by domestic abuse who were offered support within 28 days."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row

NEEDED = ("cs_contacts_referrals", "cs_assess_s47_icpc", "cs_early_help", "hea_camhs", "pol_da_notifications")


def contact(child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"person_id": child, "contact_id": f"{child} {day}", "contact_date": day, "contact_reason": "DA", "hub": "NE",
            "dob": "2005-01-01", "nhs_number": f"NHS {child}", **more}


def offer(child: str, day: str, kind: str = "OUTREACH", **more: Any) -> dict[str, Any]:
    return {"person_id": child, "eh_episode_id": f"{child} {day}", "hub": "NE", "assessment_start": day,
            "da_support_offer": kind, **more}


def received(warehouse: Warehouse, month: str, **sheets: dict[str, list[dict[str, Any]]]) -> None:
    for name in NEEDED:
        given(warehouse, name, month, sheets.get(name))


def test_offered_within_28_days(warehouse: Warehouse) -> None:
    received(
        warehouse, "2017-01",
        cs_contacts_referrals={"Contacts": [
            contact("A", "2017-01-02"), contact("B", "2017-01-02"), contact("C", "2017-01-02"), contact("D", "2017-01-02"),
            contact("E", "2017-01-02"), contact("F", "2017-01-02", contact_reason="OTHER"),
            contact("G", "2017-01-02", dob="1999-01-02"),                              # 18 on the day
            contact("H", "2017-01-02", nhs_number=None), contact("A", "2017-01-20"),   # A a second time
            contact("I", "2017-01-31", hub="SW")]},
        cs_assess_s47_icpc={"Assessments": [
            {"person_id": "J", "assessment_id": "1", "authorised_date": "2017-01-10", "factors": "3B,16A"},
            {"person_id": "K", "assessment_id": "2", "authorised_date": "2017-01-10", "factors": "13A"},     # gangs
            {"person_id": "L", "assessment_id": "3", "authorised_date": None, "factors": "3A"}]},            # not completed
        cs_early_help={"Episodes": [
            offer("A", "2017-01-30"),                                # the 28th day after the first contact
            offer("B", "2017-01-31"),                                # a day late
            offer("C", "2017-01-01"),                                # before it came to light
            offer("E", "2017-01-05", "NONE"),
            offer("M", "2017-01-15", "DA_WORKER", reason="DA")]},    # came to light in early help itself
        hea_camhs={"CAMHS": [
            {"nhs_number": "NHS D", "referral_date": "2017-01-09", "pathway": "DA_EARLY_INTERVENTION"},
            {"nhs_number": "NHS E", "referral_date": "2017-01-09", "pathway": "GENERIC"}]})
    build(warehouse, "DA06")
    # Came to light: A to E, H, I, J, M; offered A, D, M. I's and J's 28 days have not passed on 31 January: not yet counted.
    assert fraction(warehouse, "DA06", "2017-01") == (3, 7)
    received(warehouse, "2017-02", cs_early_help={"Episodes": [offer("I", "2017-02-28")]})
    build(warehouse, "DA06")
    # With February's files I was offered support on the 28th day, J none.
    assert fraction(warehouse, "DA06", "2017-01") == (4, 9)
    assert fraction(warehouse, "DA06", "2017-01", "SW") == (1, 1)
    assert [fraction(warehouse, "DA06", "2017-01", breakdown="offer_type", of=of)
            for of in ("OUTREACH", "CAMHS_EI", "DA_WORKER", "NONE")] == [(2, 9), (1, 9), (1, 9), (5, 9)]
    assert [fraction(warehouse, "DA06", "2017-01", breakdown="identified_by", of=of)
            for of in ("CONTACT", "ASSESSMENT", "EARLY_HELP")] == [(3, 7), (0, 1), (1, 1)]
    # All whom a contact tells of are 12; of J and M no birth is known.
    assert [fraction(warehouse, "DA06", "2017-01", breakdown="age_band", of=of) for of in ("10_15", "UNKNOWN")] == [
        (3, 7), (1, 2)]
    # H and J have no NHS number to be looked up by.
    january, february = (row(warehouse, "DA06", month) for month in ("2017-01", "2017-02"))
    assert january is not None and (january["lower_bound"], january["upper_bound"]) == (44.4, 66.7)
    assert january["status"] == "final"
    assert february is not None and february["status"] == "provisional"


def test_children_the_police_name(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2017-01", {"Missing": [{"misper_ref": "M1", "police_person_ref": "P1"}]})
    given(warehouse, "cs_return_interviews", "2017-01", {"RHI": [{"person_id": "A", "police_misper_ref": "M1"}]})
    received(
        warehouse, "2017-01", cs_contacts_referrals={"Contacts": [contact("A", "2017-01-02")]},
        cs_early_help={"Episodes": [offer("A", "2017-01-30")]},
        pol_da_notifications={
            "DA_Incidents": [{"incident_ref": "1", "reported_date": "2017-01-01 10:00", "borough": "WOKING"}],
            "DA_Children": [{"incident_ref": "1", "police_person_ref": child, "role": "VICTIM"} for child in ("P1", "P2")]})
    build(warehouse, "DA06")
    # P1 is A, who counts once; P2 is anybody, of Children's Services or not.
    assert fraction(warehouse, "DA06", "2017-01") == (1, 1)
    assert fraction(warehouse, "DA06", "2017-01", breakdown="variant", of="incl_police") == (1, 2)
    found = row(warehouse, "DA06", "2017-01", breakdown="variant", of="incl_police")
    assert found is not None and (found["lower_bound"], found["upper_bound"]) == (50.0, 100.0)
