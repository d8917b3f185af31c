"""What the tidy table has shown at which moment: a version of a figure is kept whenever it differs from the one before.

registry.counting      one row per time the indicators were counted
registry.figure        one row per place in the tidy table that ever held a figure
registry.figure_known  one row per version of a figure
"""

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Identity,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from sscb_pipeline.warehouse.schema import metadata

PLACE = ("indicator_id", "period_type", "period_start", "period_end", "area", "breakdown", "breakdown_value")
"""What says where in the tidy table a figure stands."""

counting = Table(
    "counting",
    metadata,
    Column("counting_id", BigInteger, Identity(), primary_key=True),
    Column("counted_at", DateTime(timezone=True), nullable=False),
    Column("definitions", String(64), nullable=False),
    schema="registry",
    comment="One row per time the indicators were counted: the moment, and the fingerprint of the definitions used.",
)

figure = Table(
    "figure",
    metadata,
    Column("figure_id", BigInteger, Identity(), primary_key=True),
    *(Column(name, Date if name in ("period_start", "period_end") else Text, nullable=False) for name in PLACE),
    UniqueConstraint(*PLACE),
    schema="registry",
    comment="One row per place in the tidy table that ever held a figure.",
)

# No foreign keys: a county has half a million figures, and checking each costs more than counting it.
figure_known = Table(
    "figure_known",
    metadata,
    Column("figure_id", BigInteger, primary_key=True, autoincrement=False),
    Column("counting_id", BigInteger, primary_key=True, autoincrement=False),
    Column("replaced_in", BigInteger),
    Column("numerator", BigInteger),
    Column("denominator", BigInteger),
    Column("value", Float(53)),
    Column("status", Text, nullable=False),
    Index("standing_figure", "figure_id", postgresql_where=text("replaced_in is null")),
    schema="registry",
    comment=(
        "One row per version of a figure: what was counted, from which counting on, and in which counting another replaced it. "
        "Status gone: the figure was shown before and is not any more."
    ),
)

_SAME_PLACE = " and ".join(f"f.{name} = v.{name}" for name in PLACE)

_KEEP = f"""
create temp table figure_shown on commit drop as
    select {", ".join(f"v.{name}" for name in PLACE)}, v.numerator, v.denominator, v.value, v.status, f.figure_id
    from {{values}} v left join registry.figure f on {_SAME_PLACE}
    where v.status <> 'awaiting' and v.breakdown <> 'rate';
insert into registry.figure ({", ".join(PLACE)}) select {", ".join(PLACE)} from pg_temp.figure_shown where figure_id is null;
update pg_temp.figure_shown v set figure_id = f.figure_id from registry.figure f where v.figure_id is null and {_SAME_PLACE};
analyze pg_temp.figure_shown;
create temp table figure_changed on commit drop as
    select coalesce(v.figure_id, k.figure_id) as figure_id, k.figure_id is not null as replaces,
        v.numerator, v.denominator, v.value, coalesce(v.status, 'gone') as status
    from pg_temp.figure_shown v
        full join (select * from registry.figure_known where replaced_in is null) k on k.figure_id = v.figure_id
    where k.figure_id is null or (v.figure_id is null and k.status <> 'gone')
        or (v.figure_id is not null and (v.numerator, v.denominator, v.value, v.status)
            is distinct from (k.numerator, k.denominator, k.value, k.status));
update registry.figure_known k set replaced_in = :counting
    from pg_temp.figure_changed c where c.replaces and k.figure_id = c.figure_id and k.replaced_in is null;
insert into registry.figure_known (figure_id, counting_id, numerator, denominator, value, status)
    select figure_id, :counting, numerator, denominator, value, status from pg_temp.figure_changed
"""  # noqa: S608 - names of columns, never data


def keep_versions(connection: Connection, values: str, definitions: str) -> None:
    """Keep every figure of the table `values` (schema.table, just counted) that differs from what was shown before.

    Rates are left out: they change with their counts. `definitions`: the fingerprint of what they were counted by.
    """
    made = connection.execute(
        text("insert into registry.counting (counted_at, definitions) values (clock_timestamp(), :definitions)"
             " returning counting_id"), {"definitions": definitions}).scalar_one()
    for statement in _KEEP.format(values=values).split(";"):
        connection.execute(text(statement), {"counting": made} if ":counting" in statement else {})
