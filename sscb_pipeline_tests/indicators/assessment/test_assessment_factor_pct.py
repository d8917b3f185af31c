"""ASM03: factors identified at the end of assessment."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def assessment(child: str, factors: str | None, authorised: str | None = "2017-02-28", number: int = 1) -> dict[str, Any]:
    return {"person_id": child, "assessment_id": f"S{number}-{child}", "referral_id": "R", "assessment_start": "2017-01-04",
            "authorised_date": authorised, "factors": factors}


def test_a_child_may_have_several(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2017-02", {
        "Contacts": [{"person_id": "A", "contact_date": "2017-02-01", "dob": "2012-02-29", "gender": "F"}],
        "Referrals": [{"person_id": child, "referral_id": "R", "referral_date": "2017-01-04", "area": "NE"} for child in "AB"]})
    given(warehouse, "cs_lac", "2017-02", {"LAC": [
        {"person_id": "A", "poc_start": "2017-02-28"},                                          # from that day
        {"person_id": "B", "poc_start": "2017-01-09", "poc_end": "2017-02-28"},                 # until that day
        {"person_id": "C", "poc_start": "2017-01-09", "legal_status": "V3"}]})                  # short breaks
    given(warehouse, "cs_assess_s47_icpc", "2017-02", {"Assessments": [
        assessment("A", "3A,3B,16A"),           # domestic abuse once, and neglect
        assessment("B", "13A"),                 # gangs; 3A is no part of 13A
        assessment("C", "21"),                  # none identified: in the whole
        assessment("D", "2B,11A"),
        assessment("E", None),                  # names nothing: left out
        assessment("F", None, None)]})          # open
    build(warehouse, "ASM03")
    # A to D.
    assert {of: fraction(warehouse, "ASM03", "2017-02", breakdown="factor", of=of)
            for of in ("DA", "NEGLECT", "GANGS", "CSE", "OTHER")} == {
        "DA": (1, 4), "NEGLECT": (1, 4), "GANGS": (1, 4), "CSE": (1, 4), "OTHER": (1, 4)}
    assert [fraction(warehouse, "ASM03", "2017-02", breakdown=name, of=of)
            for name, of in (("age_band", "1_4"), ("sex", "F"))] == [(1, 4), (1, 4)]
    # Each has one episode; nobody names the rest.
    named = ("EPISODES_DA", "EPISODES_NEGLECT", "EPISODES_GANGS", "EPISODES_CSE")
    others = ("EPISODES_MISSING", "EPISODES_TRAFFICKING", "EPISODES_UASC", "EPISODES_FGM")
    assert [fraction(warehouse, "ASM03", "2017-02", breakdown="variant", of=of) for of in (*named, *others)] == [
        *[(1, 4)] * 4, *[(0, 4)] * 4]
    assert fraction(warehouse, "ASM03", "2017-02", "NE", "factor", "DA") == (1, 2)
    # A, born on 29 February 2012, is 4 on 28 February; of the others no birth is known.
    assert fraction(warehouse, "ASM03", "2017-02", breakdown="factor_by_age_band", of="1_4 DA") == (1, 1)
    assert fraction(warehouse, "ASM03", "2017-02", breakdown="factor_by_sex", of="UNKNOWN GANGS") == (1, 3)
    # Looked after on the day is A alone.
    assert fraction(warehouse, "ASM03", "2017-02", breakdown="factor_by_looked_after", of="YES NEGLECT") == (1, 1)
    assert fraction(warehouse, "ASM03", "2017-02", breakdown="factor_by_looked_after", of="NO GANGS") == (1, 3)
    assert row(warehouse, "ASM03", "2017-02") is None


def test_an_episode_counts_once_in_a_period(warehouse: Warehouse) -> None:
    given(warehouse, "cs_assess_s47_icpc", "2017-01", {"Assessments": [
        assessment("A", "3C", "2017-01-31"), assessment("B", "16A", "2017-01-31")]})
    given(warehouse, "cs_assess_s47_icpc", "2017-02", {"Assessments": [assessment("A", "16A", number=2)]})
    given(warehouse, "cs_assess_s47_icpc", "2017-03")
    build(warehouse, "ASM03")
    # Three assessments in the quarter, one of them with domestic abuse; two episodes, one of them.
    assert fraction(warehouse, "ASM03", "2016-17 Q4", breakdown="factor", of="DA") == (1, 3)
    assert fraction(warehouse, "ASM03", "2016-17 Q4", breakdown="variant", of="EPISODES_DA") == (1, 2)
    assert fraction(warehouse, "ASM03", "2016-17 Q4", breakdown="variant", of="EPISODES_NEGLECT") == (2, 2)
    assert fraction(warehouse, "ASM03", "2017-02", breakdown="variant", of="EPISODES_DA") == (0, 1)
    # Without the return about looked-after children nobody says that they are not.
    assert fraction(warehouse, "ASM03", "2017-02", breakdown="looked_after", of="UNKNOWN") == (1, 1)
