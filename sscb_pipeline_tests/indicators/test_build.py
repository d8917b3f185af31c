"""Tables are replaced together, at the end, or not at all."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError

from sscb_pipeline.indicators.build import NO_MODELS, ModelBuilt, build_models, build_one
from sscb_pipeline.indicators.models import all_models, load_models
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.small_models import SELECT, write_models
from sscb_pipeline_tests.indicators.worked_example import given, value

EPISODE = {"misper_ref": "NE 1", "missing_from_at": "2016-04-03 12:00", "reported_at": "2016-04-03 13:00", "risk": "HIGH"}


def test_each_model_is_a_table_with_its_meaning_and_its_rows(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [EPISODE]})
    seen: list[ModelBuilt] = []
    built = build_models(warehouse, progress=seen.append, models=load_models(write_models(tmp_path)))
    assert [(b.name, b.layer, b.rows) for b in built] == [("stg_missing", "staging", 1), ("share_high", "indicators", 1)]
    assert seen == built
    comment = warehouse.read("select obj_description('indicators.share_high'::regclass) as said")["said"][0]
    assert comment == "Missing episodes graded high risk."


def test_a_fault_leaves_the_earlier_tables_as_they_were(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [EPISODE]})
    build_models(warehouse, models=load_models(write_models(tmp_path)))
    given(warehouse, "pol_missing", "2016-05", {"Missing": [{**EPISODE, "misper_ref": "NE 2"}]})
    broken = load_models(write_models(tmp_path, select=SELECT.replace("day as item_date", "misper_ref::date as item_date")))
    with pytest.raises(DataError):
        build_models(warehouse, models=broken)
    # stg_missing was rebuilt with two rows before the fault: readers still see the one row share_high goes with.
    assert len(warehouse.read("select 1 from staging.stg_missing")) == 1
    assert len(warehouse.read("select 1 from indicators.share_high")) == 1


def test_readers_see_the_earlier_set_until_all_is_built(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [EPISODE]})
    models = load_models(write_models(tmp_path))
    build_models(warehouse, models=models)
    given(warehouse, "pol_missing", "2016-05", {"Missing": [{**EPISODE, "misper_ref": "NE 2"}]})
    while_building: list[int] = []
    build_models(warehouse, lambda _: while_building.append(len(warehouse.read("select 1 from staging.stg_missing"))), models)
    assert while_building == [1, 1]
    assert len(warehouse.read("select 1 from staging.stg_missing")) == 2


def test_the_whole_catalogue_builds_on_nothing_and_drops_what_no_model_makes(warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        connection.execute(text("create table staging.stg_of_yesterday as select 1 as one"))
    built = build_models(warehouse)
    assert [b.name for b in built] == [model.name for model in all_models()]
    assert refresh_values(warehouse) == 0
    tables = warehouse.read("select tablename from pg_tables where schemaname in ('staging', 'intermediate', 'indicators')")
    assert set(tables["tablename"]) == {model.name for model in all_models()} | set(NO_MODELS)


def test_models_built_one_by_one_give_the_same(warehouse: Warehouse) -> None:
    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [{"cpp_start": "2016-05-01"}, {"cpp_start": "2017-03-01"}]})
    for model in all_models():
        with warehouse.begin() as connection:
            build_one(connection, model)
    refresh_values(warehouse)
    assert value(warehouse, "CP04", "2017-03") == 2


def test_after_a_fault_the_next_build_is_whole(warehouse: Warehouse, tmp_path: Path) -> None:
    given(warehouse, "pol_missing", "2016-04", {"Missing": [EPISODE]})
    broken = load_models(write_models(tmp_path, select=SELECT.replace("day as item_date", "misper_ref::date as item_date")))
    with pytest.raises(DataError):
        build_models(warehouse, models=broken)
    given(warehouse, "pol_missing", "2016-04", {"Missing": [EPISODE, {**EPISODE, "misper_ref": "NE 2"}]})
    built = build_models(warehouse, models=load_models(write_models(tmp_path)))
    assert [b.rows for b in built] == [2, 2], "not what the fault left behind"


def test_a_model_is_built_after_all_it_reads_and_independent_ones_side_by_side(warehouse: Warehouse) -> None:
    order: list[str] = []
    built = build_models(warehouse, lambda each: order.append(each.name))
    assert [b.name for b in built] == [model.name for model in all_models()], "told in the order of the models"
    place = {name: n for n, name in enumerate(order)}
    assert all(place[name] < place[model.name] for model in all_models() for name in model.refs)
