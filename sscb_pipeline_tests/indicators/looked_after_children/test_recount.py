"""Every figure of looked after children equals what counting child by child gives, every month and area of two years."""

from itertools import pairwise

from sscb_pipeline.vocabulary.calendar import month_of
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.looked_after_children.recount import Key, Recount

PLAIN_COUNTS = ("LAC01", "LAC02")
"""They have no denominator."""


def test_counted_child_by_child(county: Warehouse) -> None:
    recount = Recount(county)
    shown = county.read(
        "select * from indicators.indicator_values where indicator_id like 'LAC%' and period_type = 'month'"
        " and status <> 'awaiting' and breakdown in ('all', 'event', 'measure')").fillna({"denominator": 0})
    figures: dict[Key, tuple[int, int]] = {
        (row["indicator_id"], month_of(row["period_end"]), row["area"], row["breakdown"], row["breakdown_value"]):
        (row["numerator"], row["denominator"]) for row in shown.to_dict("records")}
    assert {key[0] for key in figures} == {f"LAC{number:02d}" for number in range(1, 14)}
    assert len({key[1] for key in figures}) == 24
    counted = {key: (numerator, 0 if key[0] in PLAIN_COUNTS else denominator)
               for key, (numerator, denominator) in recount.counts.items() if key[1] in recount.months}
    assert {key: figure for key, figure in figures.items() if any(figure)} == counted


def test_open_is_open_before_with_starts_and_without_ends(county: Warehouse) -> None:
    def months(indicator: str, of: str) -> list[float]:
        found = county.read(
            "select value from indicators.indicator_values where indicator_id = :id and breakdown_value = :of"
            " and period_type = 'month' and area = 'Surrey' and breakdown in ('all', 'event') order by period_end",
            id=indicator, of=of)
        return [float(value) for value in found["value"]]

    stock, starts, ends = months("LAC01", "all"), months("LAC02", "START"), months("LAC02", "CEASE")
    assert len(stock) == 24
    assert [after - before for before, after in pairwise(stock)] == [
        began - ended for began, ended in zip(starts[1:], ends[1:], strict=True)]
