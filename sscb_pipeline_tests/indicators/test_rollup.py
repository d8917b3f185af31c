"""Months to quarters, years and rolling twelve months; what has not arrived is awaited, never 0."""

import datetime as dt
import itertools
from pathlib import Path
from typing import Any

import pytest

from sscb_pipeline.errors import SscbError
from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.models import load_models
from sscb_pipeline.indicators.rollup import COLUMNS, refresh_values
from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.small_models import HEADER, SELECT, write_models
from sscb_pipeline_tests.indicators.worked_example import fraction, given, row, value

_number = itertools.count(1)


def episode(day: str, risk: str = "LOW", area: str = "NE", child: str | None = None,
            category: str = "MISSING") -> dict[str, Any]:
    number = next(_number)
    return {"misper_ref": f"{area} {number}", "missing_from_at": f"{day} 12:00", "reported_at": f"{day} 13:00", "risk": risk,
            "category": category, "police_person_ref": child or f"child {number}"}


def roll_up(warehouse: Warehouse, folder: Path, header: str = HEADER, select: str = SELECT) -> None:
    models = load_models(write_models(folder, header=header, select=select))
    build_models(warehouse, models=models)
    refresh_values(warehouse, models)


def test_months_are_summed_and_never_averaged(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH")]})
    given(warehouse, "pol_missing", "2016-05", {"Missing": [
        episode("2016-05-03"), episode("2016-05-04"), episode("2016-05-31")]})
    given(warehouse, "pol_missing", "2016-06", {"Missing": []})
    roll_up(warehouse, tmp_path)
    assert value(warehouse, "XX01", "2016-04") == 100.0
    assert value(warehouse, "XX01", "2016-05") == 0.0
    # 1 of 1, 0 of 3, none in June: 1 of 4 is 25 %; the mean of the months would be 50 %.
    assert fraction(warehouse, "XX01", "2016-17 Q1") == (1, 4)
    assert value(warehouse, "XX01", "2016-17 Q1") == 25.0
    assert value(warehouse, "XX01", "2016-17 to 2016-06") == 25.0


def test_nothing_to_divide_by_is_no_percentage(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": []})
    roll_up(warehouse, tmp_path)
    found = row(warehouse, "XX01", "2016-04")
    assert found and (found["numerator"], found["denominator"], found["value"], found["status"]) == (0, 0, None, "final")


def test_what_has_not_arrived_is_awaited_and_never_zero(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH")]})
    given(warehouse, "pol_missing", "2016-06", {"Missing": [episode("2016-06-03", "HIGH")]})
    roll_up(warehouse, tmp_path)
    for period in ("2016-05", "2016-17 Q1", "2016-17 to 2016-06"):
        for area in ("Surrey", "NE", "NW", "SE", "SW"):
            found = row(warehouse, "XX01", period, area)
            assert found and found["status"] == "awaiting" and found["awaiting"] == "pol_missing 2016-05"
            assert (found["numerator"], found["denominator"], found["value"]) == (None, None, None)
        assert row(warehouse, "XX01", period, breakdown="risk", of="HIGH") is None
    assert value(warehouse, "XX01", "2016-06") == 100.0
    twelve = row(warehouse, "XX01", "12 months to 2016-06")
    assert twelve and twelve["awaiting"] == "pol_missing 2015-07 to 2016-03, pol_missing 2016-05"


def test_periods_reach_no_further_than_the_months_received(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-11", {"Missing": []})
    roll_up(warehouse, tmp_path)
    labels = warehouse.read("select distinct period_type, period_end from indicators.indicator_values order by 1")
    assert {(k, d.isoformat()) for k, d in labels.itertuples(index=False)} == {
        ("month", "2016-11-30"), ("quarter", "2016-12-31"), ("rolling_12m", "2016-11-30"), ("year_to_date", "2016-11-30")}


def test_a_full_year_is_final_and_says_when_it_was_known(warehouse: Warehouse, tmp_path: Path) -> None:
    for month in months_between("2016-04", "2017-03"):
        given(warehouse, "pol_missing", month, {"Missing": [episode(f"{month}-28", "HIGH"), episode(f"{month}-01")]},
              loaded_at="2017-04-03 10:00+00" if month == "2016-05" else f"{month}-28 10:00+00")
    roll_up(warehouse, tmp_path)
    found = row(warehouse, "XX01", "2016-17")
    assert found and (found["numerator"], found["denominator"], found["value"], found["status"]) == (12, 24, 50.0, "final")
    assert found["awaiting"] is None
    assert found["known_at"] == dt.datetime(2017, 4, 3, 10, tzinfo=dt.UTC)


def test_areas_and_unknown_add_up_to_the_county_and_zeros_are_shown(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "HIGH", "NE"), episode("2016-04-03", "LOW", "SW"), episode("2016-04-04", "HIGH", "-")]})
    given(warehouse, "pol_missing", "2016-05", {"Missing": [episode("2016-05-04", "LOW", "SW")]})
    roll_up(warehouse, tmp_path)
    parts = [fraction(warehouse, "XX01", "2016-04", area) for area in ("NE", "NW", "SE", "SW", "UNKNOWN")]
    assert parts == [(1, 1), (0, 0), (0, 0), (0, 1), (1, 1)]
    assert fraction(warehouse, "XX01", "2016-04") == (2, 3)
    assert row(warehouse, "XX01", "2016-05", "UNKNOWN") is None
    # ABSENT never occurred; HIGH occurred in April, so May says 0 of 1 for it.
    assert row(warehouse, "XX01", "2016-05", breakdown="category", of="ABSENT") is None
    assert fraction(warehouse, "XX01", "2016-05", breakdown="risk", of="HIGH") == (0, 1)


def test_a_share_is_of_the_whole_and_a_breakdown_of_its_own(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "HIGH", "NE"), episode("2016-04-03", "LOW", "NE", category="ABSENT"),
        episode("2016-04-04", "LOW", "SW")]})
    roll_up(warehouse, tmp_path)
    assert fraction(warehouse, "XX01", "2016-04", breakdown="risk", of="LOW") == (2, 3)
    assert fraction(warehouse, "XX01", "2016-04", "NE", breakdown="risk", of="LOW") == (1, 2)
    assert fraction(warehouse, "XX01", "2016-04", "SW", breakdown="risk", of="HIGH") == (0, 1)
    assert fraction(warehouse, "XX01", "2016-04", breakdown="category", of="MISSING") == (1, 2)
    assert fraction(warehouse, "XX01", "2016-04", "SW", breakdown="category", of="ABSENT") == (0, 0)


