"""DA05: police notifications shared with the hub within one working day."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def notified(ref: str, created: str, shared: str | None = None, reason: str = "DA", **more: Any) -> dict[str, Any]:
    return {"notification_ref": ref, "police_person_ref": f"P-{ref}", "created_at": created, "shared_with_mash_at": shared,
            "reason": reason, **more}


def test_one_working_day_across_christmas(warehouse: Warehouse) -> None:
    # Friday 23 December 2016: the next working day, after the weekend and two days of holiday, is Wednesday the 28th.
    given(warehouse, "pol_da_notifications", "2016-12", {"Notifications": [
        notified("1", "2016-12-23 17:00", "2016-12-28 23:59", risk_rag="RED"),
        notified("2", "2016-12-23 17:00", "2016-12-29 00:00"),
        notified("3", "2016-12-23 17:00", "2016-12-23"),                    # the same day, noted by its day alone
        notified("4", "2016-12-24 10:00", "2016-12-28 09:00", "CSE"),       # a Saturday
        notified("5", "2016-12-29 10:00"),                                  # unshared on Saturday the 31st, one working day on
        notified("6", "2016-12-28 10:00"),                                  # unshared two working days on: late
        notified("7", "2016-12-28 10:00", reason="MH")]})
    given(warehouse, "pol_da_notifications", "2017-01", {"Notifications": [
        notified("7", "2016-12-28 10:00", "2016-12-29 10:00", "MH")]})      # shared in time after all
    build(warehouse, "DA05")
    # Due: 1, 2, 3, 4, 6, 7; in time: 1, 3, 4, 7. Domestic abuse: 1, 2, 3, 6; in time 1 and 3.
    assert fraction(warehouse, "DA05", "2016-12") == (4, 6)
    assert fraction(warehouse, "DA05", "2016-12", breakdown="variant", of="domestic_abuse") == (2, 4)
    assert [fraction(warehouse, "DA05", "2016-12", breakdown="reason", of=of) for of in ("DA", "CSE", "MH")] == [
        (2, 4), (1, 1), (1, 1)]
    assert fraction(warehouse, "DA05", "2016-12", breakdown="risk_rag", of="RED") == (1, 1)


def test_the_area_of_a_child_an_interview_names(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2016-12", {"Referrals": [
        {"person_id": "A", "referral_id": "1", "referral_date": "2016-01-01", "area": "SE"}]})
    given(warehouse, "pol_missing", "2016-12", {"Missing": [{"misper_ref": "M1", "police_person_ref": "P-1"}]})
    given(warehouse, "cs_return_interviews", "2016-12", {"RHI": [{"person_id": "A", "police_misper_ref": "M1"}]})
    given(warehouse, "pol_da_notifications", "2016-12", {"Notifications": [
        notified("1", "2016-12-05 10:00", "2016-12-05 12:00"), notified("2", "2016-12-05 10:00", "2016-12-05 12:00")]})
    build(warehouse, "DA05")
    assert [fraction(warehouse, "DA05", "2016-12", area) for area in ("SE", "UNKNOWN")] == [(1, 1), (1, 1)]
