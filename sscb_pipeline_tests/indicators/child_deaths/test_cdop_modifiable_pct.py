"""CDOP02: reviewed deaths with modifiable factors."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.child_deaths.test_child_deaths_notified import death
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_reviews_with_enough_information(warehouse: Warehouse) -> None:
    given(warehouse, "lscb_cdop", "2017-03", {"Deaths": [
        death("D1", "2015-06-01", "2016-02-01", "2017-03-01", category=1, modifiable="Y"),   # died the year before
        death("D2", "2016-06-01", "2016-08-01", "2017-03-31", category=1, modifiable="N"),
        death("D3", "2003-06-01", "2016-08-01", "2017-03-31", category=6, modifiable="N"),
        death("D4", "2016-06-01", "2016-08-01", "2017-03-31", category=9, modifiable="INSUFFICIENT_INFO"),
        death("D5", "2016-06-01", "2016-08-01", "2017-03-31", category=9),                    # does not say
        death("D6", "2016-06-01", "2016-08-01"),                                              # not reviewed yet
        death("D7", "2016-06-01", "2016-08-01", "2017-03-31", category=1, modifiable="Y", resident_la="850"),
    ]})
    build(warehouse, "CDOP02")
    # Of D1, D2 and D3 one: 33.3 per cent.
    assert fraction(warehouse, "CDOP02", "2017-03") == (1, 3)
    assert value(warehouse, "CDOP02", "2017-03") == 33.3
    assert fraction(warehouse, "CDOP02", "2017-03", breakdown="category", of="1") == (1, 2)
    assert fraction(warehouse, "CDOP02", "2017-03", breakdown="age_band", of="10_14") == (0, 1)
    assert fraction(warehouse, "CDOP02", "2017-03", breakdown="age_band", of="28_364_DAYS") == (1, 2)
