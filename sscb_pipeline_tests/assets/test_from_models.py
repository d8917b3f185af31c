"""Models as assets: one step, one transaction, each told with its rows and columns."""

from typing import Any

import pytest

from sscb_pipeline.assets.from_models import READINGS, VALUES, model_key
from sscb_pipeline.assets.running import run_pipeline
from sscb_pipeline.errors import SscbError
from sscb_pipeline.indicators import build
from sscb_pipeline.indicators.models import Model, all_models
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import dagster_of, metadata_of, receive_episodes


def test_every_model_is_told_with_its_rows_and_columns(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11", count=4)
    run_pipeline(settings, warehouse, reports=False)
    with dagster_of(settings, warehouse, "2016-11") as (_, instance):
        for model in all_models():
            told = metadata_of(instance, *model_key(model).path)
            assert [column.name for column in told["dagster/column_schema"].columns] == list(model.columns)
        assert metadata_of(instance, "staging", "stg_police__missing_episodes")["dagster/row_count"] == 4
        told = metadata_of(instance, "indicators", "missing_episodes")
        types = {column.name: column.type for column in told["dagster/column_schema"].columns}
        assert (types["item_date"], types["in_numerator"]) == ("date", "boolean")
        values = metadata_of(instance, *VALUES.path)
        read = metadata_of(instance, *READINGS.path)
    counted = warehouse.read("select status, count(*) as n from indicators.indicator_values group by status")
    assert {row.status: row.n for row in counted.itertuples()} == {
        status: values[status] for status in ("final", "provisional", "awaiting") if values[status]
    }
    assert values["dagster/row_count"] == counted["n"].sum()
    months = warehouse.read("select 1 from indicators.indicator_reading")
    assert (read["dagster/row_count"], read["outside_limits"], read["red"]) == (len(months), 0, 0) and len(months) > 100


def test_models_chosen_are_built_alone(settings: Settings, warehouse: Warehouse) -> None:
    receive_episodes(settings, warehouse, "2016-11")
    run_pipeline(settings, warehouse, reports=False)
    with dagster_of(settings, warehouse, "2016-11") as (definitions, instance):
        chosen = next(model_key(model) for model in all_models() if model.layer == "staging")
        job = definitions.resolve_job_def("indicators")
        result = job.execute_in_process(instance=instance, asset_selection=[chosen])
        made = {event.asset_key for event in result.get_asset_materialization_events()}
    assert made == {chosen}


def test_a_model_that_fails_leaves_every_table_as_it_was(
    settings: Settings, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive_episodes(settings, warehouse, "2016-10")
    run_pipeline(settings, warehouse, reports=False)
    before = warehouse.read("select count(*) as n from staging.stg_police__missing_episodes")["n"].iloc[0]
    receive_episodes(settings, warehouse, "2016-11", count=9)
    real, last = build._make, all_models()[-1].name

    def fail_at_the_last(connection: object, model: Model, *rest: Any) -> object:
        if model.name == last:
            raise SscbError("The last model fails.")
        return real(connection, model, *rest)

    monkeypatch.setattr(build, "_make", fail_at_the_last)
    with pytest.raises(SscbError, match="The last model fails"):
        run_pipeline(settings, warehouse, reports=False)
    assert warehouse.read("select count(*) as n from staging.stg_police__missing_episodes")["n"].iloc[0] == before
