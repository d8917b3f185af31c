"""Writes docs/rules.md: every rule code, what it means, how strongly it counts and what to do.

Run `python -m sscb_pipeline.ingest.rulebook.page` after an entry of the book or a rule of a return has changed.
"""

from collections.abc import Iterator

from sscb_pipeline.ingest.rulebook import LEVELS, STRENGTHS, BookRule, book
from sscb_pipeline.ingest.rulebook.declared import declared_rules
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import PROJECT_ROOT

REGENERATE = "python -m sscb_pipeline.ingest.rulebook.page"
PAGE = PROJECT_ROOT / "docs" / "rules.md"

_TITLES = {
    "file": "The file",
    "sheet": "A sheet",
    "heading": "Headings",
    "cell": "A cell",
    "row": "A row",
    "between": "Between rows",
}


def page() -> str:
    """The page's text."""
    return "\n".join(_lines()) + "\n"


def write() -> None:
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


def _lines() -> Iterator[str]:
    yield "# The rules by which what is sent is judged"
    yield ""
    yield f"Written from the rule book and the declarations by `{REGENERATE}`; do not edit. All examples are made up."
    yield ""
    yield "Receipts and replies name each problem by its code. What a code costs:"
    yield ""
    yield from (f"- **{name}**: {words}" for name, words in STRENGTHS.items())
    yield ""
    yield (
        "Where two are given, the first holds where the column is needed or holds a date or a number; elsewhere the second: "
        "the row is loaded with that cell blank. A corrected file is always sent whole; it replaces the earlier one."
    )
    for level in LEVELS:
        rules = [rule for rule in book().values() if rule.level == level]
        yield ""
        yield f"## {_TITLES[level]}"
        yield ""
        yield "| code | what it means | what it costs | what to do | for example |"
        yield "|---|---|---|---|---|"
        yield from (_row(f"`{r.code}`", r.means, _costs(r), r.do, r.example) for r in rules)
    for declared in all_returns():
        rules_of_return = list(declared_rules(declared))
        if rules_of_return:
            yield ""
            yield f"## {declared.title} (`{declared.name}`)"
            yield ""
            yield "| sheet | code | what it means | what it costs | what to do |"
            yield "|---|---|---|---|---|"
            yield from (_row(sheet, f"`{r.code}`", r.means, _costs(r), r.do) for sheet, r in rules_of_return)


def _costs(rule: BookRule) -> str:
    return "; or ".join(STRENGTHS[strength] for strength in rule.strengths)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    write()
