"""DQ09: rows left out as duplicates."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.data_quality.registered import found, unloaded
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_rows_alike_in_every_column(warehouse: Warehouse) -> None:
    sent = given(warehouse, "pol_missing", "2017-03", {"Missing": [{}, {}, {}]})
    unloaded(warehouse, sent, "Missing", refused=3, ignored=5)
    found(warehouse, sent, "Missing", (5, "refused", "duplicate_row"), (6, "refused", "duplicate_row"),
          (7, "refused", "no_identity"), (3, "query", "same_key_twice"))
    given(warehouse, "cs_lac", "2017-03", {"LAC": [{}]})
    build(warehouse, "DQ09")
    # Rows 5 and 6, of six rows of data of the police and one of children's services.
    assert fraction(warehouse, "DQ09", "2017-03") == (2, 7)
    assert value(warehouse, "DQ09", "2017-03", breakdown="return", of="cs_lac") == 0
    assert fraction(warehouse, "DQ09", "2017-03", breakdown="agency", of="POLICE") == (2, 6)
