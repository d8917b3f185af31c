"""A folder of real workbooks received, and what Dagster keeps of it, for the tests of this room."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import dagster as dg

from sscb_pipeline.assets.assemble import definitions_for
from sscb_pipeline.assets.house import House
from sscb_pipeline.assets.instance import prepare_instance
from sscb_pipeline.assets.partitions import Grid
from sscb_pipeline.ingest.receive import Received, receive_landing
from sscb_pipeline.returns.declaration import Day, Moment, YesNo
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.returns.made_up import HONEST
from sscb_pipeline_tests.workbooks import Row, episodes, return_workbook


def receive_episodes(settings: Settings, warehouse: Warehouse, month: str, count: int = 5, **given: Any) -> list[Received]:
    """Receive a police missing return of that many episodes."""
    settings.make_folders()
    rows = {"Missing": [{**row, **given} for row in episodes(count, month)["Missing"]]}
    return_workbook(settings.landing, "pol_missing", month, rows)
    return receive_landing(settings, warehouse)


def honest_rows(name: str) -> dict[str, list[dict[str, Any]]]:
    """The honest row of each sheet of a return, as a spreadsheet holds it."""
    sheets: dict[str, list[dict[str, Any]]] = {}
    for sheet in return_named(name).sheets:
        facts = sheet.facts()
        row = dict(HONEST[name, facts.name])
        for column, value in row.items():
            kind = facts.columns[column].kind
            if value is not None and kind in (Day, Moment):
                row[column] = dt.datetime.fromisoformat(value)
            elif kind is YesNo:
                row[column] = {True: "Yes", False: "No", None: None}[value]
        sheets[facts.name] = [row]
    return sheets


def receive_rows(
    settings: Settings, warehouse: Warehouse, name: str, month: str, rows: Mapping[str, Sequence[Row]]
) -> list[Received]:
    """Receive one return with these rows by sheet."""
    settings.make_folders()
    return_workbook(settings.landing, name, month, rows)
    return receive_landing(settings, warehouse)


@contextmanager
def dagster_of(settings: Settings, warehouse: Warehouse, last: str) -> Iterator[tuple[dg.Definitions, dg.DagsterInstance]]:
    """Definitions over months up to `last`, and a persistent instance."""
    settings.make_folders()
    instance = prepare_instance(settings)
    try:
        yield definitions_for(House(settings, warehouse), Grid(last)), instance
    finally:
        instance.dispose()


def materialised(instance: dg.DagsterInstance, *key: str) -> set[str]:
    """The partitions of an asset that stand as materialised."""
    return set(instance.get_materialized_partitions(dg.AssetKey(key)))


def metadata_of(instance: dg.DagsterInstance, *key: str) -> dict[str, Any]:
    """The metadata of an asset's latest materialisation, as plain values."""
    event = instance.get_latest_materialization_event(dg.AssetKey(key))
    assert event and event.asset_materialization
    return {name: value.value for name, value in event.asset_materialization.metadata.items()}
