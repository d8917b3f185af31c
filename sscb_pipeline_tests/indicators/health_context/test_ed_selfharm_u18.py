"""HEA01: emergency attendances of children for self-harm."""

from typing import Any

from sscb_pipeline.returns.health.hea_ed_safeguarding import TRUSTS
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given, row, value


def attendance(patient: str, arrived: str, **more: Any) -> dict[str, Any]:
    return {"local_patient_id": patient, "trust_ods": "RA2", "arrival_at": arrived, "reason": "SELF_HARM", "dob": "2003-05-05",
            "gender": "F", **more}


def sent(warehouse: Warehouse, month: str, **by_trust: list[dict[str, Any]]) -> None:
    for trust in TRUSTS:
        rows = [{**seen, "trust_ods": trust} for seen in by_trust.get(trust, [])]
        given(warehouse, "hea_ed_safeguarding", month, {"ED_Flagged": rows}, part=trust)


def test_attendances_of_children(warehouse: Warehouse) -> None:
    given(warehouse, "cs_contacts_referrals", "2017-02", {
        "Contacts": [{"person_id": "A", "nhs_number": "9434765919"}],
        "Referrals": [{"person_id": "A", "referral_id": "1", "referral_date": "2017-02-10", "area": "SE"}]})
    sent(warehouse, "2017-02", RA2=[
        attendance("1", "2017-02-28 23:59", nhs_number="9434765919", cpis_flag=True),      # known to Children's Services
        attendance("1", "2017-02-28 23:59", nhs_number="9434765919", reason="OVERDOSE", cpis_flag=True),  # and why
        attendance("1", "2017-02-09 10:00", nhs_number="9434765919"),                      # before the first referral: no area
        attendance("2", "2017-02-28 10:00", dob="1999-02-28"),                             # the 18th birthday: no child
        attendance("3", "2017-02-28 10:00", dob="1999-03-01"),                             # 17
        attendance("4", "2017-02-20 10:00", reason="OVERDOSE", lac_flag=True),             # not self-harm
    ], RTK=[attendance("1", "2017-02-28 23:59", dob=None, gender=None)])                   # another trust's patient 1
    build(warehouse, "HEA01")
    # Patient 1 twice, 3, and the other trust's patient 1.
    assert value(warehouse, "HEA01", "2017-02") == 4
    assert [value(warehouse, "HEA01", "2017-02", area) for area in ("SE", "UNKNOWN")] == [1, 3]
    assert [value(warehouse, "HEA01", "2017-02", breakdown="trust", of=trust) for trust in ("RA2", "RTK")] == [3, 1]
    assert [value(warehouse, "HEA01", "2017-02", breakdown="age_band", of=band)
            for band in ("10_15", "16_17", "UNKNOWN")] == [2, 1, 1]
    assert [value(warehouse, "HEA01", "2017-02", breakdown="sex", of=sex) for sex in ("F", "UNKNOWN")] == [3, 1]
    assert value(warehouse, "HEA01", "2017-02", breakdown="variant", of="cpis_flag") == 1
    assert value(warehouse, "HEA01", "2017-02", breakdown="variant", of="lac_flag") == 1


def test_a_trust_that_has_not_sent_leaves_the_month_awaiting(warehouse: Warehouse) -> None:
    given(warehouse, "hea_ed_safeguarding", "2017-02", {"ED_Flagged": [attendance("1", "2017-02-01 10:00")]}, part="RA2")
    build(warehouse, "HEA01")
    february = row(warehouse, "HEA01", "2017-02")
    assert february is not None and february["value"] is None
    assert february["awaiting"] == "hea_ed_safeguarding 2017-02 (RTK RDU RTP RVR)"
