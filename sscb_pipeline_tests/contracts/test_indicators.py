"""What every indicator keeps: a worked example of its own, a table of counted items, figures that add up."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.headers import ITEM_COLUMNS, PER_10000
from sscb_pipeline.indicators.models import Model, all_models
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.returns.declaration import Text
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import MODELS
from sscb_pipeline.vocabulary.agencies import AGENCIES
from sscb_pipeline.vocabulary.areas import COUNTY
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import given

TESTS = Path(__file__).parents[1] / "indicators"
INDICATORS = [model for model in all_models() if model.indicator]
PLACE = ["indicator_id", "period_type", "period_start", "period_end"]


@pytest.mark.parametrize("model", INDICATORS, ids=lambda model: model.indicator.id)
def test_every_indicator_has_an_example_worked_by_hand(model: Model) -> None:
    example = TESTS / model.folder / f"test_{model.name}.py"
    assert example.exists(), f"write {example.relative_to(TESTS)}"
    assert f'"{model.header["id"]}"' in example.read_text(encoding="utf-8")


@pytest.mark.parametrize("model", INDICATORS, ids=lambda model: model.indicator.id)
def test_the_example_reads_every_part_the_definition_promises(model: Model) -> None:
    """Each breakdown, share and variant is named in it, so that one listed for show is noticed."""
    example = (TESTS / model.folder / f"test_{model.name}.py").read_text(encoding="utf-8")
    promised = (*model.indicator.breakdowns, *model.indicator.shares, *model.indicator.variants)
    unread = [word for word in promised if f'"{word}"' not in example]
    assert not unread, f"read {', '.join(unread)}"


@pytest.mark.parametrize("model", INDICATORS, ids=lambda model: model.indicator.id)
def test_every_indicator_returns_counted_items(model: Model) -> None:
    assert set(ITEM_COLUMNS) <= set(model.columns)


def test_no_model_shows_a_personal_or_restricted_column() -> None:
    """Names, addresses and free text stay in the returns; ids that link a child's rows may come along, and the date of
    birth as far as ages are counted from it, never into counted items."""
    columns = [c for r in all_returns() for s in r.sheets for c in s.facts().columns.values()]
    shown = {c.name for c in columns if not (c.personal or c.restricted)}
    hidden = {c.name for c in columns if not c.name.endswith(("_id", "_ref", "_number"))} - shown
    assert {"surname", "dob", "postcode"} <= hidden
    for model in all_models():
        shows = hidden & set(model.columns) - (set() if model.indicator else {"dob", "edd"})
        assert not shows, f"{model.name} shows {', '.join(sorted(shows))}"


def test_no_figure_is_broken_down_by_what_a_sender_types_freely() -> None:
    """A cell of free text may hold a name; breakdown values are printed."""
    columns = [c for r in all_returns() for s in r.sheets for c in s.facts().columns.values()]
    typed = {c.name for c in columns if c.kind is Text}
    assert {"team", "allocated_team"} <= typed
    for model in INDICATORS:
        found = typed & {*model.indicator.breakdowns, *model.indicator.shares}
        assert not found, f"{model.name} is broken down by {', '.join(sorted(found))}"


def test_staging_lies_in_the_folder_of_its_agency() -> None:
    folders = {path.name for path in (MODELS / "staging").iterdir()}
    assert folders <= {agency.key for agency in AGENCIES}


@pytest.fixture
def values(warehouse: Warehouse) -> Iterator[pd.DataFrame]:
    """Two months in which every sheet of every return has three rows of the declarations' usual values, one area each."""
    for declared in all_returns():
        for month in ("2016-04", "2016-05"):
            sheets = {s.facts().name: [{"area": area} if "area" in s.facts().columns else {} for area in ("NE", "SW", "SW")]
                      for s in declared.sheets}
            given(warehouse, declared.name, month, sheets)
    build_models(warehouse)
    refresh_values(warehouse)
    yield warehouse.read("select * from indicators.indicator_values")


