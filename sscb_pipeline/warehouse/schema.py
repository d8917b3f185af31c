"""The tables of the warehouse, in one place: the registry by hand, the returns from their declarations.

registry     what arrived, what became of every row, who waits for what
returns      accepted rows of EVERY submission, never overwritten; `current` is a view
reference    calendar and areas, rebuilt from data/reference and vocabulary
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import BOOLEAN, JSONB, TIMESTAMP
from sqlalchemy.types import TypeEngine

from sscb_pipeline.returns.registry import all_returns

metadata = MetaData()

SCHEMAS = ("registry", "reference", "returns", "current_returns", "staging", "intermediate", "indicators")

receipt = Table(
    "receipt",
    metadata,
    Column("receipt_id", BigInteger, Identity(), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("outcome", Text, nullable=False),
    CheckConstraint("outcome in ('new', 'already received')"),
    schema="registry",
    comment="One row per file picked up from landing, the same bytes a second time included.",
)

submission = Table(
    "submission",
    metadata,
    Column("submission_id", BigInteger, Identity(), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("agency", Text),
    Column("return_name", Text),
    Column("month", String(7)),
    Column("part", Text, nullable=False, server_default=""),
    Column("version", Integer),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("status", Text, nullable=False),
    Column("rule", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    Column("loaded_at", DateTime(timezone=True)),
    CheckConstraint("status in ('received', 'accepted', 'refused')"),
    CheckConstraint("status <> 'accepted' or (return_name is not null and month is not null and version is not null)"),
    CheckConstraint("status <> 'refused' or (rule <> '' and reason <> '' and version is null)"),
    UniqueConstraint("return_name", "month", "part", "version"),
    Index(
        "one_standing_submission_per_bytes_and_name", "sha256", "file_name", unique=True,
        postgresql_where=text("status <> 'refused'"),
    ),
    schema="registry",
    comment="One row per file that was judged: what it is, which version it became, or why it was refused.",
)

covered_month = Table(
    "covered_month",
    metadata,
    Column("submission_id", BigInteger, ForeignKey("registry.submission.submission_id"), primary_key=True, autoincrement=False),
    Column("month", String(7), primary_key=True),
    schema="registry",
    comment=(
        "Every month a file is about that holds more than one (the year to date): it replaces what was sent for them before. "
        "A file without rows here is about its own month alone."
    ),
)

sheet = Table(
    "sheet",
    metadata,
    Column("sheet_id", BigInteger, Identity(), primary_key=True),
    Column("submission_id", BigInteger, ForeignKey("registry.submission.submission_id"), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("table_name", Text),
    Column("heading_row", Integer),
    Column("rows_read", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("ignored", Integer, nullable=False),
    CheckConstraint("rows_read = accepted + refused + ignored", name="nothing_disappears_without_a_name"),
    CheckConstraint("accepted >= 0 and refused >= 0 and ignored >= 0"),
    UniqueConstraint("submission_id", "sheet"),
    schema="registry",
    comment="The row balance: one row per sheet of a submission.",
)

finding = Table(
    "finding",
    metadata,
    Column("finding_id", BigInteger, Identity(), primary_key=True),
    Column("submission_id", BigInteger, ForeignKey("registry.submission.submission_id"), nullable=False),
    Column("sheet", Text, nullable=False),
    Column("row", Integer),
    Column("column_letter", Text),
    Column("column_name", Text),
    Column("strength", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("message", Text, nullable=False),
    CheckConstraint("strength in ('refused', 'ignored', 'query', 'warn', 'note')"),
    schema="registry",
    comment=(
        "What was found on a sheet, never a value. refused: a row not loaded; ignored: rows that are no data; query: asked of "
        "the sender, the row is loaded; warn: told to the data team; note: how the sheet was read."
    ),
)

column_seen = Table(
    "column_seen",
    metadata,
    Column("sheet_id", BigInteger, ForeignKey("registry.sheet.sheet_id"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("heading", Text, nullable=False),
    Column("column_name", Text),
    Column("rows", Integer, nullable=False),
    Column("filled", Integer, nullable=False),
    CheckConstraint("filled between 0 and rows"),
    schema="registry",
    comment=(
        "One row per headed column of a sheet as sent: its heading, the declared column it was read as (none: not loaded), "
        "and in how many of the sheet's data rows it was filled. What last month's columns are compared with."
    ),
)

unknown_word = Table(
    "unknown_word",
    metadata,
    Column("sheet_id", BigInteger, ForeignKey("registry.sheet.sheet_id"), primary_key=True, autoincrement=False),
    Column("column_name", Text, primary_key=True),
    Column("word", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    schema="registry",
    comment=(
        "Words met in code columns that no code list spells, and in how many rows. As typed by the sender, so they may hold "
        "anything: read by the data team on the command line, never shown in Dagster."
    ),
)

code_seen = Table(
    "code_seen",
    metadata,
    Column("sheet_id", BigInteger, ForeignKey("registry.sheet.sheet_id"), primary_key=True, autoincrement=False),
    Column("column_name", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    schema="registry",
    comment=(
        "How many accepted rows of a sheet have each code of a code or yes/no column. Counted once as the rows are loaded; "
        "what later months' codes are compared with."
    ),
)

reply = Table(
    "reply",
    metadata,
    Column("reply_id", BigInteger, Identity(), primary_key=True),
    Column("submission_id", BigInteger, ForeignKey("registry.submission.submission_id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    CheckConstraint("kind in ('receipt', 'workbook')"),
    UniqueConstraint("submission_id", "kind"),
    schema="registry",
    comment="What was written for the sender: a receipt, a workbook of the rows to correct; `path` is below the data folder.",
)

CHANGES = """
drop index if exists registry.one_standing_submission_per_bytes;
create unique index if not exists one_standing_submission_per_bytes_and_name
    on registry.submission (sha256, file_name) where status <> 'refused';
"""
"""What a store made by an earlier release lacks."""

_SQL_TYPES: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "boolean": BOOLEAN(),
    "date": Date(),
    "timestamp": TIMESTAMP(timezone=False),
    "time": Time(),
    "integer": Integer(),
    "numeric": Numeric(),
}


def _declare_return_tables() -> None:
    for declared in all_returns():
        for model in declared.sheets:
            facts = model.facts()
            Table(
                declared.table(model),
                metadata,
                # Both are those of a row of registry.sheet: row_owners.py sees to it.
                Column("submission_id", BigInteger, nullable=False, index=True),
                Column("sheet_id", BigInteger, primary_key=True, autoincrement=False),
                Column("source_row", Integer, primary_key=True, autoincrement=False),
                Column("source_column", Integer, primary_key=True, autoincrement=False, server_default="0"),
                *(
                    Column(c.name, _SQL_TYPES[c.kind.sql_type], nullable=facts.may_be_null(c), comment=c.description)
                    for c in facts.columns.values()
                ),
                Column("why_blank", JSONB, comment="Columns without a value that said why: unknown, not_recorded, suppressed."),
                schema="returns",
                comment=facts.one_row_is,
            )


_declare_return_tables()

def return_tables() -> list[Table]:
    """The tables of schema `returns`."""
    return [table for table in metadata.sorted_tables if table.schema == "returns"]


def adds_column(table: Table, column: Column[Any]) -> str:
    """The statement that adds a column declared later to a table that exists already."""
    kind = column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return str(text(f'alter table {table.schema}."{table.name}" add column if not exists "{column.name}" {kind}'))
