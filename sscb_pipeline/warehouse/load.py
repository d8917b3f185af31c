"""Loads frames with COPY and writes the registry: all of one submission in one transaction."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
from psycopg import sql
from sqlalchemy import Connection


@dataclass(frozen=True)
class SheetBalance:
    """One sheet's balance. `rows_read` = `accepted` + `refused` + `ignored`; the database refuses anything else."""

    sheet: str
    table_name: str | None
    heading_row: int | None
    rows_read: int
    accepted: int
    refused: int
    ignored: int


@dataclass(frozen=True)
class Finding:
    """One thing found on a sheet: a refused or ignored row, or a query about a loaded one. Never a cell's value."""

    sheet: str
    row: int | None
    column_letter: str | None
    column_name: str | None
    strength: str
    rule: str
    message: str


@dataclass(frozen=True)
class ColumnSeen:
    """One headed column of a sheet as sent: its 1-based position, its heading, the declared column it was read as (None: not
    loaded), and in how many of the data rows it was filled."""

    position: int
    heading: str
    column_name: str | None
    rows: int
    filled: int


def copy_frame(connection: Connection, schema: str, table: str, frame: pd.DataFrame) -> None:
    """COPY a frame into a table; the frame's column names are the table's. Missing values become NULL."""
    if frame.empty:
        return
    text = io.BytesIO()
    pyarrow.csv.write_csv(
        pa.Table.from_pandas(frame, preserve_index=False),
        text,
        pyarrow.csv.WriteOptions(include_header=False, quoting_style="needed"),
    )
    _copy(connection, schema, table, list(frame.columns), text.getbuffer())


def copy_rows(connection: Connection, schema: str, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY a few rows of plain values into a table."""
    target = sql.SQL("copy {}.{} ({}) from stdin").format(
        sql.Identifier(schema), sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with _cursor(connection) as cursor, cursor.copy(target) as copy:
        for row in rows:
            copy.write_row(row)


def _copy(connection: Connection, schema: str, table: str, columns: Sequence[str], text: memoryview) -> None:
    target = sql.SQL("copy {}.{} ({}) from stdin (format csv)").format(
        sql.Identifier(schema), sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with _cursor(connection) as cursor, cursor.copy(target) as copy:
        copy.write(text)


def _cursor(connection: Connection) -> Any:
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    return driver.cursor()
