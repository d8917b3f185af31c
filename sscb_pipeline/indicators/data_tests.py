"""Identities that must hold in what was counted: one file in dbt_like_sql/tests, one SELECT of what breaks it.

dbt's own singular tests: a file that returns no row passes. Beside the models they may read the figures themselves:
`source('figures', 'indicator_values')` and the catalogue. They return places in the tidy table and counts, never a child.
"""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, text

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.indicators.build import CATALOGUE, CATALOGUE_BREAKDOWN, ROLLED_UP, layer_of
from sscb_pipeline.indicators.catalogue_table import BREAKDOWN_COLUMNS, CATALOGUE_COLUMNS
from sscb_pipeline.indicators.headers import meaning_of
from sscb_pipeline.indicators.models import Known, all_models, columns_of, fill_in, read_block, refs_in, sources_in
from sscb_pipeline.indicators.rollup import COLUMNS
from sscb_pipeline.indicators.sources import source_columns
from sscb_pipeline.settings import MODELS

FOLDER = MODELS.parent / "tests"
RETURNED = ("indicator_id", "period_type", "period_end", "place", "expected", "found")
"""What a data test returns: the figure that breaks the identity, what it should be and what it is."""


@dataclass(frozen=True)
class DataTest:
    """One identity: its file's stem, what it says, its SELECT with real tables, the models it reads."""

    name: str
    meaning: str
    sql: str
    refs: tuple[str, ...]


@dataclass(frozen=True)
class Held:
    """What a data test came to: how many figures break the identity, and the first of them in words."""

    test: DataTest
    broken: int
    first: str


def columns_for_tests() -> Known:
    """What data tests may name: the models' sources, and the tables of figures."""
    figures = {ROLLED_UP: COLUMNS, CATALOGUE: CATALOGUE_COLUMNS, CATALOGUE_BREAKDOWN: BREAKDOWN_COLUMNS}
    known = source_columns()
    known["indicators"] = {name: dict.fromkeys(columns, "unknown") for name, columns in figures.items()}
    return known


@cache
def all_data_tests() -> tuple[DataTest, ...]:
    """Every data test, by name. Raises DeclarationError naming file and fault."""
    known = columns_for_tests()
    for model in all_models():
        known.setdefault(model.layer, {})[model.name] = dict.fromkeys(model.columns, "unknown")
    tests = []
    for path in sorted(FOLDER.glob("*.sql")):
        where = f"tests/{path.name}"
        header, sql = read_block(where, path.read_text(encoding="utf-8"))
        refs = refs_in(sql)
        sources_in(where, sql, known)
        for name in refs:
            if name not in {model.name for model in all_models()}:
                raise DeclarationError(f"{where}: there is no model called {name}.")
        filled = fill_in(sql, {name: layer_of(name) for name in refs})
        if columns_of(where, filled, known) != RETURNED:
            raise DeclarationError(f"{where}: a data test returns {', '.join(RETURNED)}.")
        tests.append(DataTest(path.stem, meaning_of(where, header), filled, refs))
    return tuple(tests)


def hold(connection: Connection, test: DataTest) -> Held:
    """Judge one identity on the figures that stand."""
    found = connection.execute(text(f"select *, count(*) over () as n from ({test.sql}) broken limit 1")).first()  # noqa: S608 - a checked SELECT
    if found is None:
        return Held(test, 0, "")
    return Held(test, int(found.n), f"{found.indicator_id} {found.period_type} to {found.period_end} {found.place}: "
                                    f"{found.found}, not {found.expected}")
