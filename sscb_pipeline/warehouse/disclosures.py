"""Who asked to see the children behind a figure, and why: written down before anything is shown."""

import datetime as dt

from sqlalchemy import BigInteger, Column, Connection, Date, DateTime, Identity, Integer, Table, Text, text

from sscb_pipeline.warehouse.schema import metadata

disclosure = Table(
    "disclosure",
    metadata,
    Column("disclosure_id", BigInteger, Identity(), primary_key=True),
    Column("disclosed_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("asked_by", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("indicator_id", Text, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date, nullable=False),
    Column("area", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    schema="registry",
    comment="One row per time the rows behind a figure were shown with their contents: who asked, which account, and why.",
)


def record(connection: Connection, asked_by: str, account: str, reason: str, indicator_id: str,
           period: tuple[dt.date, dt.date], area: str, rows: int) -> None:
    """Write down that the rows of a figure are about to be shown."""
    connection.execute(disclosure.insert(), {
        "asked_by": asked_by, "account": account, "reason": reason, "indicator_id": indicator_id, "period_start": period[0],
        "period_end": period[1], "area": area, "rows": rows})
