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


def test_shares_of_areas_and_unknown_add_up_to_the_county(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "HIGH"), episode("2016-04-04"), episode("2016-04-05", "LOW", "-")]})
    roll_up(warehouse, tmp_path)
    # None of unknown area is high, but its one episode is in the whole: 1 of 2 in NE and 0 of 1 make 1 of 3.
    assert [fraction(warehouse, "XX01", "2016-04", area, "risk", "HIGH") for area in ("NE", "UNKNOWN", "Surrey")] == [
        (1, 2), (0, 1), (1, 3)]


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


def test_every_period_keeps_the_item_that_is_gravest_within_it(warehouse: Warehouse, tmp_path: Path) -> None:
    of_month = {"2016-04": [episode("2016-04-03", "LOW", "NE", "A")], "2016-06": [episode("2016-06-09", "HIGH", "NW", "A")],
                "2017-05": [episode("2017-05-04", "MEDIUM", "SE", "A"), episode("2017-05-05", "LOW", "SW", "A")]}
    for month in months_between("2016-04", "2017-06"):
        given(warehouse, "pol_missing", month, {"Missing": of_month.get(month, [])})
    roll_up(warehouse, tmp_path, DISTINCT, WORST_FIRST)

    def where(period: str) -> dict[str, float]:
        counts = {area: value(warehouse, "XX01", period, area) for area in ("NE", "NW", "SE", "SW", "Surrey")}
        return {area: n for area, n in counts.items() if n}

    # A is one child wherever it counts. June 2016's episode, the gravest, is within the first five but not within the others.
    for period in ("2016-06", "2016-17 Q1", "2016-17 to 2016-06", "2016-17", "12 months to 2017-05"):
        assert where(period) == {"NW": 1, "Surrey": 1}, period
    for period in ("2016-04", "2016-17 to 2016-05"):
        assert where(period) == {"NE": 1, "Surrey": 1}, period
    for period in ("2017-05", "12 months to 2017-06", "2017-18 to 2017-06", "2017-18 Q1"):
        assert where(period) == {"SE": 1, "Surrey": 1}, period
    assert where("2016-17 Q2") == {}


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


COUNT = DISTINCT.replace("counting: distinct", "counting: items").replace("unit: children", "unit: episodes")
EVERY = SELECT.replace("risk = 'HIGH' as in_numerator, true as in_denominator,", "true as in_numerator,")
RATED = COUNT + "rate: 0_17\n"


def rates(warehouse: Warehouse, period: str) -> dict[str, tuple[int, int, float, str]]:
    """version -> numerator, denominator, value and unit of a period's rates."""
    found = warehouse.read(
        "select breakdown_value, numerator, denominator, value, unit from indicators.indicator_values v"
        " join reference.period p using (period_type, period_start, period_end) where breakdown = 'rate' and label = :period",
        period=period)
    return {row[0]: tuple(row[1:]) for row in found.itertuples(index=False)}


@pytest.mark.parametrize(("children", "of_release", "rebased"), [
    (812, 31.3, 31.6),  # 812 / 259,248 x 10,000 = 31.32...; 812 / 256,828 x 10,000 = 31.61...
    (843, 32.5, 32.8),  # 843 / 259,248 x 10,000 = 32.51...; 843 / 256,828 x 10,000 = 32.82...
])
def test_a_rate_stands_beside_its_count_for_every_version_of_the_population(
        warehouse: Warehouse, tmp_path: Path, children: int, of_release: float, rebased: float) -> None:
    given(warehouse, "pol_missing", "2017-03", {"Missing": [episode("2017-03-31") for _ in range(children)]})
    roll_up(warehouse, tmp_path, RATED.replace("type: flow", "type: snapshot"), EVERY)
    unit = "per 10,000 children aged 0-17"
    for period in ("2017-03", "2016-17"):
        assert rates(warehouse, period) == {
            "RELEASE_2018": (children, 259_248, of_release, unit), "REBASED": (children, 256_828, rebased, unit)}
    assert row(warehouse, "XX01", "2016-17", "NE", "rate", "REBASED") is None, "no populations of areas are loaded"
    assert value(warehouse, "XX01", "2016-17") == children


