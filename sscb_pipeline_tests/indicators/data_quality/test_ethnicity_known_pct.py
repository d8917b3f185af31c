"""DQ06: rows with a known ethnic group."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.data_quality.registered import coded
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_refused_not_obtained_and_blank_are_not_known(warehouse: Warehouse) -> None:
    lac = given(warehouse, "cs_lac", "2017-02", {"LAC": [
        {"ethnicity": "WBRI"}, {"ethnicity": "CHNE"}, {"ethnicity": "REFU"}, {"ethnicity": "NOBT"}, {"ethnicity": None}]})
    coded(warehouse, lac, "cs_lac__lac", "ethnicity", "gender")
    # Nothing filled in at all: the rows are looked at all the same.
    given(warehouse, "lscb_cdop", "2017-02", {"Deaths": [{"ethnicity": None}, {"ethnicity": None}]})
    given(warehouse, "hea_camhs", "2017-02", {"CAMHS": [{}]})                     # does not ask for it
    build(warehouse, "DQ06")
    assert fraction(warehouse, "DQ06", "2017-02") == (2, 7)
    assert fraction(warehouse, "DQ06", "2017-02", breakdown="return", of="lscb_cdop") == (0, 2)
    assert fraction(warehouse, "DQ06", "2017-02", breakdown="agency", of="CHILDRENS_SERVICES") == (2, 5)
