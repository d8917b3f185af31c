"""EH01: contacts received, one for each child they name."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def test_a_contact_about_two_children_counts_twice(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [
        {"person_id": "A", "contact_id": "C1", "contact_date": "2016-11-01", "contact_source": "6", "hub": "NE",
         "dob": "2010-11-02"},
        {"person_id": "B", "contact_id": "C1", "contact_date": "2016-11-01", "contact_source": "6", "hub": "NE",
         "dob": "2010-11-01"},
        {"person_id": "A", "contact_id": "C2", "contact_date": "2016-11-30", "contact_source": "3E", "hub": "SW",
         "outcome": "NFA", "decision_date": "2016-11-30"},
        {"person_id": "C", "contact_id": "C3", "contact_date": "2016-11-30", "contact_source": "10", "edd": "2017-03-01"},
    ]})
    build(warehouse, "EH01")
    # Rows: A and B in C1, A in C2, C in C3 = 4. NE 2, SW 1, no hub 1. Police 2, health 1, unknown source with other 1.
    assert value(warehouse, "EH01", "2016-11") == 4
    assert [value(warehouse, "EH01", "2016-11", area) for area in ("NE", "NW", "SE", "SW", "UNKNOWN")] == [2, 0, 0, 1, 1]
    assert [value(warehouse, "EH01", "2016-11", breakdown="source_group", of=of)
            for of in ("POLICE", "HEALTH", "OTHER")] == [2, 1, 1]
    assert value(warehouse, "EH01", "2016-11", breakdown="outcome", of="UNKNOWN") == 3
    # On 1 November A is 5, a day short of 6; on the 30th A is 6; B turns 6 on the day: all three 5 to 9. C is unborn.
    assert value(warehouse, "EH01", "2016-11", breakdown="age_band", of="5_9") == 3
    assert value(warehouse, "EH01", "2016-11", breakdown="age_band", of="UNBORN") == 1


def test_what_came_before_the_hubs_opened_is_no_hubs(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-10", {"Contacts": [
        {"person_id": "A", "contact_id": "C1", "contact_date": "2016-10-04", "hub": "NE"},   # the day before, filled in later
        {"person_id": "B", "contact_id": "C2", "contact_date": "2016-10-05", "hub": "NE"}]})
    build(warehouse, "EH01")
    assert [value(warehouse, "EH01", "2016-10", area) for area in ("Surrey", "NE", "UNKNOWN")] == [2, 1, 1]


def test_a_rate_of_the_children_of_surrey(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [
        {"person_id": f"P{n}", "contact_id": "C", "contact_date": "2016-11-01"} for n in range(64)]})
    build(warehouse, "EH01")
    # 64 contacts in a month are 768 in twelve; 256,828 children in the middle of 2016: 29.90 for every 10,000.
    assert value(warehouse, "EH01", "2016-11", breakdown="rate", of="REBASED") == 29.9


def test_a_resubmission_and_a_later_file_replace_what_was_told(warehouse: Warehouse) -> None:
    one = {"person_id": "A", "contact_id": "C1", "contact_date": "2016-11-01"}
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [one, dict(one, contact_id="C2")]})
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [one]})
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Contacts": [dict(one, outcome="NFA", decision_date="2016-12-01")]})
    build(warehouse, "EH01")
    # Version 2 of November withdraws C2; December tells C1 again, decided: still one contact of November.
    assert value(warehouse, "EH01", "2016-11") == 1
    assert value(warehouse, "EH01", "2016-11", breakdown="outcome", of="NFA") == 1
    assert value(warehouse, "EH01", "2016-12") == 0


def test_a_month_not_received_is_awaited(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-11", {"Contacts": [{"contact_date": "2016-11-01"}]})
    given(warehouse, "cs_contacts_referrals", "2017-01")
    build(warehouse, "EH01")
    december = row(warehouse, "EH01", "2016-12")
    assert december is not None and (december["status"], december["value"]) == ("awaiting", None)
    assert value(warehouse, "EH01", "2017-01") == 0
