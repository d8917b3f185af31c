"""The blank workbook an agency fills in, made from the return's declaration and nothing else."""

import datetime as dt
from pathlib import Path

from sscb_pipeline.reports.cells import Col
from sscb_pipeline.reports.workbook import LAST_ROW, Book, Page
from sscb_pipeline.returns.declaration import (
    Clock,
    Code,
    Codes,
    Column,
    Day,
    Kind,
    Moment,
    NhsNumber,
    Postcode,
    Return,
    Sheet,
    Text,
    Upn,
    Whole,
    YesNo,
)
from sscb_pipeline.returns.template_sheets import NOTES_BEGIN, TEMPLATE_NOTES
from sscb_pipeline.settings import FIRST_MONTH
from sscb_pipeline.vocabulary.calendar import first_day

MARKING = "OFFICIAL-SENSITIVE when filled in"
_KEEPS_ITS_ZEROS: tuple[type[Kind], ...] = (Text, Code, Codes, NhsNumber, Upn, Postcode, Clock)
_WIDTHS: dict[type[Kind], float] = {Day: 12, Moment: 17, Whole: 9, YesNo: 9, Clock: 9}
_ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}


def write_template(declared: Return, out: Path) -> Path:
    """Write the blank workbook of a return: its sheets with headings in row 1, drop-down lists, the notes, the codes.

    The same declaration gives the same bytes. `out`'s folder must exist.
    """
    made_at = dt.datetime.combine(first_day(FIRST_MONTH), dt.time())
    book = Book(declared.title, MARKING, f"Template of {declared.name}", made_at)
    for model in declared.sheets:
        _blank_sheet(book, model)
    _notes(book.page(TEMPLATE_NOTES, declared.title), declared)
    return book.save(out)


def _blank_sheet(book: Book, model: type[Sheet]) -> None:
    facts = model.facts()
    page = book.page(facts.name, bare=True)
    columns = list(facts.columns.values())
    headings = [
        Col(
            c.heading,
            width=max(_WIDTHS.get(c.kind, 16), len(c.heading) * 0.8),
            heading_look="required" if c.required else "optional",
        )
        for c in columns
    ]
    page.table(headings, [], nothing="", freeze=0)
    for number, declared in enumerate(columns, start=1):
        _expect(page, declared, number)


def _expect(page: Page, declared: Column, number: int) -> None:
    about = f"{'Required. ' if declared.required else ''}{declared.description} ({declared.kind.meaning})"
    if declared.kind in _KEEPS_ITS_ZEROS:
        page.whole_column(number, "text")
    elif declared.kind in (Day, Moment):
        page.whole_column(number, "day" if declared.kind is Day else "moment")
    if declared.kind is Code and (codes := declared.code_list):
        page.offer(list(codes.meanings), number, 2, LAST_ROW, title=codes.name, about=about)
    elif declared.kind is YesNo:
        page.offer(["Yes", "No"], number, 2, LAST_ROW, title=YesNo.meaning, about=about)
    else:
        page.expect({Day: "day", Whole: "whole"}.get(declared.kind, "text"), number, 2, about=about)


def _notes(page: Page, declared: Return) -> None:
    """What the return is, who sends it, when and under which name, and what every column says."""
    for label, text in (
        (NOTES_BEGIN.rstrip(": "), declared.description),
        ("Who sends it", declared.agency.name),
        ("Where it comes from", declared.source),
        (
            "When it is due",
            f"By the {_ORDINALS[declared.due_working_day]} working day of the month after the month it is about.",
        ),
        (
            "What a month's file holds",
            "What happened in the month."
            if declared.counts == "events"
            else "What stands on the last day of the month, and what the column notes add.",
        ),
        (
            "File name",
            f"{declared.file_name('2016-11', declared.parts[0] if declared.parts else '')} for November 2016; "
            "a corrected file ends in _v2.",
        ),
        ("Parts", f"One file, or one for each of: {', '.join(declared.parts)}." if declared.parts else "One file."),
        ("Colours", "Yellow headings are required in every row; blue ones may be left blank."),
        ("Please", "Keep the headings. Send no passwords, formulas or totals. Leave blank what is not known."),
    ):
        page.line(f"{label}: {text}")
    page.skip()
    for model in declared.sheets:
        facts = model.facts()
        page.line(f"Sheet {facts.name}{' (may be left out)' if facts.optional else ''}: {facts.one_row_is}", "section")
        page.table(
            [
                Col("Column", width=26),
                Col("Required", width=10),
                Col("What it says", "words", 60),
                Col("How to write it", "words", 40),
                Col("Code list", width=22),
            ],
            [
                [c.heading, "required" if c.required else "", c.description, c.kind.meaning, c.codes or ""]
                for c in facts.columns.values()
            ],
            nothing="No columns.",
        )
    lists = {c.codes: c.code_list for model in declared.sheets for c in model.facts().columns.values() if c.codes}
    for name, codes in sorted(lists.items()):
        page.line(f"Code list {name}", "section")
        page.table([Col("Code"), Col("Meaning")], list(codes.meanings.items()) if codes else [], nothing="No codes.")
