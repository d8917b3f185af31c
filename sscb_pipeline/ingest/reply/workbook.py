"""The reply workbook: a new workbook with only the rows to correct, as they were sent, and what is wrong with each.

Nothing an agency typed becomes live: text is written as text, whatever it begins with. The workbook is made in memory;
with a password it is encrypted (AES-256) before a byte of it leaves the memory.

The two columns of words stand in front of the sender's own, so that they are read without scrolling past thirty columns.
"""

import datetime as dt
import io
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from sscb_pipeline.ingest.preflight import column_number
from sscb_pipeline.ingest.reply.receipt import (
    ReplyWorkbook,
    identity,
    next_steps,
    outcome,
    problem_words,
    questions,
    refusal,
    top,
)
from sscb_pipeline.ingest.reply.sheet import Cell, ReplySheet
from sscb_pipeline.ingest.reply.told import Told
from sscb_pipeline.ingest.reply.visible import on_one_line, visible
from sscb_pipeline.warehouse.load import Finding

MARKING = "OFFICIAL-SENSITIVE"
SUMMARY = "Summary"
OURS = ("Row", "Outcome", "What is wrong", "What to do")
"""The headings of the columns that stand in front of the sender's own."""
NOT_LOADED, TO_CHECK = "not loaded", "loaded, please check"

_OUR_WIDTHS = (7, 13, 44, 38)
_WIDEST, _NARROWEST = 30, 9
_LINE_POINTS = 15
_PRINTED_WIDTH = 210
"""So many characters beside each other can still be read on a page of A4."""
_FIRST_DAY = dt.datetime(1900, 3, 1)
"""Excel counts days rightly from here on."""
_BASE = {"font_name": "Calibri", "font_size": 10, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
_BAD = {"bg_color": "#F8CBAD", "bold": True, "border": 2, "border_color": "#C00000"}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "heading": {"bold": True, "bg_color": "#D9E1F2", "text_wrap": True},
    "our heading": {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True},
    "words": {"text_wrap": True},
    "number": {"align": "left"},
    "day": {"num_format": "dd/mm/yyyy", "align": "left"},
    "moment": {"num_format": "dd/mm/yyyy hh:mm", "align": "left"},
    "clock": {"num_format": "[hh]:mm", "align": "left"},
    NOT_LOADED: {"bold": True, "bg_color": "#F8CBAD", "text_wrap": True},
    TO_CHECK: {"bg_color": "#FFF2CC", "text_wrap": True},
}


class ReplyTooLarge(ValueError):
    """A sheet has more rows or columns than a workbook can hold."""


