"""Builds the models' tables: whole, in order, and shown to readers all at once.

Tables are made in schemas of their own, two at a time, and moved into place in one transaction at the end: who reads
meanwhile sees the complete earlier set, and a fault leaves that set as it was. What a fault leaves in the schemas of their
own nobody reads, and the next build makes anew.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from graphlib import TopologicalSorter

from sqlalchemy import Connection, text

from sscb_pipeline.indicators.models import LAYERS, Model, all_models
from sscb_pipeline.warehouse.server import Warehouse

_BUILD_LOCK = 7_700_002
"""Advisory lock held while tables are built, so that two builds follow one another."""

_APART = "building_"
"""Before the layer, the schema in which tables are made."""

_AT_A_TIME = 2
"""Models built side by side: one a processor of the smallest machine."""

ROLLED_UP = "indicator_values"
READING = "indicator_reading"
CATALOGUE, CATALOGUE_BREAKDOWN = "catalogue", "catalogue_breakdown"
NO_MODELS = (ROLLED_UP, READING, CATALOGUE, CATALOGUE_BREAKDOWN)
"""The tables in schema indicators that are no models."""


@dataclass(frozen=True)
class ModelBuilt:
    """One model that was built: rows in its table, seconds it took."""

    name: str
    layer: str
    rows: int
    seconds: float


def build_models(warehouse: Warehouse, progress: Callable[[ModelBuilt], None] | None = None,
                 models: Sequence[Model] | None = None) -> list[ModelBuilt]:
    """Build every model (or `models`, in their order) and show them at once; tables of models no longer there are dropped."""
    chosen = all_models() if models is None else tuple(models)
    schemas = {model.name: f"{_APART}{model.layer}" for model in chosen}
    with warehouse.begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _BUILD_LOCK})
        built = _build_side_by_side(warehouse, chosen, schemas, progress)
        _move_into_place(connection, chosen, schemas)
        if models is None:
            _drop_what_no_model_makes(connection, chosen)
    return [built[model.name] for model in chosen]


def _build_side_by_side(warehouse: Warehouse, models: Sequence[Model], schemas: dict[str, str],
                        progress: Callable[[ModelBuilt], None] | None) -> dict[str, ModelBuilt]:
    """Build models on several connections, each as soon as those it reads stand; each is a transaction of its own."""
    with warehouse.begin() as connection:
        for schema in sorted(set(schemas.values())):
            connection.execute(text(f"create schema if not exists {schema}"))

    def make(model: Model) -> ModelBuilt:
        with warehouse.begin() as connection:
            quicken(connection)
            connection.execute(text("set local synchronous_commit = off"))  # lost with the machine, it is made anew
            return _make(connection, model, _APART, schemas)

    by_name = {model.name: model for model in models}
    order = TopologicalSorter({model.name: [name for name in model.refs if name in by_name] for model in models})
    order.prepare()
    built: dict[str, ModelBuilt] = {}
    with ThreadPoolExecutor(_AT_A_TIME, thread_name_prefix="model") as workers:
        running: set[Future[ModelBuilt]] = set()
        try:
            while order.is_active():
                running |= {workers.submit(make, by_name[name]) for name in order.get_ready()}
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    made = future.result()
                    built[made.name] = made
                    order.done(made.name)
                    if progress:
                        progress(made)
        finally:
            workers.shutdown(cancel_futures=True)  # after a fault, what waits is not begun
    return built


def build_one(connection: Connection, model: Model) -> ModelBuilt:
    """Build one model from the tables that stand; they must have been built before it."""
    connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _BUILD_LOCK})
    schema = f"{_APART}{model.layer}"
    connection.execute(text(f"create schema if not exists {schema}"))
    made = _make(connection, model, _APART, {name: layer_of(name) for name in model.refs})
    _move_into_place(connection, (model,), {model.name: schema})
    return made


def build_apart(connection: Connection, prefix: str, models: Sequence[Model],
                progress: Callable[[ModelBuilt], None] | None = None, built: list[ModelBuilt] | None = None) -> dict[str, str]:
    """Build models into schemas `<prefix><layer>`, touching no table others read; returns each model's schema."""
    connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _BUILD_LOCK})
    quicken(connection)
    schemas: dict[str, str] = {}
    for layer in LAYERS:
        connection.execute(text(f"create schema if not exists {prefix}{layer}"))
    for model in models:
        made = _make(connection, model, prefix, schemas)
        schemas[model.name] = f"{prefix}{model.layer}"
        if built is not None:
            built.append(made)
        if progress:
            progress(made)
    return schemas


def quicken(connection: Connection) -> None:
    """For the rest of the transaction: sorts and hashes in memory, and statistics from a tenth of the usual sample, which
    choose the same plans; of a hundred tables made at a time, looking at all of the sample took a third of the time."""
    connection.execute(text("set local work_mem = '64MB'"))
    connection.execute(text("set local default_statistics_target = 10"))


def layer_of(name: str) -> str:
    """The layer, and schema, of the model called `name`."""
    return next(model.layer for model in all_models() if model.name == name)


def _make(connection: Connection, model: Model, prefix: str, schemas: dict[str, str]) -> ModelBuilt:
    began = time.perf_counter()
    schema = f"{prefix}{model.layer}"
    connection.execute(text(f'drop table if exists {schema}."{model.name}"'))
    made = connection.exec_driver_sql(f'create table {schema}."{model.name}" as\n{model.compiled(schemas)}'.replace("%", "%%"))
    rows = int(made.rowcount)
    # Without figures about a table just made the planner takes it for tiny and joins row by row.
    connection.execute(text(f'analyze {schema}."{model.name}"'))
    meaning = model.meaning.replace("'", "''").replace("%", "%%")
    connection.exec_driver_sql(f'comment on table {schema}."{model.name}" is \'{meaning}\'')
    return ModelBuilt(model.name, model.layer, rows, time.perf_counter() - began)


def _move_into_place(connection: Connection, models: Sequence[Model], schemas: dict[str, str]) -> None:
    for model in models:
        connection.execute(text(f'drop table if exists {model.layer}."{model.name}"'))
        connection.execute(text(f'alter table {schemas[model.name]}."{model.name}" set schema {model.layer}'))


def _drop_what_no_model_makes(connection: Connection, models: Sequence[Model]) -> None:
    expected = {(model.layer, model.name) for model in models} | {("indicators", name) for name in NO_MODELS}
    present = connection.execute(text("select schemaname, tablename from pg_tables where schemaname = any(:layers)"),
                                 {"layers": list(LAYERS)})
    for schema, table in present.fetchall():
        if (schema, table) not in expected:
            connection.execute(text(f'drop table {schema}."{table}"'))
