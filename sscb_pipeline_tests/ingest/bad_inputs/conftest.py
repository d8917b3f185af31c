"""One database a table: its workbooks are received and loaded together."""

import uuid
from collections.abc import Iterator

import psycopg
import pytest

from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import open_warehouse
from sscb_pipeline_tests.conftest import address
from sscb_pipeline_tests.ingest.bad_inputs.cases import Ingested, ingest


@pytest.fixture(scope="module")
def ingested(
    request: pytest.FixtureRequest, postgres: str, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ingested]:
    """What became of the module's CASES."""
    name = f"bad_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f'create database "{name}" template "{template_database}"')
    settings = Settings(data=tmp_path_factory.mktemp("bad"), database_url=address(postgres, name), quiet_seconds=0)
    warehouse = open_warehouse(settings)
    try:
        yield ingest(request.module.CASES, settings, warehouse)
    finally:
        warehouse.close()
        with psycopg.connect(postgres, autocommit=True) as admin:
            admin.execute(f'drop database "{name}" with (force)')
