"""REF02: referrals of a child referred before in the 12 months up to them."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def referral(child: str, day: str, number: int = 1, area: str = "NE", source: str = "2A") -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"{child}{number}", "referral_date": day, "area": area,
            "referral_source": source}


def test_twelve_months_to_the_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-01", {"Referrals": [
        referral("A", "2016-01-15"), referral("B", "2016-01-14")]})
    given(warehouse, "cs_contacts_referrals", "2017-01", {"Contacts": [
        {"person_id": "C", "contact_date": "2017-01-10", "dob": "2012-01-15"}], "Referrals": [
        referral("A", "2017-01-15", 2, source="6"), # 12 months to the day: again
        referral("B", "2017-01-15", 2, "SW"),       # 12 months and a day: not
        referral("C", "2017-01-10"),                # first
        referral("C", "2017-01-20", 2),             # again
        referral("D", "2017-01-20"),                # two on the same day: neither
        referral("D", "2017-01-20", 2),
    ]})
    build(warehouse, "REF02")
    # 2 of 6: A2 and C2.
    assert fraction(warehouse, "REF02", "2017-01") == (2, 6)
    assert fraction(warehouse, "REF02", "2017-01", "SW") == (0, 1)
    # National statistics count D's second referral of the day too.
    assert fraction(warehouse, "REF02", "2017-01", breakdown="variant", of="including_same_day") == (3, 6)
    # Of four children, A and C came again; C, who did not the first time, counts once.
    assert fraction(warehouse, "REF02", "2017-01", breakdown="variant", of="children") == (2, 4)
    # C is 4 at the first referral and 5 at the second.
    assert [fraction(warehouse, "REF02", "2017-01", breakdown="age_band", of=of) for of in ("1_4", "5_9")] == [(0, 1), (1, 1)]
    assert [fraction(warehouse, "REF02", "2017-01", breakdown="source_group", of=of) for of in ("POLICE", "SCHOOLS")] == [
        (1, 1), (1, 5)]


def test_how_the_episode_before_stood(warehouse: Warehouse) -> None:
    before = {"referral_date": "2016-10-03", "referral_id": "R1"}
    given(warehouse, "cs_contacts_referrals", "2016-10", {"Referrals": [
        {**before, "person_id": "A", "referral_nfa": True},
        {**before, "person_id": "B", "closure_date": "2016-10-28", "closure_reason": "RC8"},    # closed after assessment
        {**before, "person_id": "C", "closure_date": "2016-10-28", "closure_reason": "RC7"},
        {**before, "person_id": "D", "closure_date": "2016-11-02", "closure_reason": "RC7"},    # closed the day before …
        {**before, "person_id": "E"},
        {**before, "person_id": "F", "referral_date": "2015-10-03", "referral_nfa": True}]})    # too long ago
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Referrals": [
        {"person_id": child, "referral_id": "R2", "referral_date": "2016-11-03"} for child in "ABCDEF"]})
    build(warehouse, "REF02")
    # … so closed when referred again. of E's nobody says that it ended; F's does not count as one before.
    assert {of: fraction(warehouse, "REF02", "2016-11", breakdown="previous_episode", of=of)
            for of in ("NFA", "CLOSED", "UNKNOWN", "NONE")} == {
        "NFA": (2, 6), "CLOSED": (2, 6), "UNKNOWN": (1, 6), "NONE": (1, 6)}


def test_a_leap_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2015-02", {"Referrals": [
        referral("A", "2015-02-28"), referral("B", "2015-02-27")]})
    given(warehouse, "cs_contacts_referrals", "2016-02", {"Referrals": [
        referral("A", "2016-02-29", 2), referral("B", "2016-02-29", 2)]})
    build(warehouse, "REF02")
    # 29 February 2016 less 12 months is 28 February 2015: A was referred then, B a day before.
    assert fraction(warehouse, "REF02", "2016-02") == (1, 2)


def test_without_a_year_of_earlier_files_it_is_provisional(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2017-01", {"Referrals": [referral("A", "2017-01-15")]})
    build(warehouse, "REF02")
    january = row(warehouse, "REF02", "2017-01")
    assert january is not None and january["status"] == "provisional"
    assert january["awaiting"] == "cs_contacts_referrals 2016-01 to 2016-12"
