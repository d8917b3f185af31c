"""CP13: invitations to conferences that agencies attended."""

from typing import Any

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def asked(conference: str, agency: str, how: str | None, **more: Any) -> dict[str, Any]:
    return {"conference_id": conference, "agency": agency, "attended_how": how, "invited": True, "conference_type": "ICPC",
            "conference_date": "2016-11-10", "area": "NE", "n_children": 3, **more}


def test_by_agency_and_kind_of_conference(warehouse: Warehouse) -> None:
    given(warehouse, "cs_conference_attendance", "2016-11", {"Attendance": [
        asked("K1", "POLICE", "IN_PERSON"),                     # three siblings, one conference: counts once
        asked("K1", "GP", "SENT_REPORT_ONLY"),                  # a report is not attendance
        asked("K1", "HV", "PHONE"),                             # by phone is
        asked("K1", "CAMHS", None, invited=False),              # not asked: in neither part
        asked("K2", "POLICE", "APOLOGIES", conference_type="RCPC", area="SW"),
        asked("K2", "GP", None, conference_type="RCPC", area="SW"),   # no answer recorded: not attended
    ]})
    build(warehouse, "CP13")
    assert fraction(warehouse, "CP13", "2016-11") == (2, 5)
    assert value(warehouse, "CP13", "2016-11") == 40.0
    assert fraction(warehouse, "CP13", "2016-11", breakdown="agency", of="POLICE") == (1, 2)
    assert fraction(warehouse, "CP13", "2016-11", breakdown="agency", of="GP") == (0, 2)
    assert fraction(warehouse, "CP13", "2016-11", breakdown="conference_type", of="ICPC") == (2, 3)
    assert fraction(warehouse, "CP13", "2016-11", "SW") == (0, 2)


def test_a_conference_sent_again_replaces_all_its_rows(warehouse: Warehouse) -> None:
    given(warehouse, "cs_conference_attendance", "2016-11", {"Attendance": [
        asked("K1", "POLICE", "DID_NOT_ATTEND"), asked("K1", "GP", "IN_PERSON")]})
    given(warehouse, "cs_conference_attendance", "2016-12", {"Attendance": [asked("K1", "POLICE", "IN_PERSON")]})
    build(warehouse, "CP13")
    assert fraction(warehouse, "CP13", "2016-11") == (1, 1)
