"""What is declared below appears in Dagster, once and described."""

import importlib
from pathlib import Path

import dagster as dg
import pytest
import yaml

from sscb_pipeline.assets.assemble import LOCATION, definitions_for
from sscb_pipeline.assets.from_models import READINGS, VALUES, model_key
from sscb_pipeline.assets.from_reports import ANNUAL_REPORT, MAECC_PACKS
from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.house import House
from sscb_pipeline.assets.partitions import Grid
from sscb_pipeline.indicators.models import all_models
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import PROJECT_ROOT, Settings


@pytest.fixture(scope="module")
def graph() -> dg.Definitions:
    """Definitions of a house whose database does not exist: loading must not ask it."""
    return definitions_for(House(Settings(Path("/nowhere"), "postgresql://nobody@127.0.0.1:1/none")), Grid("2017-03"))


def test_one_asset_per_return_model_and_document(graph: dg.Definitions) -> None:
    expected = {return_key(declared.name) for declared in all_returns()} | {model_key(model) for model in all_models()}
    assert set(graph.resolve_all_asset_keys()) == expected | {VALUES, READINGS, ANNUAL_REPORT, MAECC_PACKS}


def test_workspace_loads_the_definitions_without_a_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSCB_DATA", str(tmp_path / "none"))
    monkeypatch.setenv("SSCB_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    named = yaml.safe_load((PROJECT_ROOT / "workspace.yaml").read_text())["load_from"][0]["python_module"]
    assert named["location_name"] == LOCATION
    module = importlib.import_module(named["module_name"])
    dg.Definitions.validate_loadable(getattr(module, named["attribute"]))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("declared", all_returns(), ids=lambda declared: declared.name)
def test_a_return_is_described_owned_and_monthly(graph: dg.Definitions, declared: Return) -> None:
    spec = graph.resolve_assets_def(return_key(declared.name)).specs_by_key[return_key(declared.name)]
    assert spec.group_name == declared.agency.key
    assert list(spec.owners) == [declared.agency.owner_email]
    for sheet in declared.sheets:
        assert sheet.facts().one_row_is in (spec.description or "")
    columns = [column for sheet in declared.sheets for column in sheet.facts().columns.values()]
    assert [c.description for c in spec.metadata["dagster/column_schema"].columns] == [c.description for c in columns]
    assert spec.partitions_def is not None
    keys = spec.partitions_def.get_partition_keys()
    assert (keys[0], keys[-1]) == ("2015-04", "2017-04")


def test_lineage_runs_from_return_to_values(graph: dg.Definitions) -> None:
    assets = graph.resolve_asset_graph()
    for model in all_models():
        parents = assets.get(model_key(model)).parent_keys
        assert parents >= {dg.AssetKey([m.layer, m.name]) for m in all_models() if m.name in model.refs}
        if model.layer == "staging":
            assert any(key.path[0] == "returns" for key in assets.get_ancestor_asset_keys(model_key(model)))
    assert assets.get(VALUES).parent_keys == {model_key(model) for model in all_models() if model.indicator}
    assert assets.get(READINGS).parent_keys == {VALUES}
    above = assets.get_ancestor_asset_keys(VALUES)
    assert return_key("pol_missing") in above
    assert assets.get(MAECC_PACKS).parent_keys == {VALUES}


def test_every_asset_explains_itself(graph: dg.Definitions) -> None:
    for spec in graph.resolve_all_asset_specs():
        assert len(spec.description or "") > 20, spec.key
        assert spec.group_name != "default", spec.key
