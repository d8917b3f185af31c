"""DQ02: rows read, accepted, refused and ignored."""

from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.data_quality.registered import found, unloaded
from sscb_pipeline_tests.indicators.worked_example import build, fraction, given, value


def test_the_balance_of_the_files_that_count(warehouse: Warehouse) -> None:
    replaced = given(warehouse, "pol_missing", "2017-03", {"Missing": [{}] * 9})
    unloaded(warehouse, replaced, "Missing", refused=9)
    sent = given(warehouse, "pol_missing", "2017-03", {"Missing": [{}, {}, {}]}, loaded_at="2017-04-20 09:00+00")
    unloaded(warehouse, sent, "Missing", refused=2, ignored=4)
    found(warehouse, sent, "Missing", (2, "query", "found_before_missing"), (2, "query", "another"),    # two about one row
          (3, "query", "another"), (5, "refused", "no_identity"), (None, "query", "column_empty"), (4, "note", "read"))
    given(warehouse, "cs_lac", "2017-03", {"LAC": [{}]})
    build(warehouse, "DQ02")
    # Of nine rows of the police three were loaded, of one of children's services one; the replaced file is not counted.
    assert fraction(warehouse, "DQ02", "2017-03") == (4, 10)
    assert value(warehouse, "DQ02", "2017-03") == 4
    assert fraction(warehouse, "DQ02", "2017-03", breakdown="agency", of="POLICE") == (3, 9)
    assert fraction(warehouse, "DQ02", "2017-03", breakdown="return", of="cs_lac") == (1, 1)
    assert [fraction(warehouse, "DQ02", "2017-03", breakdown="outcome", of=outcome)
            for outcome in ("ACCEPTED", "REFUSED", "IGNORED")] == [(4, 10), (2, 10), (4, 10)]
    # Rows 2 and 3 of the four loaded.
    assert fraction(warehouse, "DQ02", "2017-03", breakdown="variant", of="queried") == (2, 4)
