"""The honest files that are mutated: every format, with every kind of cell and what stands around cells."""

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment

from sscb_pipeline_tests.ingest.written_as import KINDS, AsSheet, ErrorCell, FormulaCell, write_as
from sscb_pipeline_tests.ingest.written_protected import protect

HEADINGS = ["Surname", "Born", "Seen", "At", "Took", "Count", "Share", "Known", "Note"]


def rows(kind: str) -> list[list[object]]:
    """Thirty rows of every kind of cell; a text table holds what is shown of them."""
    made: list[list[object]] = [["Contacts, November 2016"], [], [*HEADINGS]]
    for number in range(30):
        day = dt.date(2003, 1 + number % 12, 1 + number % 28)
        seen = dt.datetime(2016, 11, 1 + number % 28, 9, 30)
        made.append(
            [f"Madeup {number}", day, seen, dt.time(9, 30), dt.timedelta(hours=30), number, 2.5, number % 2 == 0, "a, b"]
        )
    made.append(["end", ErrorCell(), FormulaCell(7), None, "Zoë\nO'Neil"])
    if kind == "csv":
        return [["" if isinstance(cell, dt.timedelta) else cell for cell in row] for row in made]
    return made


@cache
def seeds() -> tuple[tuple[str, bytes], ...]:
    """(what it is, its bytes) of each."""
    with TemporaryDirectory() as folder:
        made = []
        for kind in KINDS:
            path = Path(folder) / kind
            hidden = AsSheet([["x"]], "hidden")
            whole = AsSheet(rows(kind), hidden_rows=[(6, 8)], merged=[(60, 1, 60, 4)])
            made.append((kind, write_as(kind, path, {"Contacts": whole, "Lists": hidden}).read_bytes()))
        made.append(("xlsx", _by_openpyxl(Path(folder) / "o.xlsx")))
        made.append(("xlsx", _by_xlsxwriter(Path(folder) / "w.xlsx")))
        for kind in ("xlsx", "xlsb", "xls"):
            made.append((f"{kind}, protected", protect(Path(folder) / kind, "agreed").read_bytes()))
        return tuple(made)


def _by_openpyxl(path: Path) -> bytes:
    book = openpyxl.Workbook()
    for row in rows("xlsx"):
        book.active.append([cell if isinstance(cell, str | int | float | dt.date | dt.time) else None for cell in row])
    book.active["A1"].comment = Comment("a note", "somebody")
    book.active.merge_cells("A40:C41")
    book.save(path)
    return path.read_bytes()


def _by_xlsxwriter(path: Path) -> bytes:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Contacts")
        for number in range(40):
            sheet.write_row(number, 0, [f"shared {number % 7}", number, "=1+1", True])
        sheet.autofilter(0, 0, 39, 3)
        sheet.write_comment("B2", "a note")
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Contacts!$B$1:$B$9"})
        book.add_chartsheet("Chart1").set_chart(chart)
    return path.read_bytes()
