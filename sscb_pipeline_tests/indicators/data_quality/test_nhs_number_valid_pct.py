"""DQ03: rows with a valid NHS number."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given


def test_rows_of_sheets_that_ask_for_it(warehouse: Warehouse) -> None:
    given(warehouse, "cs_lac", "2017-02", {"LAC": [{"nhs_number": None}] * 9})
    given(warehouse, "cs_lac", "2017-02", {"LAC": [{"nhs_number": "9434765919"}, {"nhs_number": None}, {}],
                                           "Reviews": [{}, {}]}, loaded_at="2017-03-20 09:00+00")
    given(warehouse, "lscb_cdop", "2017-02", {"Deaths": [{"nhs_number": "9434765919"}]})
    given(warehouse, "pol_missing", "2017-02", {"Missing": [{}]})
    build(warehouse, "DQ03")
    # One of the three rows about children in care (the replaced file and the reviews do not count), and the one death.
    assert fraction(warehouse, "DQ03", "2017-02") == (2, 4)
    assert fraction(warehouse, "DQ03", "2017-02", breakdown="return", of="cs_lac") == (1, 3)
    assert fraction(warehouse, "DQ03", "2017-02", breakdown="agency", of="BOARD") == (1, 1)
