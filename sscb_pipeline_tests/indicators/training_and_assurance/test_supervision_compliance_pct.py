"""SUP01: safeguarding supervision held to policy."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.training_and_assurance.test_cse_training_coverage_pct import reported
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_staff_supervised_of_staff_who_need_it(warehouse: Warehouse) -> None:
    given(warehouse, "lscb_training_assurance", "2017-03", {"Workforce_Compliance": [
        reported("CSC", 300, 280, "SUPERVISION"), reported("POLICE", 20, 0, "SUPERVISION"), reported("CSC", 300, 10),
        reported("YSS", 0, 0, "SUPERVISION"),                  # nobody who needs it
    ]})
    build(warehouse, "SUP01")
    # 280 of 320: 87.5 per cent, where the mean of the agencies' own percentages would be 46.7.
    assert fraction(warehouse, "SUP01", "2017-03") == (280, 320)
    assert value(warehouse, "SUP01", "2017-03") == 87.5
    assert fraction(warehouse, "SUP01", "2017-03", breakdown="agency", of="YSS") == (0, 0)