DISTINCT = (HEADER.replace("counting: items", "counting: distinct").replace("unit: percent", "unit: children")
            .replace("denominator: Episodes.\n", "").replace("shares:\n", ""))
WORST_FIRST = SELECT.replace("risk = 'HIGH' as in_numerator, true as in_denominator,", "true as in_numerator,"
                                     " array_position(array['HIGH', 'MEDIUM', 'LOW'], risk) as precedence,")


def test_distinct_units_are_counted_anew_for_each_period(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "LOW", "NE", "A"), episode("2016-04-09", "LOW", "SE", "A"),
        episode("2016-04-04", "LOW", "SW", "B")]})
    given(warehouse, "pol_missing", "2016-05", {"Missing": [episode("2016-05-04", "HIGH", "NW", "A")]})
    given(warehouse, "pol_missing", "2016-06", {"Missing": []})
    roll_up(warehouse, tmp_path, DISTINCT, WORST_FIRST)
    assert value(warehouse, "XX01", "2016-04") == 2
    assert value(warehouse, "XX01", "2016-05") == 1
    # A and B are two children, not three; A counts where and as what it was gravest: May, NW, HIGH.
    assert value(warehouse, "XX01", "2016-17 Q1") == 2
    assert [value(warehouse, "XX01", "2016-17 Q1", area) for area in ("NE", "NW", "SE", "SW")] == [0, 1, 0, 1]
    assert [value(warehouse, "XX01", "2016-17 Q1", breakdown="risk", of=risk) for risk in ("HIGH", "LOW")] == [1, 1]
    assert fraction(warehouse, "XX01", "2016-17 Q1") == (2, None)


