"""CP14: reports agencies sent to conferences in time."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_protection.test_conference_attendance_pct import asked
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_in_time_of_all_invited(warehouse: Warehouse) -> None:
    given(warehouse, "cs_conference_attendance", "2016-11", {"Attendance": [
        asked("K1", "GP", "SENT_REPORT_ONLY", report_received="ON_TIME"),       # did not come, but the report did
        asked("K1", "HV", "IN_PERSON", report_received="LATE"),
        asked("K1", "POLICE", "IN_PERSON", report_received="NOT_REQUIRED"),     # counts, except in the variant
        asked("K2", "GP", "IN_PERSON", area="SW", conference_type="RCPC"),      # nothing recorded: no report
        asked("K2", "SCHOOL", None, invited=False, report_received="ON_TIME"),  # not asked: in neither part
    ]})
    build(warehouse, "CP14")
    assert fraction(warehouse, "CP14", "2016-11") == (1, 4)
    assert fraction(warehouse, "CP14", "2016-11", "SW") == (0, 1)
    assert fraction(warehouse, "CP14", "2016-11", breakdown="agency", of="GP") == (1, 2)
    assert fraction(warehouse, "CP14", "2016-11", breakdown="conference_type", of="RCPC") == (0, 1)
    assert fraction(warehouse, "CP14", "2016-11", breakdown="variant", of="report_required") == (1, 3)
