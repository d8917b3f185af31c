"""Rules declared in returns, told as the book tells its own; and any code of a return, whoever declared it."""

from collections.abc import Iterator

from sscb_pipeline.ingest.rulebook import BookRule, book, rule_of
from sscb_pipeline.returns.declaration import Return

_DO = {
    "refuse": "Correct the row and send the whole file again.",
    "query": "Correct the row if it is wrong, or tell us that it is right.",
}


def declared_rules(declared: Return) -> Iterator[tuple[str, BookRule]]:
    """(sheet, rule) for each rule a return declares, in the order of its declaration."""
    for sheet in declared.sheets:
        facts = sheet.facts()
        for rule in facts.rules.values():
            yield facts.name, _told(rule.name, "row", "refuse" if rule.refuse else "query", rule.says)
        for cross in declared.rules_between_rows:
            if cross.sheet == facts.name:
                yield facts.name, _told(cross.name, "between", "query", cross.says)


def rule_for(declared: Return | None, code: str) -> BookRule:
    """The rule a finding names: the book's, or one this return declares. Raises DeclarationError for a code of neither."""
    if code not in book() and declared:
        for _, rule in declared_rules(declared):
            if rule.code == code:
                return rule
    return rule_of(code)


def _told(code: str, level: str, strength: str, says: str) -> BookRule:
    return BookRule(code, level, (strength,), f"The row {says}.", _DO[strength], "")
