"""EH06: early help that ended in a step up, by its reason or by a referral in the 28 days after."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def ended(child: str, day: str | None = "2017-01-31", why: str | None = "NEEDS_MET", **more: Any) -> dict[str, Any]:
    return {"person_id": child, "eh_episode_id": f"E-{child}", "hub": "NE", "episode_start": "2016-10-03", "episode_end": day,
            "end_reason": why, **more}


def test_28_days_after_the_end(warehouse: Warehouse) -> None:
    given(warehouse, "cs_early_help", "2017-01", {"Episodes": [
        ended("A", why="STEP_UP", reason="DA"),             # by its reason; social care does not know the id
        ended("B"), ended("C", hub="SW"), ended("D"),       # referred on day 28, on day 29, the day before
        ended("E", dob="2012-01-31"),                       # an id nobody knows; 5 on the day
        ended("F"),                                         # known from a contact, never referred
        ended("G", None, None)]})
    given(warehouse, "cs_contacts_referrals", "2017-01", {
        "Contacts": [{"person_id": child, "contact_id": f"C-{child}", "contact_date": "2017-01-30"} for child in "BCDF"],
        "Referrals": [{"person_id": "D", "referral_date": "2017-01-30"}]})
    build(warehouse, "EH06")
    january = row(warehouse, "EH06", "2017-01")
    assert january is not None
    assert (january["status"], january["awaiting"]) == ("provisional", "cs_contacts_referrals 2017-02")
    given(warehouse, "cs_contacts_referrals", "2017-02", {"Referrals": [{"person_id": "B", "referral_date": "2017-02-28"}]})
    given(warehouse, "cs_contacts_referrals", "2017-03", {"Referrals": [{"person_id": "C", "referral_date": "2017-03-01"}]})
    build(warehouse, "EH06")
    # Ended: A to F; stepped up A and B. E may have been referred under another id: 2 of 6 at least, 3 at most.
    assert fraction(warehouse, "EH06", "2017-01") == (2, 6)
    january = row(warehouse, "EH06", "2017-01")
    assert january is not None
    assert (january["status"], january["lower_bound"], january["upper_bound"]) == ("final", 33.3, 50.0)
    assert [fraction(warehouse, "EH06", "2017-01", area) for area in ("NE", "SW")] == [(2, 5), (0, 1)]
    assert fraction(warehouse, "EH06", "2017-01", breakdown="reason", of="DA") == (1, 1)
    assert fraction(warehouse, "EH06", "2017-01", breakdown="age_band", of="5_9") == (0, 1)


def test_an_episode_that_ended_before_the_hubs_opened_is_no_hubs(warehouse: Warehouse) -> None:
    given(warehouse, "cs_early_help", "2016-10", {"Episodes": [ended("A", "2016-10-04"), ended("B", "2016-10-05")]})
    given(warehouse, "cs_contacts_referrals", "2016-10")
    build(warehouse, "EH06")
    assert [fraction(warehouse, "EH06", "2016-10", area) for area in ("Surrey", "NE", "UNKNOWN")] == [(0, 2), (0, 1), (0, 1)]
