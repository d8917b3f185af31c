"""One asset per SQL model, from the returns down to the indicators, the one table of values and how they are read.

All models are one step and one transaction: readers see the complete earlier set or the complete new one, and a table is
never newer than the tables it was made from.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import dagster as dg

from sscb_pipeline.assets.from_returns import return_key
from sscb_pipeline.assets.house import house_of
from sscb_pipeline.assets.privacy import facts, guarded, rows_in_table
from sscb_pipeline.indicators.models import LAYERS, Model, all_models
from sscb_pipeline.returns.registry import all_returns

VALUES = dg.AssetKey(["indicators", "indicator_values"])
READINGS = dg.AssetKey(["indicators", "indicator_reading"])


_TYPES = """
select table_name, column_name, data_type from information_schema.columns
where table_schema = any(:layers) order by table_name, ordinal_position
"""


_READ = """
select count(*) as months, count(outside_limits) as outside, count(coalesce(same_side, trend, near_limit)) as others,
    count(*) filter (where rag = 'RED') as red
from indicators.indicator_reading
"""


def model_key(model: Model) -> dg.AssetKey:
    return dg.AssetKey([model.layer, model.name])


def model_assets() -> list[dg.AssetsDefinition]:
    """Every model as an asset, and the values rolled up from the indicators among them."""
    models = all_models()
    return [*([_models(models)] if models else []), _values(models)]


def _models(models: tuple[Model, ...]) -> dg.AssetsDefinition:
    keys = {model.name: model_key(model) for model in models}
    owner = {declared.table(sheet): declared.name for declared in all_returns() for sheet in declared.sheets}

    def spec(model: Model) -> dg.AssetSpec:
        returns = {owner[table] for source, table in model.sources if source == "returns"}
        return dg.AssetSpec(
            key=keys[model.name],
            deps=[*(keys[name] for name in model.refs), *(return_key(name) for name in sorted(returns))],
            group_name=model.folder,
            kinds={"sql", "postgres"},
            tags={"layer": model.layer},
            description=_description(model),
            metadata={"dagster/column_schema": _columns(dict.fromkeys(model.columns, "known once built"))},
            skippable=True,
        )

    @dg.multi_asset(name="models", specs=[spec(model) for model in models], can_subset=True, required_resource_keys={"house"})
    @guarded("E-MODELS")
    def build(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
        from sscb_pipeline.indicators.build import build_models

        wanted = [model for model in models if keys[model.name] in context.selected_asset_keys]
        whole = len(wanted) == len(models)
        warehouse = house_of(context).warehouse
        built = build_models(warehouse, models=None if whole else wanted)
        types: dict[str, dict[str, str]] = defaultdict(dict)
        for row in warehouse.rows(_TYPES, layers=list(LAYERS)):
            types[row.table_name][row.column_name] = row.data_type
        for each in built:
            told: dict[str, Any] = facts(milliseconds=round(each.seconds * 1000)) | rows_in_table(each.rows)
            told["dagster/column_schema"] = _columns(types[each.name])
            yield dg.MaterializeResult(asset_key=keys[each.name], metadata=told)

    return build


def _columns(types: dict[str, str]) -> dg.TableSchema:
    return dg.TableSchema([dg.TableColumn(name, kind) for name, kind in types.items()])


def _values(models: tuple[Model, ...]) -> dg.AssetsDefinition:
    counted = [model_key(model) for model in models if model.indicator]

    specs = [
        dg.AssetSpec(VALUES, deps=counted, group_name="indicator_values", kinds={"postgres"}, description=(
            "**Every indicator's value**, by month, quarter, rolling twelve months, year to date and financial year, for "
            "Surrey and its four areas, with numerator and denominator.\n\nA value whose returns have not arrived says which "
            "it awaits; it is never 0. One that leans on months not received is provisional.")),
        dg.AssetSpec(READINGS, deps=[VALUES], group_name="indicator_values", kinds={"postgres"}, description=(
            "**How each month's figure is to be read**, for Surrey and its four areas: the limits its own months set and the "
            "signals against them, the direction since the month before, red, amber or green where the Board set a target, "
            "and what was published for the year.\n\nA series begins anew only where data/reference/rebasing.csv says so.")),
    ]

    @dg.multi_asset(name="indicator_values", specs=specs, required_resource_keys={"house"})
    @guarded("E-VALUES")
    def values(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[Any]]:
        from sscb_pipeline.indicators.rollup import refresh_values

        warehouse = house_of(context).warehouse
        rows = refresh_values(warehouse, thresholds=house_of(context).settings.thresholds)
        states = warehouse.read("select status, count(*) as n from indicators.indicator_values group by status")
        count = dict(zip(states["status"], states["n"], strict=True))
        told = facts(**{name: int(count.get(name, 0)) for name in ("final", "provisional", "awaiting")})
        yield dg.MaterializeResult(asset_key=VALUES, metadata=told | facts(indicators=len(counted)) | rows_in_table(rows))
        (read,) = warehouse.rows(_READ)
        signals = facts(outside_limits=read.outside, other_signals=read.others, red=read.red)
        yield dg.MaterializeResult(asset_key=READINGS, metadata=signals | rows_in_table(read.months))

    return values


def _description(model: Model) -> str:
    if not model.indicator:
        return model.meaning
    indicator = model.indicator
    lines = [f"**{indicator.id}: {indicator.title}**", indicator.meaning, f"*Numerator*: {indicator.numerator}"]
    if indicator.denominator:
        lines.append(f"*Denominator*: {indicator.denominator}")
    lines.append(f"*Standard*: {indicator.standard}")
    lines += [f"- {caution}" for caution in indicator.cautions]
    lines.append("One row of this table is one counted item; its value by period stands in indicator_values.")
    return "\n\n".join(lines)
