"""Published figures: every row has its place, basis and source; faults are named; bases stand side by side."""

import csv
from dataclasses import asdict
from pathlib import Path

import pytest

from sscb_pipeline.errors import DeclarationError, WrongUsage
from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.indicators.pull import pull_comparators
from sscb_pipeline.vocabulary.comparators import (
    Comparator,
    comparators,
    last_day_of,
    measures,
    neighbours,
    read_comparators,
)
from sscb_pipeline.warehouse.server import Warehouse

GOOD = {"measure": "CPP_Num", "area": "England", "neighbour_group": "", "period": "2016-17", "value": "51080",
        "neighbours_with_data": "", "basis": "DFE_PUBLISHED", "rounding": "NEAREST_10", "source": "made up",
        "vintage": "made up", "licence": "made up"}  # fmt: skip
MEAN = GOOD | {"area": "Statistical neighbours", "neighbour_group": "2021-04", "neighbours_with_data": "9", "rounding": "MEAN"}


def read(folder: Path, *rows: dict[str, str]) -> tuple[Comparator, ...]:
    with (folder / "comparators.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(GOOD))
        writer.writeheader()
        writer.writerows(rows)
    return read_comparators(folder / "comparators.csv", measures(), {"2021-04"})


def test_812_and_843_both_stand_each_with_its_basis(warehouse: Warehouse) -> None:
    """Children on a plan at 31 March 2017: as the Board printed them, and as the department did months later."""
    found = pull_comparators(warehouse, ["CP04"])
    surrey = found[(found["area"] == "Surrey") & (found["period"] == "2016-17") & (found["breakdown"] == "all")]
    assert dict(zip(surrey["basis"], surrey["value"], strict=True)) == {"LOCAL_AS_PUBLISHED": 812, "DFE_PUBLISHED": 843}
    # The department's rate of the same children, with either population: 843 / 259,248 and 843 / 256,828.
    rates = found[(found["area"] == "Surrey") & (found["period"] == "2016-17") & (found["breakdown"] == "rate")]
    assert dict(zip(rates["breakdown_value"], rates["value"], strict=True)) == {"RELEASE_2018": 32.5, "REBASED": 32.8}


def test_every_published_figure_is_loaded_and_can_be_chosen(warehouse: Warehouse) -> None:
    found = pull_comparators(warehouse)
    assert len(found) == len(comparators()) > 700
    assert found[["source", "vintage", "licence", "basis", "rounding", "unit"]].notna().all().all()
    mean = pull_comparators(warehouse, ["icpc_15wd_pct"]).query(
        "area == 'Statistical neighbours' and period == '2016-17' and breakdown == 'all'")
    assert mean[["value", "neighbours_with_data", "neighbour_group", "rounding"]].to_numpy().tolist() == [
        [82.9, 10, "2021-04", "MEAN"]]
    assert pull_comparators(warehouse, ["EH01"]).empty


def test_a_series_compares_with_a_figure_the_tidy_table_has() -> None:
    for measure in filter(lambda measure: measure.indicator_id, measures().values()):
        indicator = catalogue()[measure.indicator_id]
        shown = {"all", "variant", "rate", *indicator.breakdowns, *indicator.shares}
        assert measure.breakdown in shown, measure
        assert measure.breakdown != "variant" or measure.breakdown_value in indicator.variants, measure
        assert measure.breakdown != "rate" or indicator.rate, measure
        assert measure.breakdown != "all" or indicator.has_headline, measure
        percent = measure.part == "value" and measure.breakdown != "rate"
        assert (measure.unit == "percent") == percent, measure
        assert not percent or indicator.is_percent, measure


def test_neglect_at_the_start_of_a_plan_and_the_bands_of_conferences_have_their_own_places(warehouse: Warehouse) -> None:
    """The department counts neglect by the category a plan began with: no comparison for the headline, by the latest one."""
    published = pull_comparators(warehouse, ["CP06", "CP02"]).query("basis == 'DFE_PUBLISHED'")
    assert set(published.loc[published["indicator_id"] == "CP06", "breakdown_value"]) == {"initial_category"}
    bands = published.query("breakdown == 'band' and area == 'Surrey' and period == '2016-17'")
    in_time = bands["breakdown_value"].isin(["0-10", "11-15"])
    # 1,352 children had a conference, of whom 68.4 % within 15 working days.
    assert bands["value"].sum() == 1352
    assert round(100 * bands.loc[in_time, "value"].sum() / 1352, 1) == 68.4


def test_a_group_of_neighbours_is_dated_and_every_mean_says_how_many_had_data() -> None:
    group = [each for each in neighbours() if each.neighbour_group == "2021-04"]
    assert len({each.la_code for each in group}) == 10 and {f"{each.valid_from}" for each in group} == {"2021-04-01"}
    means = [each for each in comparators() if each.area == "Statistical neighbours"]
    assert means and all(1 <= (each.neighbours_with_data or 0) <= len(group) for each in means)


def test_a_period_is_a_financial_year_or_several() -> None:
    assert [f"{last_day_of(period)}" for period in ("2016-17", "2015-16 to 2017-18")] == ["2017-03-31", "2018-03-31"]
    for period in ("2017", "2016-18", "2017-18 to 2015-16", "2015-16 to 2016-17 to 2017-18"):
        with pytest.raises(WrongUsage):
            last_day_of(period)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"value": "x"}, "its value is no number"),
        ({"value": "nan"}, "its value is no number"),
        ({"measure": "CPP_Nun"}, "its measure is not in comparator_measures.csv"),
        ({"area": "Kent"}, "its area is none of"),
        ({"period": "2017"}, "its period is no financial year"),
        ({"basis": "DFE"}, "its basis or rounding is none"),
        ({"rounding": ""}, "its basis or rounding is none"),
        ({"licence": ""}, "it has no source, vintage or licence"),
        ({"neighbours_with_data": "3"}, "neighbours have a group"),
        ({"area": "Statistical neighbours"}, "neighbours have a group"),
        ({**MEAN, "neighbour_group": "2014"}, "neighbours have a group"),
    ],
)
def test_a_row_that_cannot_stand_stops_the_load_by_name(tmp_path: Path, changed: dict[str, str], why: str) -> None:
    assert [asdict(each)["value"] for each in read(tmp_path, GOOD, MEAN)] == [51080, 51080]
    with pytest.raises(DeclarationError, match=f"comparators.csv: .*{why}"):
        read(tmp_path, GOOD, GOOD | {"period": "2015-16"} | changed)


def test_one_figure_stands_once_but_in_every_basis_and_vintage(tmp_path: Path) -> None:
    assert len(read(tmp_path, GOOD, GOOD | {"basis": "LOCAL_AS_PUBLISHED"}, GOOD | {"vintage": "later"})) == 3
    with pytest.raises(DeclarationError, match="more than once"):
        read(tmp_path, GOOD, GOOD | {"value": "51000"})


def test_what_adds_up_over_a_year_is_not_compared_with_a_month() -> None:
    found = {each.measure: each.periods for each in measures().values()}
    assert [found[name] for name in ("CPP_Total_NumRef", "CPP_Abuse", "Children_missing", "CPP_Num", "CP_conf_15days")] == [
        "year", "year", "year", "all", "all"]  # fmt: skip
    for measure in measures().values():
        indicator = catalogue().get(measure.indicator_id)
        if indicator and indicator.type == "flow" and not indicator.is_percent and measure.breakdown != "rate":
            assert measure.periods == "year", measure