def test_the_rate_of_less_than_a_year_is_annualised(warehouse: Warehouse, tmp_path: Path) -> None:
    for month in months_between("2017-04", "2018-03"):
        given(warehouse, "pol_missing", month, {"Missing": [episode(f"{month}-01") for _ in range(50)]})
    roll_up(warehouse, tmp_path, RATED, EVERY)
    a_year = "per 10,000 children aged 0-17"
    # Mid-2017: 260,305 and, re-based, 257,025. 50 a month are 600 a year: 23.05 and 23.34 per 10,000, however short the period.
    for period, n in (("2017-04", 50), ("2017-18 Q2", 150), ("2017-18 to 2017-08", 250)):
        assert rates(warehouse, period) == {
            "RELEASE_2018": (n, 260_305, 23.0, f"{a_year}, annualised"), "REBASED": (n, 257_025, 23.3, f"{a_year}, annualised")}
    for period in ("2017-18", "12 months to 2018-03", "2017-18 to 2018-03"):
        assert rates(warehouse, period)["REBASED"] == (600, 257_025, 23.3, a_year)


def test_a_year_ends_on_31_march_and_an_unknown_population_is_no_rate(warehouse: Warehouse, tmp_path: Path) -> None:
    for month in ("2016-03", "2016-04", "2018-04", "2025-04"):
        given(warehouse, "pol_missing", month, {"Missing": [episode(f"{month}-01")]})
    roll_up(warehouse, tmp_path, RATED, EVERY)
    populations = {period: {version: found[1] for version, found in rates(warehouse, period).items()}
                   for period in ("2016-03", "2016-04", "2018-04", "2025-04", "12 months to 2018-04")}
    assert populations == {
        "2016-03": {"RELEASE_2018": 256_602, "REBASED": 254_833}, "2016-04": {"RELEASE_2018": 259_248, "REBASED": 256_828},
        "2018-04": {"REBASED": 257_259}, "2025-04": {}, "12 months to 2018-04": {}}


def test_without_a_headline_the_rate_is_of_its_parts(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2017-03", {"Missing": [
        episode("2017-03-31", category="ABSENT"), episode("2017-03-31"), episode("2017-03-31")]})
    roll_up(warehouse, tmp_path, RATED + "headline: none\n", EVERY)
    assert {version: found[0] for version, found in rates(warehouse, "2017-03").items()} == {
        "ABSENT REBASED": 1, "ABSENT RELEASE_2018": 1, "MISSING REBASED": 2, "MISSING RELEASE_2018": 2}


MATCHING = "matching: By the police's person reference.\n"


def test_what_cannot_be_matched_bounds_the_value(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "HIGH", "NE"), episode("2016-04-04", "LOW", "NE"), episode("2016-04-05", "HIGH", "NW", "none"),
        episode("2016-04-06", "LOW", "SW", "none", category="ABSENT")]})
    select = SELECT.replace("category, risk,", "category, risk, police_person_ref <> 'none' as is_matched,")
    roll_up(warehouse, tmp_path, HEADER + MATCHING, select)

    def bounds(area: str = "Surrey", breakdown: str = "all", of: str = "all") -> list[float | None]:
        found = row(warehouse, "XX01", "2016-04", area, breakdown, of)
        assert found
        return [found["lower_bound"], found["value"], found["upper_bound"]]

    # One of four is matched and high, two are not matched, one of them graded high: 1 of 4, at most 3 of 4.
    assert bounds() == [25.0, 25.0, 75.0]
    assert [bounds(area) for area in ("NE", "NW", "SE")] == [[50.0, 50.0, 50.0], [0.0, 0.0, 100.0], [None, None, None]]
    assert bounds(breakdown="category", of="MISSING") == [33.3, 33.3, 66.7]
    assert bounds(breakdown="risk", of="LOW") == [None, 50.0, None], "a share of all needs no matching"
    assert fraction(warehouse, "XX01", "2016-04") == (1, 4)


def test_a_child_not_matched_once_may_count_unless_it_does(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "LOW", child="A"), episode("2016-04-04", "LOW", child="A", category="ABSENT"),
        episode("2016-04-03", "LOW", child="B", category="ABSENT"), episode("2016-04-04", "HIGH", child="B"),
        episode("2016-04-03", "LOW", child="C")]})
    # Children graded high: B is. A's second episode could not be matched: A may be. C is not. 1 of 3, at most 2.
    matched = "category = 'MISSING' as is_matched,"
    for header, select, bounds in (
            (DISTINCT, SELECT.replace("true as in_denominator,", matched), [1, 1, 2]),
            (HEADER.replace("counting: items", "counting: distinct"), SELECT.replace("category,", matched + " category,"),
             [33.3, 33.3, 66.7])):
        roll_up(warehouse, tmp_path, header + MATCHING, select)
        found = row(warehouse, "XX01", "2016-04")
        assert found and [found["lower_bound"], found["value"], found["upper_bound"]] == bounds


