"""Writes the pages about the returns from their declarations alone: docs/returns.md and docs/dictionary.md.

Run `python -m sscb_pipeline.returns.dictionary` after a declaration or code list has changed.
"""

from collections.abc import Iterator
from pathlib import Path

from sscb_pipeline.returns.declaration import Column, Return, SheetFacts
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import PROJECT_ROOT
from sscb_pipeline.vocabulary.agencies import AGENCIES
from sscb_pipeline.vocabulary.codes import CodeList

REGENERATE = "python -m sscb_pipeline.returns.dictionary"
_MONTH = "2016-11"
_CODES_IN_A_CELL = 40
"""Longer lists are described by their number: local authorities would fill a page."""
_HOW_TO_READ = (
    "A plain heading is the column's name with spaces for underscores, in any case and punctuation. **Needed** cells may not "
    "be blank. *Personal* columns name or locate a person; *restricted* text is never published. Columns marked as *key* "
    "identify a row together."
)
_COUNTS = {"events": "what happened in the month", "snapshot": "how things stand on the month's last day"}


def pages() -> dict[Path, str]:
    """The text of each generated page, by its path below the project root."""
    return {Path("docs/returns.md"): _text(_returns_page()), Path("docs/dictionary.md"): _text(_dictionary_page())}


def write() -> None:
    """Write every page where it belongs."""
    for path, page in pages().items():
        target = PROJECT_ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page, encoding="utf-8", newline="\n")


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _returns_page() -> Iterator[str]:
    yield "# The returns agencies send"
    yield ""
    yield f"Written from the declarations by `{REGENERATE}`; do not edit. The columns are in [dictionary.md](dictionary.md)."
    for agency in AGENCIES:
        yield ""
        yield f"## {agency.name}"
        for declared in all_returns():
            if declared.agency == agency:
                yield ""
                yield from _about_return(declared)


def _about_return(declared: Return) -> Iterator[str]:
    yield f"### {declared.title} (`{declared.name}`)"
    yield ""
    yield declared.description
    yield ""
    yield f"- Source: {declared.source}"
    yield f"- Tells: {_COUNTS[declared.counts]}"
    if declared.is_alternative:
        fed = (f"`{feed.return_name}` (from {', '.join(feed.sheets)})" for feed in declared.feeds)
        yield f"- Comes in place of {', '.join(fed)}; nobody waits for it"
    else:
        yield f"- Due: working day {declared.due_working_day} of the month after"
    yield f"- File: `{declared.file_name(_MONTH)}`, a corrected one `{declared.file_name(_MONTH, version=2)}`"
    if declared.parts:
        yield f"- May come in parts ({', '.join(declared.parts)}): `{declared.file_name(_MONTH, declared.parts[0])}`"
    if declared.window_months:
        yield f"- A file may repeat events of up to {declared.window_months} earlier months"
    for sheet in declared.sheets:
        facts = sheet.facts()
        left_out = " May be left out." if facts.optional else ""
        also = f" (also called {', '.join(f'`{name}`' for name in facts.also_called)})" if facts.also_called else ""
        yield f"- Sheet `{facts.name}`{also}, {len(facts.columns)} columns: {_small(facts.one_row_is)}{left_out}"
    for sheet_ in declared.not_kept:
        also = ", ".join(f"`{name}`" for name in sheet_.also_called)
        yield f"- Sheet `{sheet_.name}` (also called {also}) is recognised and not kept: {sheet_.reason}"


def _dictionary_page() -> Iterator[str]:
    yield "# The columns of the returns"
    yield ""
    yield f"Written from the declarations by `{REGENERATE}`; do not edit."
    yield ""
    yield _HOW_TO_READ
    for declared in all_returns():
        for sheet in declared.sheets:
            yield ""
            yield from _about_sheet(declared, sheet.facts())


def _about_sheet(declared: Return, facts: SheetFacts) -> Iterator[str]:
    yield f"## {declared.name}: {facts.name}"
    yield ""
    yield facts.one_row_is
    if facts.identity:
        yield ""
        ways = "; or ".join(" + ".join(f"`{name}`" for name in group) for group in facts.identity)
        yield f"A row must say who it is about: {ways}."
    yield ""
    yield "| column | kind | needed | codes or limits | other headings | what it says |"
    yield "|---|---|---|---|---|---|"
    for listed in facts.columns.values():
        yield f"| {' | '.join(_cells(listed))} |"
    rules = [(rule.says, "refused" if rule.refuse else "asked about") for rule in facts.rules.values()]
    rules += [(rule.says, "asked about") for rule in declared.rules_between_rows if rule.sheet == facts.name]
    if rules:
        yield ""
        yield "A row is refused (not loaded) or asked about (loaded, and the sender is asked) when it:"
        yield ""
        yield from (f"- {says}: {treated}" for says, treated in rules)


def _cells(listed: Column) -> Iterator[str]:
    marks = [mark for mark in ("key", "personal", "restricted") if getattr(listed, mark)]
    yield f"`{listed.name}`" + (f" *{', '.join(marks)}*" if marks else "")
    yield listed.kind.meaning
    yield "**yes**" if listed.required else "no"
    yield _codes(listed.code_list) if listed.code_list else _limits(listed)
    yield _escaped(", ".join(listed.headings))
    yield _escaped(listed.description)


def _codes(codes: CodeList) -> str:
    if len(codes.meanings) > _CODES_IN_A_CELL:
        return f"{len(codes.meanings)} codes of the list {codes.name}"
    return _escaped("; ".join(f"{code} {meaning}" for code, meaning in codes.meanings.items()))


def _limits(listed: Column) -> str:
    blank = [f"{day[8:]}/{day[5:7]}/{day[:4]} is read as blank" for day in listed.blank_days]
    limits = [f"{word} {limit:g}" for word, limit in (("from", listed.smallest), ("to", listed.largest)) if limit is not None]
    return " ".join([*limits, *(f"or `{word}`" for word in listed.instead), *blank])


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write()
