"""CP15: conferences with enough agencies there to decide."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_conference_attendance_pct import asked
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_social_care_and_two_others(warehouse: Warehouse) -> None:
    given(warehouse, "cs_conference_attendance", "2016-11", {"Attendance": [
        asked("K1", "CSC", "IN_PERSON"), asked("K1", "POLICE", "PHONE"), asked("K1", "GP", "IN_PERSON"),    # quorate
        asked("K2", "CSC", "IN_PERSON"), asked("K2", "SCHOOL", "IN_PERSON"), asked("K2", "SCHOOL", "PHONE"),  # one agency twice
        asked("K3", "HV", "IN_PERSON", conference_type="RCPC"), asked("K3", "GP", "IN_PERSON", conference_type="RCPC"),
        asked("K3", "POLICE", "IN_PERSON", conference_type="RCPC"),         # no CSC
        asked("K4", "CSC", "IN_PERSON", area="SW"), asked("K4", "GP", "SENT_REPORT_ONLY", area="SW"),
        asked("K4", "HV", "IN_PERSON", area="SW"),  # a report only
        asked("K5", "CSC", None, area="SW", conference_date="2016-10-31"),                                  # October's
    ]})
    given(warehouse, "cs_conference_attendance", "2016-10", {})
    build(warehouse, "CP15")
    # K1 of K1, K2, K3 and K4, however many children each was about.
    assert fraction(warehouse, "CP15", "2016-11") == (1, 4)
    assert fraction(warehouse, "CP15", "2016-11", "SW") == (0, 1)
    assert fraction(warehouse, "CP15", "2016-11", breakdown="conference_type", of="ICPC") == (1, 3)
    assert fraction(warehouse, "CP15", "2016-11", breakdown="conference_type", of="RCPC") == (0, 1)
    assert fraction(warehouse, "CP15", "2016-10") == (0, 1)