def test_a_row_may_stand_for_many_items(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH"), episode("2016-04-04", area="SW")]})
    select = SELECT.replace("sheet_id,", "case risk when 'HIGH' then 3 else 5 end as item_count, sheet_id,")
    roll_up(warehouse, tmp_path, select=select)
    # The row of the north-east stands for 3, that of the south-west for 5.
    assert fraction(warehouse, "XX01", "2016-04") == (3, 8)
    assert fraction(warehouse, "XX01", "2016-04", "SW") == (0, 5)
    assert fraction(warehouse, "XX01", "2016-04", breakdown="risk", of="LOW") == (5, 8)
    assert fraction(warehouse, "XX01", "2016-04", breakdown="category", of="MISSING") == (3, 8)


def test_a_row_that_stands_for_no_number_stops_the_roll_up(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03")]})
    with pytest.raises(SscbError, match="1 items have no date, unit or number"):
        roll_up(warehouse, tmp_path, select=SELECT.replace("sheet_id,", "null::integer as item_count, sheet_id,"))


def test_an_item_counts_under_each_of_several_codes(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "HIGH"), episode("2016-04-04", "MEDIUM"), episode("2016-04-05")]})
    select = SELECT.replace("category, risk", "case risk when 'HIGH' then 'A,B' when 'MEDIUM' then 'B' end as category, risk")
    roll_up(warehouse, tmp_path, header=HEADER + "overlapping: [category]\n", select=select)
    # The first under A and B, the second under B, the third under neither; three in all.
    assert fraction(warehouse, "XX01", "2016-04") == (1, 3)
    assert [fraction(warehouse, "XX01", "2016-04", breakdown="category", of=code) for code in ("A", "B", "UNKNOWN")] == [
        (1, 1), (1, 2), (0, 1)]


def test_a_share_crossed_with_another_is_of_that_one(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [
        episode("2016-04-03", "HIGH", category="ABSENT"), episode("2016-04-04", "MEDIUM", category="ABSENT"),
        episode("2016-04-05", "LOW", "SW"), episode("2016-04-06", "HIGH", "SW"),
        episode("2016-04-07", "LOW", "-", category="ABSENT")]})
    header = HEADER.replace("breakdowns:", "shares:").replace("shares:\n  risk", "  risk") + "crossed:\n  risk: [category]\n"
    roll_up(warehouse, tmp_path, header=header)
    # Three are absent, one of them high; two are missing, one high. In SW none is absent, in the unknown area one, not high.
    assert [fraction(warehouse, "XX01", "2016-04", area, "risk_by_category", "ABSENT HIGH")
            for area in ("Surrey", "NE", "SW", "UNKNOWN")] == [(1, 3), (1, 2), (0, 0), (0, 1)]
    assert value(warehouse, "XX01", "2016-04", breakdown="risk_by_category", of="MISSING HIGH") == 50.0
    assert fraction(warehouse, "XX01", "2016-04", breakdown="category", of="ABSENT") == (3, 5)
    # A share may hold several codes, and the parts then exceed the whole: two of the absent are A, all three B.
    select = SELECT.replace("category, risk", "category, case risk when 'LOW' then 'B' else 'A,B' end as risk")
    roll_up(warehouse, tmp_path, header=header + "overlapping: [risk]\n", select=select)
    assert [fraction(warehouse, "XX01", "2016-04", breakdown="risk_by_category", of=of) for of in ("ABSENT A", "ABSENT B")] == [
        (2, 3), (3, 3)]
    assert fraction(warehouse, "XX01", "2016-04", breakdown="risk", of="B") == (5, 5)


def test_what_judges_any_return_waits_for_none_by_name(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [episode("2016-04-03", "HIGH")]})
    given(warehouse, "cs_lac", "2016-05", loaded_at="2016-06-09 08:00+00")
    given(warehouse, "cs_cin_cpp", "2016-05", loaded_at="2016-06-07 08:00+00")
    given(warehouse, "cs_cin_cpp", "2016-07")
    roll_up(warehouse, tmp_path, header=HEADER.replace("[pol_missing]", "none"))
    april, may, june = (row(warehouse, "XX01", f"2016-0{month}") for month in (4, 5, 6))
    assert april and may and june
    assert [found["status"] for found in (april, may, june)] == ["final", "final", "awaiting"]
    assert june["awaiting"] == "any return 2016-06"
    assert str(may["known_at"]).startswith("2016-06-09 08:00")
