"""What was published: which document, as known at which moment, from which submissions, with which bytes."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from sscb_pipeline.warehouse.schema import metadata

publication = Table(
    "publication",
    metadata,
    Column("publication_id", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("as_at", DateTime(timezone=True), nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False, server_default=text("clock_timestamp()")),
    Column("definitions", String(64), nullable=False),
    UniqueConstraint("document", "subject", "edition"),
    schema="registry",
    comment="One row per document published: what it is about, the moment it tells as known at, and what it was counted by.",
)

publication_file = Table(
    "publication_file",
    metadata,
    Column("publication_id", Text, ForeignKey("registry.publication.publication_id"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    schema="registry",
    comment="One row per file of a published document; `path` is below the publication's folder.",
)

publication_input = Table(
    "publication_input",
    metadata,
    Column("publication_id", Text, ForeignKey("registry.publication.publication_id"), primary_key=True),
    Column("submission_id", BigInteger, ForeignKey("registry.submission.submission_id"), primary_key=True),
    schema="registry",
    comment="One row per submission that was current when a document was published.",
)


@dataclass(frozen=True)
class Publication:
    """One published document. `files`: path below its folder -> SHA-256."""

    publication_id: str
    document: str
    subject: str
    as_at: dt.datetime
    published_at: dt.datetime
    definitions: str
    files: dict[str, str]


def next_edition(connection: Connection, document: str, subject: str) -> int:
    """1 for a document's first publication."""
    return int(connection.execute(
        text("select coalesce(max(edition), 0) + 1 from registry.publication"
             " where (document, subject) = (:document, :subject)"),
        {"document": document, "subject": subject}).scalar_one())


def record(connection: Connection, made: dict[str, object], files: dict[str, str]) -> None:
    """Record a publication, its files, and as its inputs every submission current in this transaction."""
    connection.execute(publication.insert(), made)
    named = {"publication_id": made["publication_id"]}
    connection.execute(publication_file.insert(), [{**named, "path": path, "sha256": sha} for path, sha in files.items()])
    connection.execute(
        text("insert into registry.publication_input select distinct :publication_id, submission_id"
             " from registry.current_submission"), named)


def publication_named(connection: Connection, publication_id: str) -> Publication | None:
    """A publication by its id, None when there is none."""
    found = connection.execute(text("select * from registry.publication where publication_id = :id"),
                               {"id": publication_id}).mappings().first()
    if found is None:
        return None
    files = connection.execute(text("select path, sha256 from registry.publication_file where publication_id = :id order by 1"),
                               {"id": publication_id}).fetchall()
    return Publication(**{name: found[name] for name in ("publication_id", "document", "subject", "as_at", "published_at",
                                                         "definitions")}, files={row.path: row.sha256 for row in files})
