"""DQ04: rows with a date of birth."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_a_birth_expected_counts_as_one_given(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-02", {"CPP": [
        {"person_id": "A", "dob": "2016-02-29"}, {"person_id": "B", "edd": "2017-04-01"}, {"person_id": "C"}]})
    given(warehouse, "pol_missing", "2017-02", {"Missing": [{"dob": None}]})
    build(warehouse, "DQ04")
    # A and the unborn B, of the three on a plan and the one missing.
    assert fraction(warehouse, "DQ04", "2017-02") == (2, 4)
    assert fraction(warehouse, "DQ04", "2017-02", breakdown="return", of="pol_missing") == (0, 1)
    assert fraction(warehouse, "DQ04", "2017-02", breakdown="agency", of="CHILDRENS_SERVICES") == (2, 3)
