"""The receipt: plain text for an e-mail, without personal data. What was sent, what became of it, what to do next.

Its parts are also the first sheet of the reply workbook, so that both say the same.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from sscb_pipeline.ingest.reply.told import TOP, TOP_ALONE, Problem, Told, counted
from sscb_pipeline.ingest.reply.visible import on_one_line
from sscb_pipeline.returns.registry import all_returns

_WIDTH = 78
_FOOT = (
    "This receipt holds no personal data, unless the name you gave the file does. "
    "The word in [brackets] is the rule's name in the list of rules."
)
_COSTS = {"refused": "not loaded", "query": "loaded, to be checked"}


@dataclass(frozen=True)
class ReplyWorkbook:
    """The workbook that goes with a receipt: its file name, and whether the agreed password opens it."""

    file_name: str
    protected: bool


def receipt(told: Told, workbook: ReplyWorkbook | None) -> str:
    """The receipt's text."""
    return "\n".join(_lines(told, workbook)) + "\n"


def outcome(told: Told) -> str:
    """What became of the file, in one sentence."""
    if not told.accepted:
        return "NOT LOADED. Nothing of this file was loaded; what was loaded before stays as it was."
    total = told.total
    if total.refused:
        return f"LOADED, BUT {counted(total.refused, 'row').upper()} OF {total.rows_read:,} NOT."
    return "LOADED IN FULL, WITH QUESTIONS." if told.queries else "LOADED IN FULL."


def identity(told: Told) -> list[tuple[str, str]]:
    """Which file this is about."""
    sent = told.submission
    facts = [
        ("File", on_one_line(sent.file_name)),
        ("Fingerprint", sent.sha256),
        ("From", told.agency_name),
        ("Return", told.return_words),
        ("Month", told.month_words),
        ("Part", sent.part),
        ("Version", _version(sent.version)),
        ("Received", told.received),
    ]
    return [(name, value) for name, value in facts if value]


def _version(version: int | None) -> str:
    if version is None:
        return "none, it was not loaded"
    return f"{version}, in place of version {version - 1}" if version > 1 else str(version)


def refusal(told: Told) -> list[tuple[str, str]]:
    """Why the whole file was refused; nothing for a file that was loaded."""
    if told.accepted:
        return []
    rule = told.rule(told.submission.rule)
    return [("Why", on_one_line(told.submission.reason, 2_000)), ("Rule", f"{rule.code}: {rule.means}")]


def top(told: Told, workbook: ReplyWorkbook | None) -> tuple[Problem, ...]:
    """The problems a tired reader should look at first; without a workbook that lists the others, rather more."""
    return told.problems[: TOP if workbook else TOP_ALONE]


def problem_words(problem: Problem) -> str:
    """`12 rows, not loaded: The cell cannot be read as a date. [not_a_date]`"""
    costs = _COSTS[problem.strength]
    met = f"{counted(problem.count, 'row')}, {costs}" if problem.rows else costs.capitalize()
    return on_one_line(f"{met}: {problem.says} [{problem.rule.code}]", 2_000)


def questions(told: Told) -> str:
    """How many questions are asked, in words; nothing when there are none."""
    return f"Questions about what was loaded: {told.queries:,}." if told.queries and told.accepted else ""


def next_steps(told: Told, workbook: ReplyWorkbook | None, inside: bool = False) -> Iterator[str]:
    """What the sender does now, one step a line; `inside`: told within the workbook itself."""
    if told.accepted and not told.problems:
        yield "Nothing to do. Thank you."
        return
    if workbook:
        lists = "The sheets behind this one list" if inside else f"Open {workbook.file_name}: it lists"
        yield f"{lists} the rows with what is wrong and what to do. {_handling(workbook)}"
    elif told.rows_to_correct:
        yield "A workbook of the rows could not be made, as the file could not be read again. Ask the data team for the list."
    if not told.accepted:
        yield told.rule(told.submission.rule).do
    elif told.total.refused:
        yield "Correct the rows in your own system or workbook, not in the list."
    else:
        yield "If something is wrong, correct it in your own system or workbook. If all is right, tell the data team."
    if told.accepted:
        again = "Send" if told.total.refused else "If you corrected it, send"
        yield f"{again} the whole file again, named {told.file_to_send}. It replaces this one."
    elif told.file_to_send:
        yield f"Name it {told.file_to_send}."
    else:
        yield f"Its name should say the return and the month, for example {_example_name(told)}."


def _example_name(told: Told) -> str:
    return (told.declared or all_returns()[0]).file_name("2016-11")


def _handling(workbook: ReplyWorkbook) -> str:
    if workbook.protected:
        return "The workbook holds personal data and opens with the password agreed with you."
    return (
        "The workbook holds personal data and IS NOT PROTECTED by a password: it goes by the agreed secure route only, "
        "never by e-mail."
    )


def _lines(told: Told, workbook: ReplyWorkbook | None) -> Iterator[str]:
    yield "RECEIPT from the Surrey Safeguarding Children Board's data team"
    yield ""
    yield from textwrap.wrap(outcome(told), _WIDTH)
    yield ""
    for name, value in [*identity(told), *refusal(told)]:
        yield from _named(name, value)
    if told.sheets:
        yield ""
        yield "WHAT WAS READ (rows read = accepted + refused + ignored)"
        yield ""
        yield from _balance(told)
    if told.problems:
        yield ""
        first = top(told, workbook)
        some = len(told.problems) > len(first)
        yield f"WHAT TO LOOK AT{f' (the first {len(first)} of {len(told.problems)})' if some else ''}"
        for number, problem in enumerate(first, start=1):
            yield ""
            yield from _indented(f"{number}. ", problem_words(problem))
            yield from _indented("   ", f"Where: {on_one_line(problem.where)}")
            yield from _indented("   ", f"What to do: {problem.do}")
        if questions(told):
            yield ""
            yield questions(told)
    yield ""
    yield "NEXT"
    yield ""
    for number, step in enumerate(next_steps(told, workbook), start=1):
        yield from _indented(f"{number}. ", step)
    yield ""
    yield from textwrap.wrap(_FOOT, _WIDTH)


def _balance(told: Told) -> Iterator[str]:
    rows = [*told.sheets, told.total] if len(told.sheets) > 1 else list(told.sheets)
    yield f"{'Sheet':<34}{'read':>10}{'accepted':>12}{'refused':>11}{'ignored':>11}"
    for sheet in rows:
        name = on_one_line(sheet.sheet, 60)
        figures = f"{sheet.rows_read:>10,}{sheet.accepted:>12,}{sheet.refused:>11,}{sheet.ignored:>11,}"
        if len(name) > 33:
            yield name
            name = ""
        yield f"{name:<34}{figures}"
    for sheet in told.sheets:
        notes = list(told.notes(sheet))
        if notes:
            yield ""
            yield f"{on_one_line(sheet.sheet, 60)}:"
            for note in notes:
                yield from _indented("- ", on_one_line(note))


def _named(name: str, value: str) -> Iterator[str]:
    yield from textwrap.wrap(
        value, _WIDTH, initial_indent=f"{name:<13}", subsequent_indent=" " * 13, break_long_words=False, break_on_hyphens=False
    )


def _indented(mark: str, words: str) -> Iterator[str]:
    yield from textwrap.wrap(
        words, _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False, break_on_hyphens=False
    )
