"""The identities hold in the made-up county, and each is broken by a figure that was tampered with."""

import pytest
from sqlalchemy import text

from sscb_pipeline.indicators.data_tests import DataTest, all_data_tests, hold
from sscb_pipeline.warehouse.server import Warehouse

VALUES = ("update indicators.indicator_values set numerator = numerator + 1"
          " where period_type = '{}' and {} and status <> 'awaiting'")
SPOIL = {
    "areas_add_up_to_the_county": VALUES.format("month", "area = 'NE' and breakdown = 'all'"),
    "breakdowns_add_up_to_the_headline": VALUES.format("month", "area = 'SW' and breakdown = 'age_band'"),
    "looked_after_children_follow_from_the_month_before":
        VALUES.format("month", "indicator_id = 'LAC01' and area = 'Surrey' and period_end = '2016-09-30'"),
    "months_add_up_to_longer_periods": VALUES.format("year", "area = 'Surrey'"),
    "numerators_lie_within_denominators": "update indicators.indicator_values set numerator = denominator + 1"
                                          " where indicator_id = 'CP02' and status <> 'awaiting'",
    "plans_open_follow_from_the_month_before":
        "delete from intermediate.int_child_protection__plans_open_at_month_end where month_end = '2016-09-30'"
        " and ctid = (select min(ctid) from intermediate.int_child_protection__plans_open_at_month_end"
        " where month_end = '2016-09-30')",
}
"""For each identity, what breaks it."""


@pytest.mark.parametrize("test", all_data_tests(), ids=lambda test: test.name)
def test_the_identity_holds_until_a_figure_is_spoilt(county: Warehouse, test: DataTest) -> None:
    with county.begin() as connection:
        held = hold(connection, test)
        assert held.broken == 0, held.first
        spoilt = connection.execute(text(SPOIL[test.name]))
        assert spoilt.rowcount > 0
        assert hold(connection, test).broken > 0
        connection.rollback()


def test_every_identity_says_how_it_is_broken() -> None:
    assert {test.name for test in all_data_tests()} == set(SPOIL)