def reply_workbook(told: Told, sheets: Sequence[ReplySheet], file_name: str, password: str | None) -> bytes:
    """The workbook's bytes, encrypted when there is a password."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": file_name, "author": "Surrey Safeguarding Children Board", "created": _created(told)})
        looks = {name: book.add_format({**_BASE, **look}) for name, look in _LOOKS.items()}
        looks |= {f"bad {name}": book.add_format({**_BASE, **look, **_BAD}) for name, look in _LOOKS.items()}
        _summary(book, told, ReplyWorkbook(file_name, bool(password)))
        names = {SUMMARY.casefold()}
        for sheet in sheets:
            if sheet.rows:
                page = book.add_worksheet(_sheet_name(sheet.name, names))
                _page(page, sheet, told, looks, file_name)
    if not password:
        return content.getvalue()
    protected = io.BytesIO()
    content.seek(0)
    OOXMLFile(content).encrypt(password, protected)
    return protected.getvalue()


def _created(told: Told) -> dt.datetime:
    """When the file was received: the same reply written again has the same bytes."""
    return told.submission.received_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)


def _summary(book: xlsxwriter.Workbook, told: Told, made: ReplyWorkbook) -> None:
    """The receipt's figures once more. No personal data."""
    plain = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    text, bold, wraps = (book.add_format({**plain, **look}) for look in ({}, {"bold": True}, {"text_wrap": True}))
    title = book.add_format({**plain, "font_size": 14, "bold": True})
    heading = book.add_format({**_BASE, **_LOOKS["heading"]})
    cell = book.add_format({**_BASE, "num_format": "#,##0"})
    words = book.add_format({**_BASE, **_LOOKS["words"]})
    page = book.add_worksheet(SUMMARY)
    page.hide_gridlines(2)
    for column, width in enumerate((16, 22, 12, 12, 46, 46)):
        page.set_column(column, column, width)
    row = 0

    def line(*parts: tuple[int, str, Format], height: float | None = None) -> None:
        nonlocal row
        for column, words, look in parts:
            _text(page, row, column, words, look)
        if height:
            page.set_row(row, height)
        row += 1

    def paragraph(name: str, words: str) -> None:
        _checked(page.merge_range(row, 1, row, 5, "", wraps))
        line((0, name, bold), (1, words, wraps), height=_LINE_POINTS * _lines_of(words, 135))

    line((0, "Rows to correct or to check", title), height=22)
    line((0, outcome(told), bold))
    line((0, f"{MARKING}. The sheets behind this one hold personal data; here only the file's name could.", text))
    row += 1
    for name, value in [*identity(told), *refusal(told)]:
        paragraph(name, value)
    row += 1
    line(*((n, name, heading) for n, name in enumerate(("Sheet", "Rows read", "Accepted", "Refused", "Ignored and why"))))
    for sheet in [*told.sheets, told.total] if len(told.sheets) > 1 else told.sheets:
        for column, number in enumerate((sheet.rows_read, sheet.accepted, sheet.refused), start=1):
            _checked(page.write_number(row, column, number, cell))
        notes = " ".join(told.notes(sheet)) if sheet in told.sheets else ""
        ignored = on_one_line(f"{sheet.ignored:,}. {notes}".removesuffix(". "), 2_000)
        line((0, on_one_line(sheet.sheet), words), (4, ignored, words), height=_LINE_POINTS * _lines_of(ignored, 44))
    row += 1
    first = top(told, made)
    further = [problem for problem in told.problems[len(first) :] if not problem.rows]
    line((0, f"What to look at first ({len(first)} of {len(told.problems)}; the sheets behind this one list every row)", bold))
    _checked(page.merge_range(row, 1, row, 3, "", heading))
    line(*((n, name, heading) for n, name in ((0, "Number"), (1, "Where"), (4, "What is wrong"), (5, "What to do"))))
    for number, problem in enumerate((*first, *further), start=1):
        where, wrong = on_one_line(problem.where), problem_words(problem)
        _checked(page.merge_range(row, 1, row, 3, "", words))
        height = _LINE_POINTS * max(_lines_of(where, 44), _lines_of(wrong, 44), _lines_of(problem.do, 44))
        line((0, str(number), words), (1, where, words), (4, wrong, words), (5, problem.do, words), height=height)
    if questions(told):
        line((0, questions(told), text))
    row += 1
    line((0, "Next", bold))
    for number, step in enumerate(next_steps(told, made, inside=True), start=1):
        paragraph(str(number), step)
    _print_set_up(page, made.file_name)


def _page(page: Worksheet, sheet: ReplySheet, told: Told, looks: Mapping[str, Format], file_name: str) -> None:
    """One sheet of the sender: its rows to correct, refused ones and those to check told apart."""
    ours = len(OURS)
    width = max(len(sheet.headings), *map(len, sheet.rows.values()))
    headings = [*sheet.headings, *[""] * (width - len(sheet.headings))]
    rows = list(sheet.rows.values())
    widths = [*_OUR_WIDTHS] + [_width(column, headings, rows) for column in range(width)]
    for column, chars in enumerate(widths):
        _checked(page.set_column(column, column, chars))
    for column, heading in enumerate(OURS):
        _text(page, 0, column, heading, looks["our heading"])
    for column, heading in enumerate(headings, start=ours):
        _text(page, 0, column, heading, looks["heading"])
    page.set_row(0, _LINE_POINTS * max(_lines_of(h, widths[n]) for n, h in enumerate((*OURS, *headings))))
    by_row: dict[int, list[Finding]] = {}
    for finding in told.findings:
        if finding.sheet == sheet.name and finding.row and finding.strength in ("refused", "query"):
            by_row.setdefault(finding.row, []).append(finding)
    for line, (number, cells) in enumerate(sorted(sheet.rows.items()), start=1):
        found = by_row.get(number, [])
        became = NOT_LOADED if any(f.strength == "refused" for f in found) else TO_CHECK
        wrong, do = "\n".join(f.message for f in found), "\n".join(dict.fromkeys(told.rule(f.rule).do for f in found))
        bad = {column_number(f.column_letter) - 1 for f in found if f.column_letter}
        _checked(page.write_number(line, 0, number, looks["number"]))
        for column, words, look in ((1, became, became), (2, wrong, "words"), (3, do, "words")):
            _text(page, line, column, words, looks[look])
        for column in range(width):
            cell = cells[column] if column < len(cells) else ""
            _cell(page, line, column + ours, cell, looks, "bad " if column in bad else "")
        page.set_row(line, _LINE_POINTS * min(27, max(_lines_of(wrong, _OUR_WIDTHS[2]), _lines_of(do, _OUR_WIDTHS[3]))))
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, len(sheet.rows), ours + width - 1)
    page.repeat_rows(0)
    page.hide_gridlines(2)
    _print_set_up(page, file_name)
    if sum(widths) > _PRINTED_WIDTH:  # one page wide could not be read: several, each with the row numbers
        page.set_print_scale(60)
        page.repeat_columns(0, 1)


