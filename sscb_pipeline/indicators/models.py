"""Finds the SQL models, checks each when it is loaded, and puts them in the order they build on one another.

A model is one file: a block of facts in the comment at its head, then one SELECT that names other models by
`{{ ref('x') }}` and what lies outside by `{{ source('returns', 'pol_missing__missing') }}`. A misspelt column, a second
statement or a circle is found here, with its file, before anything runs.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import sqlglot
import yaml
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import traverse_scope
from sqlglot.schema import MappingSchema

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.indicators.headers import Indicator, check_items, facts_of, indicator_of, meaning_of
from sscb_pipeline.indicators.sources import SCHEMA_OF_SOURCE, source_columns
from sscb_pipeline.settings import MODELS
from sscb_pipeline.vocabulary.standards import standards

LAYERS = ("staging", "intermediate", "indicators")
"""The folders below models/, which are the schemas as well."""

Known = dict[str, dict[str, dict[str, str]]]
"""schema -> table -> column -> type: what a SELECT may name."""

_BLOCK = re.compile(r"\A\s*/\*\s*---\n(?P<facts>.*?)\n---\s*\*/\s*(?P<sql>.*)\Z", re.DOTALL)
_REF = re.compile(r"\{\{\s*ref\(\s*'(\w+)'\s*\)\s*\}\}")
_SOURCE = re.compile(r"\{\{\s*source\(\s*'(\w+)'\s*,\s*'(\w+)'\s*\)\s*\}\}")


@dataclass(frozen=True)
class Model:
    """One model: `sql` is its SELECT as written (with ref and source), `columns` what it returns, in order.

    `refs` are models it reads, `sources` pairs such as ('returns', 'pol_missing__missing'). `indicator` is its
    definition, None outside the indicators layer.
    """

    name: str
    layer: str
    folder: str
    path: Path
    header: dict[str, Any]
    meaning: str
    sql: str
    refs: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    indicator: Indicator | None

    def compiled(self, schemas: dict[str, str]) -> str:
        """The SELECT with real tables: `schemas` says for each model it refs the schema that model's table is in."""
        return fill_in(self.sql, schemas)


def fill_in(sql: str, schemas: Mapping[str, str]) -> str:
    """A SELECT with real tables for ref and source; `schemas`: the schema of each model it refs."""
    sql = _REF.sub(lambda found: f'"{schemas[found[1]]}"."{found[1]}"', sql)
    return _SOURCE.sub(lambda found: f'"{SCHEMA_OF_SOURCE[found[1]]}"."{found[2]}"', sql)


def refs_in(sql: str) -> tuple[str, ...]:
    """The models a SELECT reads."""
    return tuple(dict.fromkeys(_REF.findall(sql)))


def sources_in(where: str, sql: str, known: Known) -> tuple[tuple[str, str], ...]:
    """The sources a SELECT reads. Raises DeclarationError for one that is not among the tables `known`."""
    sources = tuple(dict.fromkeys(_SOURCE.findall(sql)))
    for source, table in sources:
        if table not in known.get(SCHEMA_OF_SOURCE.get(source, ""), {}):
            raise DeclarationError(f"{where}: there is no source('{source}', '{table}').")
    return sources


def read_block(where: str, text: str) -> tuple[dict[str, Any], str]:
    """A file's block of facts and its SQL. Raises DeclarationError where the block is missing or not readable."""
    block = _BLOCK.match(text)
    if not block:
        raise DeclarationError(f"{where}: the file begins with its block of facts.", "Write /* --- … --- */ at its head.")
    try:
        header = facts_of(block["facts"])
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        raise DeclarationError(f"{where}: its block of facts is not readable{line}.",
                               "Put a sentence with a colon in quotation marks.") from None
    if not isinstance(header, dict):
        raise DeclarationError(f"{where}: its block of facts says `word: value`, a line each.")
    return header, block["sql"].strip().rstrip(";")


@cache
def all_models() -> tuple[Model, ...]:
    """Every model of the project, those it builds on before it. Raises DeclarationError naming file and fault."""
    return load_models(MODELS)


def load_models(folder: Path, only: Collection[str] | None = None) -> tuple[Model, ...]:
    """The models below `folder`, in building order; with `only`, these and what they build on."""
    drafts: dict[str, _Draft] = {}
    for draft in _drafts(folder):
        if draft.name in drafts:
            raise DeclarationError(f"{draft.where}: {drafts[draft.name].where} is called the same.", "Rename one of the two.")
        drafts[draft.name] = draft
    wanted = drafts if only is None else _with_what_they_read(drafts, only)
    for draft in wanted.values():
        for name in draft.refs:
            if name not in drafts:
                raise DeclarationError(f"{draft.where}: there is no model called {name}.")
            if LAYERS.index(drafts[name].layer) > LAYERS.index(draft.layer) or drafts[name].layer == "indicators":
                raise DeclarationError(f"{draft.where}: a model does not build on {drafts[name].layer}/{name}.",
                                       "Layers build downward, and no model builds on an indicator.")
    try:
        order = list(TopologicalSorter({name: draft.refs for name, draft in wanted.items()}).static_order())
    except CycleError as circle:
        raise DeclarationError("Models build on one another in a circle: " + " -> ".join(circle.args[1]) + ".") from None
    order.sort(key=lambda name: LAYERS.index(wanted[name].layer))
    known = source_columns()
    models = []
    for name in order:
        model = _checked(wanted[name], known, {n: wanted[n].layer for n in order})
        known.setdefault(model.layer, {})[name] = dict.fromkeys(model.columns, "unknown")
        models.append(model)
    ids: dict[str, str] = {}
    for model in models:
        if model.indicator and ids.setdefault(model.indicator.id, model.name) != model.name:
            raise DeclarationError(f"{model.name}: the id {model.indicator.id} is taken by {ids[model.indicator.id]}.")
    return tuple(models)


