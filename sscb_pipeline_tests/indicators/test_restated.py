"""Three corrections of one month: what was shown first stays known, each change is listed with what caused it."""

from typing import Any

import pandas as pd
import pytest

from sscb_pipeline.indicators.pull import chosen, pull_indicators
from sscb_pipeline.indicators.restated import restated, series
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given

MONTHLY = {"period_type": "month", "area": "Surrey", "breakdown": "all"}


def referral(child: str, day: str, area: str = "NE") -> dict[str, Any]:
    return {"person_id": child, "referral_id": f"R-{child}", "referral_date": day, "area": area}


def send(warehouse: Warehouse, month: str, *rows: dict[str, Any]) -> None:
    """A file of referrals, loaded now, and referrals counted right after it came."""
    [now] = warehouse.rows("select clock_timestamp() as moment")
    given(warehouse, "cs_contacts_referrals", month, {"Referrals": list(rows)}, loaded_at=now.moment.isoformat())
    build(warehouse, "REF01")


def of_month(frame: pd.DataFrame, month: str) -> pd.DataFrame:
    """The county's headline of referrals for a month."""
    wanted = frame[frame["indicator_id"] == "REF01"]
    for column, value in MONTHLY.items():
        wanted = wanted[wanted[column] == value]
    return wanted[wanted["period_start"] == calendar.first_day(month)]


@pytest.fixture
def corrected(warehouse: Warehouse) -> tuple[Warehouse, str]:
    """November: 1 referral, then 3, then 3 again (a file that changes nothing), then 2; and what was pulled after the first."""
    one, two, three = (referral(child, f"2016-11-0{n}") for n, child in enumerate("ABC", start=1))
    send(warehouse, "2016-11", one)
    pulled = pull_indicators(warehouse, ["REF01"]).to_csv(index=False)
    send(warehouse, "2016-11", one, two, three)
    send(warehouse, "2016-11", one, two, three)
    send(warehouse, "2016-11", one, three)
    return warehouse, pulled


def test_both_series_side_by_side(corrected: tuple[Warehouse, str]) -> None:
    warehouse, _ = corrected
    [november] = of_month(series(warehouse), "2016-11").to_dict("records")
    assert (november["first_numerator"], november["numerator_now"], november["times_restated"]) == (1, 2, 2)
    assert november["first_shown_at"] < november["shown_since"]


def test_each_change_with_its_size_and_its_file(corrected: tuple[Warehouse, str]) -> None:
    warehouse, _ = corrected
    changes = of_month(restated(warehouse), "2016-11")
    assert list(changes["change"]) == [2, -1]
    assert list(changes["numerator_before"]) == [1, 3]
    # The second file raised it, the fourth lowered it; the third came between and changed nothing.
    assert list(changes["changed_by"]) == [f"SCC_contacts-referrals_2016-11_v{version}.xlsx" for version in (2, 4)]


def test_after_three_corrections_the_first_moment_comes_out_byte_for_byte(corrected: tuple[Warehouse, str]) -> None:
    warehouse, pulled = corrected
    [first] = warehouse.rows("select min(loaded_at) as moment from registry.submission")
    assert pull_indicators(warehouse.known_at(first.moment), ["REF01"]).to_csv(index=False) == pulled
    assert pull_indicators(warehouse, ["REF01"]).to_csv(index=False) != pulled


def test_a_later_months_file_restates_an_earlier_month(warehouse: Warehouse) -> None:
    send(warehouse, "2016-11", referral("A", "2016-11-02"))
    send(warehouse, "2016-12", referral("B", "2016-12-05"), referral("C", "2016-11-28"))  # C: a late entry
    [change] = of_month(restated(warehouse), "2016-11").to_dict("records")
    assert (change["numerator_before"], change["numerator"]) == (1, 2)
    assert change["changed_by"] == "SCC_contacts-referrals_2016-12.xlsx"


def test_a_figure_that_is_shown_no_more_is_gone_not_forgotten(warehouse: Warehouse) -> None:
    send(warehouse, "2016-11", {**referral("A", "2016-11-01"), "referral_source": "1A"})
    send(warehouse, "2016-11", {**referral("A", "2016-11-01"), "referral_source": "6"})
    where, values = chosen(["REF01"], first="2016-11", last="2016-11", area="Surrey")
    changes = restated(warehouse, where, **values)
    by_source = changes[(changes["breakdown"] == "source_group") & (changes["period_type"] == "month")]
    assert {(row.breakdown_value, row.status) for row in by_source.itertuples()} >= {("INDIVIDUALS", "gone")}


def test_counting_again_without_news_keeps_nothing_new(corrected: tuple[Warehouse, str]) -> None:
    warehouse, _ = corrected
    before = warehouse.rows("select count(*) as n from registry.figure_known")[0].n
    build(warehouse, "REF01")
    assert warehouse.rows("select count(*) as n from registry.figure_known")[0].n == before
