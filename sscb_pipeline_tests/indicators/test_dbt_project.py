"""The way out: dbt builds the same folder on the same database, and every table comes out equal."""

import os
import subprocess
from pathlib import Path

import pytest

from sscb_pipeline.indicators.dbt_sources import FILE, sources
from sscb_pipeline.indicators.models import all_models
from sscb_pipeline.settings import MODELS, PROJECT_ROOT
from sscb_pipeline.warehouse.server import Warehouse

DBT = PROJECT_ROOT / ".venv-dbt" / "bin" / "dbt"
DIFFERENCE = """
select (select count(*) from (select {columns} from {layer}."{name}" except all select {columns} from dbt_{layer}."{name}") a)
     + (select count(*) from (select {columns} from dbt_{layer}."{name}" except all select {columns} from {layer}."{name}") b) n
"""


def dbt(warehouse: Warehouse, target: Path, *words: str) -> None:
    """Run dbt on the warehouse's database; its own words where it fails."""
    url = warehouse.engine.url
    place = {"PGHOST": str(url.query.get("host") or url.host or ""), "PGPORT": str(url.port or 5432),
             "PGUSER": url.username or "", "PGPASSWORD": str(url.password or ""), "PGDATABASE": url.database or ""}
    assert DBT.exists(), "make .venv-dbt/ready puts dbt there"
    done = subprocess.run(  # noqa: S603 - our own command
        [DBT, "--quiet", "--no-use-colors", *words, "--project-dir", MODELS.parent, "--profiles-dir", MODELS.parent,
         "--target-path", target, "--log-path", target],
        env={**os.environ, **place}, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.dbt
def test_dbt_builds_every_table_equal_to_ours(county: Warehouse, tmp_path: Path) -> None:
    dbt(county, tmp_path, "run")
    differing = {}
    for model in all_models():
        columns = ", ".join(f'"{column}"' for column in model.columns)
        [row] = county.rows(DIFFERENCE.format(layer=model.layer, name=model.name, columns=columns))
        if row.n:
            differing[model.name] = row.n
    assert not differing
    [tables] = county.rows("select count(*) as n from pg_tables where schemaname like 'dbt\\_%'")
    assert tables.n == len(all_models()), "dbt built a table that is no model of ours"


def test_the_committed_list_of_sources_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == sources(), "write it anew: python -m sscb_pipeline.indicators.dbt_sources"
