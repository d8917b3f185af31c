"""What is received and what is awaited, in the words that stand in documents."""

import datetime as dt

from sscb_pipeline.reports.received import Received
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import given

MONTH = "2016-11"


def test_a_return_in_parts_is_here_when_every_part_or_the_whole_is(warehouse: Warehouse) -> None:
    given(warehouse, "cs_maecc", MONTH, part="SW")
    given(warehouse, "cs_maecc", "2016-12", part="")
    received = Received(warehouse)
    assert received.lacking("cs_maecc", MONTH) == "awaiting Surrey Children's Services: cs_maecc 2016-11 (NE NW SE)"
    assert received.lacking("cs_maecc", MONTH, "SW") == ""
    assert received.lacking("cs_maecc", MONTH, "NE") == "awaiting Surrey Children's Services: cs_maecc 2016-11"
    assert received.lacking("cs_maecc", "2016-12", "NE") == received.lacking("cs_maecc", "2016-12") == ""
    assert received.month_in_words(return_named("cs_maecc"), MONTH) == "parts awaited (NE NW SE)"


def test_trusts_are_parts_as_well(warehouse: Warehouse) -> None:
    trusts = return_named("hea_ed_safeguarding").parts
    given(warehouse, "hea_ed_safeguarding", MONTH, part=trusts[0])
    # The agency's own name has a bracket too.
    assert Received(warehouse).month_in_words(return_named("hea_ed_safeguarding"), MONTH) == (
        f"parts awaited ({' '.join(trusts[1:])})"
    )


def test_another_month_or_return_does_not_stand_in(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", "2016-10")
    assert Received(warehouse).lacking("pol_missing", MONTH) == "awaiting Surrey Police: pol_missing 2016-11"
    assert Received(warehouse).month_in_words(return_named("pol_missing"), MONTH) == "awaited"


def test_annex_a_stands_in_for_a_month_in_the_table_and_never_for_rows_a_pack_reads(warehouse: Warehouse) -> None:
    given(warehouse, "cs_annex_a", MONTH, loaded_at="2016-12-07 09:00+00")
    received = Received(warehouse)
    assert received.month_in_words(return_named("cs_lac"), MONTH) == "07/12/16 in Annex A"
    assert received.month_in_words(return_named("cs_cse_risk"), MONTH) == "awaited"
    assert received.lacking("cs_lac", MONTH) == "awaiting Surrey Children's Services: cs_lac 2016-11"
    given(warehouse, "cs_lac", MONTH, loaded_at="2016-12-09 09:00+00")
    assert Received(warehouse).month_in_words(return_named("cs_lac"), MONTH) == "09/12/16"
    before = Received(warehouse.known_at(dt.datetime(2016, 12, 6, tzinfo=dt.UTC)))
    assert before.month_in_words(return_named("cs_lac"), MONTH) == "awaited"


def test_what_came_later_is_not_known_earlier(warehouse: Warehouse) -> None:
    given(warehouse, "pol_missing", MONTH, loaded_at="2016-12-07 09:00+00")
    given(warehouse, "pol_missing", MONTH, loaded_at="2017-01-10 09:00+00")
    then = dt.datetime(2016, 12, 31, tzinfo=dt.UTC)
    assert [a.version for a in Received(warehouse.known_at(then)).arrivals("pol_missing", MONTH)] == [1]
    assert Received(warehouse.known_at(then)).known_at() == dt.datetime(2016, 12, 7, 9, tzinfo=dt.UTC)
    assert [a.version for a in Received(warehouse).arrivals("pol_missing", MONTH)] == [2]
    assert Received(warehouse.known_at(dt.datetime(2016, 12, 1, tzinfo=dt.UTC))).lacking("pol_missing", MONTH) != ""
    assert Received(warehouse).known_at(("cs_lac",)) is None
