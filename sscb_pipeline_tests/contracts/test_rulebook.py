"""Every rule code ingest can give stands in the rule book, nothing stands there that nobody gives, and the page is current."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.ingest.rulebook import STRENGTHS, book, page, read_book, rule_of
from sscb_pipeline.ingest.rulebook.declared import declared_rules, rule_for
from sscb_pipeline.returns.registry import all_returns, return_named
from sscb_pipeline.settings import PROJECT_ROOT

INGEST = PROJECT_ROOT / "sscb_pipeline" / "ingest"
SOURCES = [p for p in sorted(INGEST.rglob("*.py")) if not {"rulebook", "reply"} & set(p.relative_to(INGEST).parts)]
CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


def codes_in(source: str) -> Iterator[str]:
    """The rule codes a module gives: a code stands before the words that explain it, is handed over as `rule`, or is noted
    in a list called `notes`."""
    tree = ast.parse(source)
    takes_rule = {  # function or class -> where its parameter or field `rule` stands
        node.name: names.index("rule")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and "rule" in (names := [name for name in _parameters(node) if name not in ("self", "cls")])
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _before_words(node.args)
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in takes_rule:
                yield from _literals(node.args[takes_rule[name] : takes_rule[name] + 1])
            for keyword in node.keywords:
                if keyword.arg == "rule" or keyword.arg == "notes":
                    yield from _literals([keyword.value])
            if name == "append" and "notes" in ast.unparse(node.func):
                yield from _literals(node.args)
        elif isinstance(node, ast.Tuple | ast.List) and len(node.elts) <= 3:  # longer ones are lists of words
            yield from _before_words(node.elts)
        elif isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in ("rule", "notes") for t in node.targets):
            yield from _literals([node.value])


def _parameters(node: ast.FunctionDef | ast.ClassDef) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [argument.arg for argument in node.args.args]
    return [field.target.id for field in node.body if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)]


def _before_words(elements: list[ast.expr]) -> Iterator[str]:
    for first, second in itertools.pairwise(elements):
        says = second.value if isinstance(second, ast.Constant) else " " if isinstance(second, ast.JoinedStr) else ""
        if isinstance(says, str) and " " in says:
            yield from _literals([first])


def _literals(expressions: list[ast.expr]) -> Iterator[str]:
    for expression in expressions:
        if isinstance(expression, ast.Constant) and isinstance(expression.value, str):
            if CODE.fullmatch(expression.value):
                yield expression.value
        elif isinstance(expression, ast.IfExp):
            yield from _literals([expression.body, expression.orelse])
        elif isinstance(expression, ast.List | ast.Tuple):
            yield from _literals(expression.elts)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(INGEST).as_posix())
def test_every_code_a_module_gives_stands_in_the_book(path: Path) -> None:
    lacking = set(codes_in(path.read_text(encoding="utf-8"))) - set(book())
    assert not lacking, f"give them an entry in ingest/rulebook/: {', '.join(sorted(lacking))}"


def test_nothing_stands_in_the_book_that_nobody_gives() -> None:
    constants = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(book()) - constants == set()


def test_the_ways_a_code_is_given_are_all_seen() -> None:
    found = set(
        codes_in(
            """
class Found:
    row: int
    rule: str

def note(self, place, rule): ...

raise FileRefused("a_one", f"Sheet {x}.", "Do.")
FAULT = Fault("b_two", "is no such thing")
SAYS = {"not_a_code_but_a_key": ("c_three", "is needed and is blank")}
ignored.append((3, "d_four", "The row is blank."))
self.finding(row, column, "query", "e_five", "has words")
note(place, "f_six")
Found(3, "g_seven")
tell(rule="h_eight" if x else "i_nine")
notes.append("j_ten")
FileRead(kind, sheets, notes=["k_eleven"])
frame.rename("not_a_code", axis="columns")
"""
        )
    )
    assert {word[0] for word in found} == set("abcdefghijk")
    assert not any(word.startswith("not_a") for word in found)


def test_a_rule_of_a_return_is_told_as_the_books_own() -> None:
    told = rule_for(return_named("pol_missing"), "reported_before_missing")
    assert told.strength in STRENGTHS and told.means.startswith("The row ") and told.means.endswith(".")
    assert rule_for(return_named("pol_missing"), "not_a_date") == rule_of("not_a_date")
    with pytest.raises(DeclarationError, match="no_such_rule is not in the rule book"):
        rule_for(None, "no_such_rule")


def test_no_return_gives_a_code_of_the_book_another_meaning() -> None:
    names = {rule.code for declared in all_returns() for _, rule in declared_rules(declared)}
    assert names & set(book()) == set()


GOOD = '[x]\nstrength = "block"\nmeans = "M."\ndo = "D."\nexample = "E."\n'


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("cell", GOOD.replace('do = "D."\n', ""), "x in cell.toml needs"),
        ("cell", GOOD.replace("block", "blocks"), "strength is one of"),
        ("cell", GOOD.replace('"block"', '["query", "refuse"]'), "the strictest first"),
        ("cell", GOOD.replace("M.", "M"), "means is a sentence"),
        ("cell", "[x", "cell.toml cannot be read"),
        ("row", GOOD.replace("[x]", "[first]"), "first stands in file.toml and in row.toml"),
    ],
)
def test_a_book_that_is_wrong_says_where(tmp_path: Path, file: str, content: str, says: str) -> None:
    for level in ("file", "sheet", "heading", "cell", "row", "between"):
        (tmp_path / f"{level}.toml").write_text(GOOD.replace("[x]", "[first]") if level == "file" else "", encoding="utf-8")
    assert list(read_book(tmp_path)) == ["first"]
    (tmp_path / f"{file}.toml").write_text(content, encoding="utf-8")
    with pytest.raises(DeclarationError, match=says):
        read_book(tmp_path)


def test_the_page_of_rules_is_current() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), f"docs/rules.md is out of date: run {page.REGENERATE}"
