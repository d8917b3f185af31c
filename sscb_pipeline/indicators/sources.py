"""What models may read beside one another: current rows of the returns, calendar and areas, the list of submissions."""

import sqlglot
from sqlglot import exp

from sscb_pipeline.warehouse import reference, schema, views

SCHEMA_OF_SOURCE = {"returns": "current_returns", "reference": "reference", "registry": "registry", "figures": "indicators"}
"""The schema behind each word source() takes; `figures` (the tidy table and the catalogue) is for data tests alone."""

PROVENANCE = ("reporting_month", "part", "received_at")
"""Columns a current row has beside those of its table: the month it was sent for, the part, the moment."""

AS_TYPED = ("word", "message")
"""Columns of the registry no model reads: they hold what a sender typed, or words about it."""


def source_columns() -> dict[str, dict[str, dict[str, str]]]:
    """schema -> table -> column -> type for all that source() can name."""
    returns = {
        table.name: dict.fromkeys([*PROVENANCE, *(column.name for column in table.columns)], "unknown")
        for table in schema.return_tables()
    }
    calendar = {
        created.this.this.name: {column.name: "unknown" for column in created.find_all(exp.ColumnDef)}
        for created in sqlglot.parse(reference.TABLES, dialect="postgres")
        if isinstance(created, exp.Create)
    }
    registry = {
        "accepted_submission": dict.fromkeys(views.ACCEPTED_SUBMISSION, "unknown"),
        "current_submission": {column.name: "unknown" for column in schema.submission.columns},
        "expected": dict.fromkeys(views.EXPECTED, "unknown"),
        "given": dict.fromkeys(views.GIVEN, "unknown"),
        **{table.name: {column.name: "unknown" for column in table.columns if column.name not in AS_TYPED}
           for table in (schema.sheet, schema.finding, schema.code_seen, schema.unknown_word)},
        "received_through": dict.fromkeys(views.RECEIVED_THROUGH, "unknown"),
    }
    return {"current_returns": returns, "reference": calendar, "registry": registry}
