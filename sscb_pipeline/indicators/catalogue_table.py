"""The definitions as tables beside the figures: what each indicator counts, and what its breakdowns are."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

from sscb_pipeline.indicators.build import CATALOGUE, CATALOGUE_BREAKDOWN
from sscb_pipeline.indicators.headers import Indicator

CATALOGUE_COLUMNS = ("indicator_id", "name", "theme", "title", "meaning", "numerator", "denominator", "unit", "counting_unit",
                     "type", "counting", "returns", "standard", "polarity", "disclosure", "has_headline", "has_areas",
                     "cautions")
BREAKDOWN_COLUMNS = ("indicator_id", "breakdown", "kind", "overlapping", "meaning")

_TABLES = f"""
drop table if exists indicators.{CATALOGUE};
drop table if exists indicators.{CATALOGUE_BREAKDOWN};
create table indicators.{CATALOGUE} (
    indicator_id text primary key, name text, theme text, title text, meaning text, numerator text, denominator text, unit text,
    counting_unit text, type text, counting text, returns text[], standard text, polarity text, disclosure text,
    has_headline boolean, has_areas boolean, cautions text[]);
create table indicators.{CATALOGUE_BREAKDOWN} (
    indicator_id text, breakdown text, kind text, overlapping boolean, meaning text,
    primary key (indicator_id, breakdown, kind));
comment on table indicators.{CATALOGUE} is 'One row per indicator: its definition.';
comment on table indicators.{CATALOGUE_BREAKDOWN} is
    'One row per breakdown, share or variant an indicator is shown by; overlapping: an item may count under several values.'
"""


def write_catalogue(connection: Connection, indicators: Sequence[Indicator]) -> None:
    """Write both tables anew."""
    for statement in _TABLES.split(";\n"):
        connection.execute(text(statement))
    rows = [{**{name: getattr(i, name) for name in CATALOGUE_COLUMNS if name not in ("indicator_id", "returns", "cautions")},
             "indicator_id": i.id, "returns": list(i.returns), "cautions": list(i.cautions)} for i in indicators]
    shown = [{"indicator_id": i.id, "breakdown": name, "kind": kind, "overlapping": name in i.overlapping, "meaning": meaning}
             for i in indicators
             for kind, named in (("breakdown", i.breakdowns), ("share", i.shares), ("variant", i.variants))
             for name, meaning in named.items()]
    for table, columns, given in ((CATALOGUE, CATALOGUE_COLUMNS, rows), (CATALOGUE_BREAKDOWN, BREAKDOWN_COLUMNS, shown)):
        if given:
            named = ", ".join(f":{column}" for column in columns)
            connection.execute(text(f"insert into indicators.{table} values ({named})"), given)  # noqa: S608 - declared names
