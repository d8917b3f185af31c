"""MIS02: children missing three times or more in 90 days."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, row


def episode(ref: str, child: str, began: str, **more: Any) -> dict[str, Any]:
    return {"misper_ref": ref, "police_person_ref": child, "missing_from_at": began, "reported_at": began,
            "category": "MISSING", "in_care": "N", **more}


def test_three_in_the_90_days_that_end_with_the_month(warehouse: Warehouse) -> None:
    # The 90 days up to 31 March 2017 begin on 1 January.
    given(warehouse, "pol_missing", "2016-12", {"Missing": [
        episode("M1", "A", "2016-12-31 23:59"), episode("M2", "B", "2016-12-15 20:00")]})
    given(warehouse, "pol_missing", "2017-01", {"Missing": [
        episode("M3", "C", "2017-01-01 00:00"), episode("M4", "D", "2017-01-10 20:00"),
        episode("M5", "D", "2017-01-11 20:00")]})
    given(warehouse, "pol_missing", "2017-02", {"Missing": [
        episode("M6", "A", "2017-02-01 20:00"), episode("M7", "C", "2017-02-01 20:00"),
        episode("M8", "D", "2017-02-01 20:00", category="ABSENT"), episode("M13", "E2", "2017-02-01 20:00")]})
    given(warehouse, "pol_missing", "2017-03", {"Missing": [
        episode("M9", "A", "2017-03-31 20:00"),
        episode("M10", "C", "2017-03-31 23:59", in_care="Y", placing_la="Croydon LBC"),
        episode("M11", "E", "2017-03-01 20:00"), episode("M12", "E", "2017-03-02 20:00", dob="2003-04-01")]})
    given(warehouse, "cs_contacts_referrals", "2017-03", {"Referrals": [
        {"person_id": "LCS E", "referral_id": "1", "referral_date": "2016-01-01", "area": "SE"},
        {"person_id": "LCS E", "referral_id": "2", "referral_date": "2017-03-31", "area": "NW"}]})  # moved on the last day
    given(warehouse, "cs_return_interviews", "2017-03", {"RHI": [
        {"person_id": "LCS E", "rhi_id": ref, "police_misper_ref": ref, "status_group": "HOME"} for ref in ("M11", "M13")]})
    given(warehouse, "cs_cse_risk", "2017-03", {"CSE_Assessments": [
        {"person_id": "LCS E", "assessment_id": "1", "assessed_on": "2017-03-01", "level": "HIGH", "area": "SE"}]})
    build(warehouse, "MIS02")
    # A twice (M1 a minute too early), C three times, D twice (and absent once), E three times by two references: 2 of 4.
    assert fraction(warehouse, "MIS02", "2017-03") == (2, 4)
    # A snapshot shows E where the child belongs on the day, not where it went missing.
    assert [fraction(warehouse, "MIS02", "2017-03", area) for area in ("NW", "SE", "UNKNOWN")] == [(1, 1), (0, 0), (1, 3)]
    assert fraction(warehouse, "MIS02", "2017-02", "SE") == (0, 1)
    assert fraction(warehouse, "MIS02", "2017-03", breakdown="status_group", of="OTHER_LA_LAC") == (1, 1)
    assert [fraction(warehouse, "MIS02", "2017-03", breakdown="looked_after", of=of)
            for of in ("YES", "NO")] == [(1, 1), (1, 3)]
    assert [fraction(warehouse, "MIS02", "2017-03", breakdown="cse_level", of=of)
            for of in ("HIGH", "UNKNOWN")] == [(1, 1), (1, 3)]
    # Up to 28 February the 90 days begin on 1 December: A, C and D twice, B and E once.
    assert fraction(warehouse, "MIS02", "2017-02") == (0, 5)
    march, january = (row(warehouse, "MIS02", month) for month in ("2017-03", "2017-01"))
    assert march is not None and march["status"] == "final"
    assert january is not None and january["status"] == "provisional"