@dataclass(frozen=True)
class _Draft:
    """A file split into its block and its SQL, nothing of it checked."""

    name: str
    layer: str
    folder: str
    path: Path
    where: str
    text: str

    @property
    def refs(self) -> tuple[str, ...]:
        return refs_in(self.text)


def _drafts(folder: Path) -> Iterator[_Draft]:
    for path in sorted(folder.rglob("*.sql")):
        where = path.relative_to(folder)
        if len(where.parts) != 3 or where.parts[0] not in LAYERS:
            raise DeclarationError(f"{where}: models lie in {', '.join(LAYERS)}, each in a folder of its agency or theme.")
        yield _Draft(path.stem, where.parts[0], where.parts[1], path, str(where), path.read_text(encoding="utf-8"))


def _with_what_they_read(drafts: dict[str, _Draft], only: Collection[str]) -> dict[str, _Draft]:
    wanted: dict[str, _Draft] = {}
    waiting = list(only)
    while waiting:
        name = waiting.pop()
        if name not in drafts:
            raise DeclarationError(f"There is no model called {name}.")
        if name not in wanted:
            wanted[name] = drafts[name]
            waiting += [ref for ref in drafts[name].refs if ref in drafts]
    return wanted


def _checked(draft: _Draft, known: Known, layers: dict[str, str]) -> Model:
    header, sql = read_block(draft.where, draft.text)
    indicator = indicator_of(draft.where, draft.name, draft.folder, header) if draft.layer == "indicators" else None
    meaning = indicator.meaning if indicator else meaning_of(draft.where, header)
    sources = sources_in(draft.where, sql, known)
    model = Model(draft.name, draft.layer, draft.folder, draft.path, header, meaning, sql, draft.refs, sources, (), indicator)
    model = replace(model, columns=columns_of(draft.where, model.compiled(layers), known))
    if indicator:
        check_items(draft.where, indicator, model.columns)
    return model


def columns_of(where: str, sql: str, known: Known) -> tuple[str, ...]:
    """The columns a SELECT returns, after every name in it has been found among the columns `known`."""
    if "{{" in sql or "{%" in sql:
        raise DeclarationError(f"{where}: only ref('…') and source('…', '…') are filled in.")
    try:
        statements = sqlglot.parse(sql, dialect="postgres")
        statement = statements[0] if len(statements) == 1 else None
        if not isinstance(statement, exp.Query):
            raise DeclarationError(f"{where}: a model is one SELECT and nothing else.")
        writing = statement.find_all(exp.DML, exp.DDL, exp.Command, exp.Into, exp.Lock)
        if any(not isinstance(part, exp.Query) for part in writing):
            raise DeclarationError(f"{where}: a model is one SELECT and nothing else.")
        _no_other_table(where, statement, known)
        named = {(table.db, table.name) for table in statement.find_all(exp.Table) if table.db}
        schema: Known = {}
        for db, name in sorted(named):
            schema.setdefault(db, {})[name] = known[db][name]
        qualified = qualify(statement, schema=MappingSchema(dict(schema), dialect="postgres"), dialect="postgres")
        _standards_there_are(where, qualified)
    except SqlglotError as fault:
        raise DeclarationError(f"{where}: {str(fault).splitlines()[0]}.") from None
    columns = tuple(qualified.named_selects)
    if "*" in columns or "" in columns or len(set(columns)) != len(columns):
        raise DeclarationError(f"{where}: every column a model returns has a name, and no two the same.")
    return columns


def _no_other_table(where: str, statement: exp.Expr, known: Known) -> None:
    """Every table is a model, a source or a part of the same SELECT; `*` stands for no source's columns."""
    outside = {*SCHEMA_OF_SOURCE.values()}
    for scope in traverse_scope(statement):
        for table in (found for found in scope.sources.values() if isinstance(found, exp.Table)):
            if not table.name:  # a function in FROM, such as unnest
                continue
            if table.name not in known.get(table.db, {}):
                raise DeclarationError(f"{where}: the table {table.name} is named without ref or source.")
            if table.db in outside and isinstance(scope.expression, exp.Select) and scope.expression.is_star:
                raise DeclarationError(f"{where}: name the columns of {table.name}; `*` would follow every change of it.")


def _standards_there_are(where: str, statement: exp.Expr) -> None:
    """Every standard a model asks for by name is in the table: a misspelt one would give no limit, and nothing late."""
    for scope in traverse_scope(statement):
        aliases = {alias for alias, found in scope.sources.items()
                   if isinstance(found, exp.Table) and (found.db, found.name) == ("reference", "standard")}
        for column in scope.columns:
            if column.name == "name" and column.table in aliases and isinstance(column.parent, (exp.EQ, exp.In)):
                named = {found.this for part in column.parent.iter_expressions() for found in _given(part)}
                for name in sorted(named - set(standards())):
                    raise DeclarationError(f"{where}: there is no standard called {name}.",
                                           "Standards: " + ", ".join(standards()) + ".")


def _given(part: exp.Expr) -> Iterator[exp.Literal]:
    """The words an expression may come to: itself, or the outcomes of its cases."""
    if isinstance(part, exp.Literal):
        yield part
    elif isinstance(part, exp.Case):
        for outcome in (*(case.args["true"] for case in part.args["ifs"]), part.args.get("default")):
            if outcome is not None:
                yield from _given(outcome)
