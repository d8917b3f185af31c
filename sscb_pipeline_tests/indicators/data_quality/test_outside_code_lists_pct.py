"""DQ10: values outside the code lists."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.data_quality.registered import coded, unknown
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_words_no_list_spells(warehouse: Warehouse) -> None:
    lac = given(warehouse, "cs_lac", "2017-02", {"LAC": [
        {"gender": "F", "legal_status": "C2"}, {"gender": "M", "legal_status": "V2"}, {"gender": None, "legal_status": "C2"}]})
    coded(warehouse, lac, "cs_lac__lac", "gender", "legal_status")
    unknown(warehouse, lac, "LAC", {"gender": {"girl?": 1}, "placement_type": {"with gran": 1, "boat": 2}})
    camhs = given(warehouse, "hea_camhs", "2017-02", {"CAMHS": [{"gender": "F"}]})
    coded(warehouse, camhs, "hea_camhs__camhs", "gender")
    build(warehouse, "DQ10")
    # Four cells outside, two genders and three legal statuses inside; of camhs one, inside.
    assert fraction(warehouse, "DQ10", "2017-02") == (4, 10)
    assert value(warehouse, "DQ10", "2017-02", breakdown="return", of="cs_lac") == 44.4
    assert fraction(warehouse, "DQ10", "2017-02", breakdown="agency", of="HEALTH") == (0, 1)
