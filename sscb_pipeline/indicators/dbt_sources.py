"""Writes dbt_like_sql/models/sources.yml: for dbt, what lies outside the models and in which schema.

`python -m sscb_pipeline.indicators.dbt_sources` writes it anew.
"""

from typing import Any

import yaml

from sscb_pipeline.indicators.data_tests import columns_for_tests
from sscb_pipeline.indicators.sources import SCHEMA_OF_SOURCE
from sscb_pipeline.settings import MODELS

FILE = MODELS / "sources.yml"
_HEAD = "# Generated from the returns' declarations; do not edit here.\n"


def sources() -> str:
    """The file's text: every source the models may name, with its schema and tables."""
    tables = columns_for_tests()
    told: list[dict[str, Any]] = [
        {"name": source, "schema": schema, "tables": [{"name": str(table)} for table in sorted(tables[schema])]}
        for source, schema in SCHEMA_OF_SOURCE.items()]
    return _HEAD + yaml.safe_dump({"version": 2, "sources": told}, sort_keys=False)


if __name__ == "__main__":
    FILE.write_text(sources(), encoding="utf-8", newline="\n")