def _areas_add_up_to_the_county(values: pd.DataFrame) -> None:
    counted = values[values["status"] != "awaiting"]
    assert set(counted["indicator_id"]) >= {model.header["id"] for model in INDICATORS if not model.indicator.lookback_months}
    divided = counted[counted["denominator"].notna()]
    assert (divided["numerator"] <= divided["denominator"]).all()
    has_areas = [model.header["id"] for model in INDICATORS if model.indicator and model.indicator.has_areas]
    by_place = counted[counted["indicator_id"].isin(has_areas) & (counted["breakdown"] != "rate")]
    place = [*PLACE, "breakdown", "breakdown_value"]
    county = by_place[by_place["area"] == "Surrey"].set_index(place)[["numerator", "denominator"]].fillna(0)
    parts = by_place[by_place["area"] != "Surrey"].groupby(place)[["numerator", "denominator"]].sum()
    pd.testing.assert_frame_equal(county.sort_index(), parts.sort_index(), check_dtype=False)


def _breakdowns_add_up_to_the_headline(values: pd.DataFrame) -> None:
    counted = values[(values["status"] != "awaiting") & (values["area"] == "Surrey")]
    for model in INDICATORS:
        indicator = model.indicator
        if indicator is None or not indicator.has_headline:
            continue
        own = counted[counted["indicator_id"] == indicator.id]
        whole = own[own["breakdown"] == "all"].set_index(PLACE).sort_index()
        for dimension in (*indicator.breakdowns, *indicator.shares):
            parts = own[own["breakdown"] == dimension].groupby(PLACE)["numerator"].sum()
            expected = whole["numerator"] if dimension in indicator.breakdowns else whole["denominator"]
            if dimension in indicator.overlapping:
                assert (parts >= expected.reindex(parts.index)).all()
            elif not parts.empty and not expected.isna().any():
                pd.testing.assert_series_equal(parts, expected, check_names=False, check_dtype=False, check_index=False)


def _awaited_periods_hold_no_number(values: pd.DataFrame) -> None:
    awaited = values[values["status"] == "awaiting"]
    assert not awaited.empty
    assert awaited[["numerator", "denominator", "value"]].isna().all().all()
    assert awaited["awaiting"].notna().all()
    assert set(awaited["breakdown"]) == {"all"}


def _bounds_enclose_the_value(values: pd.DataFrame) -> None:
    counted = values[(values["status"] != "awaiting") & values["value"].notna()]
    matched = {model.header["id"] for model in INDICATORS if model.indicator and model.indicator.matching}
    bounded = counted[counted["upper_bound"].notna()]
    assert set(bounded["indicator_id"]) <= matched
    assert (bounded["lower_bound"] <= bounded["value"]).all() and (bounded["value"] <= bounded["upper_bound"]).all()
    headlines = counted[counted["indicator_id"].isin(matched) & (counted["breakdown"] == "all")]
    assert headlines["upper_bound"].notna().all()


def _rates_are_of_the_population(values: pd.DataFrame) -> None:
    rates = values[values["breakdown"] == "rate"]
    with_rate = {model.header["id"] for model in INDICATORS if model.indicator and model.indicator.rate}
    assert set(rates["indicator_id"]) == with_rate & set(values.loc[values["status"] != "awaiting", "indicator_id"])
    assert rates["unit"].str.startswith(PER_10000).all() and (rates["area"] == COUNTY).all()


def _no_two_rows_for_one_place(values: pd.DataFrame) -> None:
    assert not values.duplicated([*PLACE, "area", "breakdown", "breakdown_value"]).any()


def test_figures_keep_their_promises(values: pd.DataFrame) -> None:
    """One build of everything for all of them: they read the same table."""
    _areas_add_up_to_the_county(values)
    _breakdowns_add_up_to_the_headline(values)
    _awaited_periods_hold_no_number(values)
    _bounds_enclose_the_value(values)
    _rates_are_of_the_population(values)
    _no_two_rows_for_one_place(values)
