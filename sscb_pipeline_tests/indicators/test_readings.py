"""How months are read, by hand: baselines, gaps, what has no limits, colours and comparators, and the table they stand in."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.indicators.models import load_models
from sscb_pipeline.indicators.readings import COLUMNS, Compared, published, readings
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.thresholds import thresholds_of_the_house
from sscb_pipeline.vocabulary.calendar import last_day, months_between
from sscb_pipeline.vocabulary.targets import Target, rebasings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.small_models import write_models
from sscb_pipeline_tests.indicators.worked_example import given

HOUSE = thresholds_of_the_house()
MONTHS = list(months_between("2015-04", "2017-09"))
LIVELY = [48.0, 52.0] * 15
TARGET = Target("CP02", "all", dt.date(2015, 4, 1), None, 90, 5, "made up")


def read(indicator: str, values: list[float | None], area: str = "Surrey", denominator: int | None = 20,
         targets: tuple[Target, ...] = (), published: tuple[Compared, ...] = ()) -> dict[str, dict[str, Any]]:
    """The months from April 2015 on, each as it is read."""
    months = [{"indicator_id": indicator, "period_start": dt.date.fromisoformat(f"{month}-01"), "period_end": last_day(month),
               "area": area, "value": value, "denominator": denominator} for month, value in zip(MONTHS, values, strict=False)]
    return {f"{each['period_start']:%Y-%m}": each
            for each in readings(catalogue()[indicator], area, months, published, targets, rebasings(), HOUSE)}


def of(found: dict[str, dict[str, Any]], column: str) -> list[Any]:
    return [each.get(column) for each in found.values()]


def test_a_baseline_begins_with_the_first_figure_and_is_fixed_by_24_months() -> None:
    found = read("CP02", [None, *LIVELY[:25]])
    assert of(found, "limits") == ["NO_FIGURE", *["FIXED"] * 25]
    assert {each.get("baseline_start") for each in list(found.values())[1:]} == {dt.date(2015, 5, 1)}
    march = found["2017-03"]
    assert (march["mean"], march["lower_limit"], march["upper_limit"]) == (50, 39.36, 60.64)
    assert (march["moving_range"], march["moving_range_limit"], march["baseline_months"]) == (4, 13.07, 24)
    assert set(of(read("CP02", LIVELY[:12]), "limits")) == {"TRIAL"}
    assert set(of(read("CP02", LIVELY[:11]), "limits")) == {"TOO_FEW_MONTHS"}


def test_signals_are_told_in_words() -> None:
    values = [*LIVELY[:24], 61, 57, 53, 51, 51, 51]
    found = read("CP02", values)
    assert of(found, "outside_limits")[-6:] == ["HIGH", None, None, None, None, None]
    assert of(found, "same_side")[-6:] == [None] * 6
    assert of(found, "near_limit")[-6:] == [None] * 6
    # 52, 61, 57.2: the last two beyond 57.09; then 38: outside below.
    found = read("CP02", [*LIVELY[:24], 61, 57.2, 38])
    assert of(found, "near_limit")[-3:] == [None, "HIGH", None] and of(found, "outside_limits")[-1] == "LOW"
    found = read("CP02", [*LIVELY[:24], 53, 54, 55, 56])
    assert of(found, "trend")[-2:] == [None, "RISING"]
    assert of(read("CP02", [*LIVELY[:23], *[49.0] * 7]), "same_side")[-2:] == [None, "BELOW"]


def test_front_door_series_begin_anew_with_mash_and_no_others_do() -> None:
    """MASH opened on 5 October 2016: 18 months before it, six after it, which are too few for limits of their own."""
    found = read("REF02", [*[20.0, 22.0] * 9, *[70.0, 72.0] * 6])
    assert of(found, "limits") == ["TRIAL"] * 30
    assert (found["2016-09"]["mean"], found["2016-10"]["mean"]) == (21, 71)
    assert {each["baseline_start"] for each in found.values()} == {dt.date(2015, 4, 1), dt.date(2016, 10, 1)}
    assert found["2016-10"]["baseline_reason"].startswith("MASH")
    assert set(of(found, "outside_limits")) == {None}
    assert of(read("REF02", [*[20.0, 22.0] * 9, *[70.0, 72.0] * 3]), "limits") == ["TRIAL"] * 18 + ["TOO_FEW_MONTHS"] * 6
    # The same months of an indicator that is not the front door's: one baseline, whatever they look like.
    found = read("CP02", [*[20.0, 22.0] * 9, *[70.0, 72.0] * 6])
    assert {each["baseline_start"] for each in found.values()} == {dt.date(2015, 4, 1)}
    # A front-door baseline that has no month before the change begins with its own first.
    assert read("EH01", [*[None] * 20, 5.0, 6.0])["2017-01"]["baseline_start"] == dt.date(2016, 12, 1)


@pytest.mark.parametrize(
    ("indicator", "area", "limits"),
    [("SCR01", "Surrey", "NOT_CHARTED"), ("CDOP01", "Surrey", "NOT_CHARTED"), ("CSE01", "NE", "NOT_CHARTED"),
     ("CSE01", "Surrey", "FIXED"), ("CP04", "NE", "FIXED")],
)  # fmt: skip
def test_reviews_deaths_and_exploitation_by_area_have_no_limits(indicator: str, area: str, limits: str) -> None:
    found = read(indicator, [2.0, 4.0] * 14, area, None)
    assert set(of(found, "limits")) == {limits}
    bare = ("mean", "upper_limit", "outside_limits", "moving_range", "direction", "baseline_start")
    assert all(each.get(column) is None for each in found.values() for column in bare) == (limits == "NOT_CHARTED")


def test_a_month_without_a_figure_is_no_point_and_has_no_neighbours() -> None:
    found = read("CP02", [50.0, None, 60.0, 60.4, 62.0])
    assert of(found, "moving_range") == [None, None, 10, 0.4, 1.6]
    assert of(found, "direction") == [None, None, None, "NO_CHANGE", "UP"]
    assert of(found, "direction_rule")[3:] == ["TOO_SMALL", "NO_LIMITS"]
    assert of(found, "direction_is")[3:] == [None, "BETTER"]
    assert of(read("CP09", [5.0, 6.0]), "direction_is") == [None, "WORSE"]  # plans over two years: low is good
    assert of(read("CP04", [5.0, 9.0]), "direction_is") == [None, None]  # neither is good


def test_inside_the_limits_nothing_changed() -> None:
    found = read("CP02", [*LIVELY[:24], 60.0, 61.0])
    assert [(each["direction"], each["direction_rule"], each["change"]) for each in list(found.values())[-2:]] == [
        ("NO_CHANGE", "INSIDE_LIMITS", 8), ("UP", "OUTSIDE_LIMITS", 1)]


def test_colours_are_told_of_targets_alone() -> None:
    published = (Compared("2014-15", dt.date(2015, 3, 31), {"England": 99.0}),)
    found = read("CP02", [90.0, 86.0, 84.0, None], published=published)
    assert of(found, "rag") == [None] * 4 and set(of(found, "rag_reason")) == {"NO_TARGET"}
    found = read("CP02", [90.0, 86.0, 84.0, None], targets=(TARGET,), published=published)
    assert of(found, "rag") == ["GREEN", "AMBER", "RED", None] and of(found, "rag_reason")[-1] == "NO_VALUE"
    assert (found["2015-04"]["target"], found["2015-04"]["tolerance"], found["2015-04"]["target_source"]) == (90, 5, "made up")
    found = read("CP02", [90.0, 86.0], denominator=9, targets=(TARGET,))
    assert of(found, "rag") == [None, None] and set(of(found, "rag_reason")) == {"DENOMINATOR_TOO_SMALL"}


def test_the_comparator_is_the_latest_year_that_had_ended() -> None:
    years = (Compared("2014-15", dt.date(2015, 3, 31), {"England": 74.7}),
             Compared("2015-16", dt.date(2016, 3, 31), {"England": 76.7, "Statistical neighbours": 82.2, "with_data": 10}))
    found = read("CP02", LIVELY[:13], published=years)
    assert of(found, "comparator_year") == ["2014-15"] * 11 + ["2015-16"] * 2
    assert (found["2016-02"]["england"], found["2016-03"]["england"]) == (74.7, 76.7)
    assert (found["2016-02"]["neighbours"], found["2016-03"]["neighbours_with_data"]) == (None, 10)


def test_every_month_of_the_tidy_table_is_read_once(warehouse: Warehouse, tmp_path: Path) -> None:
    """Fourteen months: in each, two episodes of NE and one of SW; one of NE is high."""
    for month in months_between("2015-04", "2016-05"):
        given(warehouse, "pol_missing", month, {"Missing": [
            {"misper_ref": f"{ref} {month}", "missing_from_at": f"{month}-10 10:00", "risk": risk}
            for ref, risk in (("NE 1", "HIGH"), ("NE 2", "MEDIUM"), ("SW 3", "MEDIUM"))]})
    models = load_models(write_models(tmp_path))
    build_models(warehouse, models=models)
    refresh_values(warehouse, models)
    found = warehouse.read("select * from indicators.indicator_reading")
    assert tuple(found.columns) == COLUMNS
    assert found.groupby("area").size().to_dict() == dict.fromkeys(("Surrey", "NE", "NW", "SE", "SW"), 14)
    may = found[found["period_end"] == dt.date(2016, 5, 31)].set_index("area")
    assert may.loc[["Surrey", "NE", "SW"], "value"].tolist() == [33.3, 50, 0]
    assert set(may["limits"]) == {"TRIAL", "NO_FIGURE"}  # of no episode there is no share
    assert may.loc["Surrey", ["mean", "lower_limit", "upper_limit", "rolling_12m"]].tolist() == [33.3, 33.3, 33.3, 33.3]
    assert may.loc["Surrey", "rag_reason"] == "NO_TARGET"
    assert may["england"].isna().all()


def test_a_line_is_drawn_for_shares_that_a_month_can_be_held_against(warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        found = published(connection)
        for statement in (
            "create temp table later as select * from reference.comparator where measure = 'CP_conf_15days'",
            "update later set added = added + 10000, value = 77.9, vintage = '2026-11'",
            "insert into reference.comparator select * from later",
        ):
            connection.execute(text(statement))
        anew = published(connection)
        connection.rollback()
    assert [each.by_place["England"] for each in anew["CP02"]] == [77.9] * 3  # of two releases the one added last
    assert {"CP02", "REF02", "LAC05"} <= set(found)
    assert not {"MIS05", "CP04", "REF01", "CP06"} & set(found)  # of a year; numbers; by the category a plan began with
    year = {each.year: each.by_place for each in found["CP02"]}["2016-17"]
    assert year == {"England": 77.2, "South East": 75, "Statistical neighbours": 82.9, "with_data": 10, "Surrey": 68.4}
