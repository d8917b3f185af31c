"""HEA02R: referrals to mental health services."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.health_context.test_camhs_wait import referred
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_received_and_accepted(warehouse: Warehouse) -> None:
    given(warehouse, "hea_camhs", "2017-02", {"CAMHS": [
        referred("A", "2017-02-01", area="SW"), referred("B", "2017-02-28", accepted=False, pathway="DA_EARLY_INTERVENTION"),
        referred("C", "2017-02-01", accepted=True), referred("C", "2017-02-20", accepted=True, source="SCHOOL", lac_flag=True),
        referred("D", "2017-02-28", accepted=True, dob="1999-02-28"),            # 18 on the day
        referred("E", "2017-01-31", accepted=True),                              # of the month before
    ]})
    # Sent again in March, as it is still open: one referral, decided by now.
    given(warehouse, "hea_camhs", "2017-03", {"CAMHS": [referred("A", "2017-02-01", accepted=True, area="SW")]})
    build(warehouse, "HEA02R")
    # A, B and C twice (two sources, two referrals); all but B accepted.
    assert fraction(warehouse, "HEA02R", "2017-02") == (3, 4)
    assert fraction(warehouse, "HEA02R", "2017-02", "SW") == (1, 1)
    assert fraction(warehouse, "HEA02R", "2017-02", breakdown="pathway", of="DA_EARLY_INTERVENTION") == (0, 1)
    assert fraction(warehouse, "HEA02R", "2017-02", breakdown="lac", of="YES") == (1, 1)
    assert fraction(warehouse, "HEA02R", "2017-02", breakdown="decision", of="DECLINED") == (1, 4)
    assert value(warehouse, "HEA02R", "2017-03") is None