def _cell(page: Worksheet, row: int, column: int, cell: Cell, looks: Mapping[str, Format], bad: str) -> None:
    """One cell as it was sent: dates stay dates, numbers numbers, text text."""
    if isinstance(cell, str):
        _text(page, row, column, cell, looks[f"{bad}words"])
    elif isinstance(cell, bool):
        _checked(page.write_boolean(row, column, cell, looks[f"{bad}words"]))
    elif isinstance(cell, int | float) and math.isfinite(cell):
        _checked(page.write_number(row, column, cell, looks[f"{bad}number"]))
    elif isinstance(cell, dt.datetime) and cell >= _FIRST_DAY:
        look = "moment" if cell.time() != dt.time() else "day"
        _checked(page.write_datetime(row, column, cell.replace(microsecond=0), looks[bad + look]))
    elif isinstance(cell, dt.datetime):
        _text(page, row, column, f"{cell:%d/%m/}{cell.year:04d}", looks[f"{bad}words"])
    elif isinstance(cell, dt.timedelta) and dt.timedelta() <= cell < dt.timedelta(days=9_999):
        _checked(page.write_datetime(row, column, cell, looks[f"{bad}clock"]))
    else:
        _text(page, row, column, str(cell), looks[f"{bad}words"])


def _text(page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    """Text as text. Between <r> and </r> the library would take it for formatting: a space behind it prevents that."""
    shown = visible(text)
    if shown.startswith("<r>") and shown.endswith("</r>"):
        shown = f"{visible(text, 32_000)} "
    _checked(page.write_string(row, column, shown, look) if shown else page.write_blank(row, column, None, look))


def _checked(code: int | None) -> None:
    """The library answers what it could not write with a number instead of an exception."""
    if code:
        raise ReplyTooLarge(f"the workbook's writer answered {code}")


def _print_set_up(page: Worksheet, file_name: str) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(0.4, 0.4, 0.75, 0.75)
    page.set_header(f"&C&B{MARKING}")
    page.set_footer(f"&L&8{file_name}&C&B{MARKING}&R&8Page &P of &N")


def _sheet_name(name: str, taken: set[str]) -> str:
    """The sheet's own name as far as Excel allows it, different from every other's."""
    allowed = re.sub(r"[\[\]:*?/\\]", " ", on_one_line(name)).strip("' ") or "Sheet"
    candidate, number = allowed[:31], 1
    while candidate.casefold() in taken or candidate.casefold() == "history":
        number += 1
        candidate = f"{allowed[:26]} ({number})"
    taken.add(candidate.casefold())
    return candidate


def _width(column: int, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
    longest = max((len(word) for word in headings[column].split()), default=0)
    for cells in rows:
        if column < len(cells):
            cell = cells[column]
            longest = max(longest, 16 if isinstance(cell, dt.datetime) else min(len(str(cell)), _WIDEST))
    return max(_NARROWEST, min(longest + 2, _WIDEST))


def _lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a cell of that width."""
    return sum(max(1, math.ceil(len(line) / max(1.1 * width - 1, 1))) for line in text.split("\n"))
