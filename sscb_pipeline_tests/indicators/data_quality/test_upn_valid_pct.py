"""DQ05: rows about children of school age with a pupil number."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_children_of_school_age_on_the_months_last_day(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-02", {"LAC": [
        {"dob": "2012-02-28", "upn": "A123456789012"},      # five on the day
        {"dob": "2012-02-29", "upn": "A123456789012"},      # born on a leap day: five on 1 March
        {"dob": "2001-03-01"},                              # fifteen for one day more
        {"dob": "2001-02-28"},                              # sixteen on the day
        {"dob": None, "upn": "A123456789012"},              # age not known
    ]})
    given(warehouse, "pol_missing", "2017-02", {"Missing": [{"dob": "2005-01-01"}]})      # does not ask for it
    build(warehouse, "DQ05")
    assert fraction(warehouse, "DQ05", "2017-02") == (1, 2)
    assert fraction(warehouse, "DQ05", "2017-02", breakdown="agency", of="CHILDRENS_SERVICES") == (1, 2)
    assert fraction(warehouse, "DQ05", "2017-02", breakdown="return", of="cs_lac") == (1, 2)