def test_a_value_that_leans_on_earlier_months_is_provisional_without_them(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH")]})
    given(warehouse, "pol_missing", "2016-05", {"Missing": [episode("2016-05-03", "HIGH")]})
    roll_up(warehouse, tmp_path, HEADER + "lookback_months: 1\n")
    april, may = row(warehouse, "XX01", "2016-04"), row(warehouse, "XX01", "2016-05")
    assert april and (april["status"], april["value"], april["awaiting"]) == ("provisional", 100.0, "pol_missing 2016-03")
    assert may and (may["status"], may["awaiting"]) == ("final", None)


def test_a_later_version_replaces_the_earlier_one(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH"), episode("2016-04-04")]})
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-04")]}, loaded_at="2016-06-01 09:00+00")
    roll_up(warehouse, tmp_path)
    assert fraction(warehouse, "XX01", "2016-04") == (0, 1)


def test_snapshots_stand_at_a_month_end_and_are_not_summed(warehouse: Warehouse, tmp_path: Path) -> None:
    for month in ("2016-04", "2016-06"):
        given(warehouse, "pol_missing", month, {"Missing": [episode(f"{month}-30", "HIGH"), episode(f"{month}-30")]})
    roll_up(warehouse, tmp_path, HEADER.replace("type: flow", "type: snapshot"))
    # The quarter is its last day: May is not needed, and April's two are not added.
    assert fraction(warehouse, "XX01", "2016-17 Q1") == (1, 2)
    assert row(warehouse, "XX01", "12 months to 2016-06") is None
    found = row(warehouse, "XX01", "2016-05")
    assert found and found["status"] == "awaiting"


def test_variants_stand_beside_the_headline(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "HIGH"), episode("2016-04-04", category="ABSENT")]})
    header = HEADER + "variants:\n  absent: absent episodes alone\n  never: a variant nothing falls in\n"
    select = SELECT.replace("category, risk,", "category, risk, case when category = 'ABSENT' then 'absent' end as variant,")
    roll_up(warehouse, tmp_path, header, select)
    assert fraction(warehouse, "XX01", "2016-04") == (1, 1)
    assert fraction(warehouse, "XX01", "2016-04", breakdown="variant", of="absent") == (0, 1)
    assert fraction(warehouse, "XX01", "2016-04", "SW", breakdown="variant", of="never") == (0, 0)


def test_no_headline_where_the_sum_means_nothing_no_areas_where_none_are_known(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH")]})
    roll_up(warehouse, tmp_path, HEADER + "headline: none\nareas: none\n")
    found = warehouse.read("select distinct area, breakdown from indicators.indicator_values order by 2")
    found = found[found["breakdown"] != "all"]  # periods awaited say so in one row
    assert list(found.itertuples(index=False, name=None)) == [("Surrey", "category"), ("Surrey", "risk")]
    assert fraction(warehouse, "XX01", "2016-04", breakdown="risk", of="HIGH") == (1, 1)


def test_an_item_in_an_area_nobody_knows_of_stops_the_roll_up(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH", "Kent")]})
    with pytest.raises(SscbError, match="XX01: 1 items"):
        roll_up(warehouse, tmp_path)


def test_the_table_has_the_columns_that_are_pulled(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": []})
    roll_up(warehouse, tmp_path)
    assert tuple(warehouse.read("select * from indicators.indicator_values limit 1").columns) == COLUMNS
