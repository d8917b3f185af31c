"""The one door to openpyxl for writing: sober workbooks that print well and hold no formulas.

    book = Book("MAECC pack, SW, March 2017", marking="OFFICIAL-SENSITIVE", stamp="As at 7 April 2017", made_at=moment)
    page = book.page("Roster", "Children at medium or high risk")
    page.table([Col("LCS id"), Col("Days since", "whole")], rows, nothing="No child of this area is in the cohort.")
    book.save(path)

Whatever an agency wrote is written as text: nothing that begins with = becomes a formula. The same content gives the same
bytes: dates inside the file come from `made_at`, never from the clock. Nothing is written to a temporary folder: the file is
made in memory, then placed beside its destination (mode 0600) and renamed.
"""

import datetime as dt
import io
import math
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.writer.excel import ExcelWriter

from sscb_pipeline.reports.cells import Chart, Col, Shown, is_blank, local, plain
from sscb_pipeline.reports.looks import FONT, LOOKS, NUMBER_FORMATS
from sscb_pipeline.returns.template_sheets import TEMPLATE_CODES

LAST_ROW = 1_048_576
CHART_DATA = "Chart data"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_NO_DATE = dt.datetime(2000, 1, 1)

_SIDE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LINE_POINTS = 15


class Book:
    """A workbook being written. `marking` and `stamp` stand on every page, on screen and on paper."""

    def __init__(self, title: str, marking: str, stamp: str, made_at: dt.datetime) -> None:
        self.title, self.marking, self.stamp = title, marking, stamp
        self._made_at = local(made_at).replace(microsecond=0)
        self._workbook = Workbook()
        self._workbook.remove(self._workbook.worksheets[0])
        self._workbook.properties.creator = "Surrey Safeguarding Children Board"
        self._workbook.properties.title = plain(title)
        self._styles = self._register_styles()
        self._code_columns: dict[tuple[str, ...], str] = {}
        self._chart_page: Page | None = None

    def page(self, name: str, title: str | None = None, *, bare: bool = False) -> "Page":
        """A new sheet, with its title, marking and stamp above; `bare` sheets begin with their table (templates)."""
        sheet = self._workbook.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
        self._print_setup(sheet)
        page = Page(self, sheet)
        if not bare:
            page.line(title or name, "title")
            page.line(self.marking, "marking")
            page.line(f"{self.title}. {self.stamp}", "stamp")
            page.skip()
        return page

    def save(self, path: Path) -> Path:
        """Write the file: in memory first, then beside its place with mode 0600, then renamed. Its folder must exist."""
        for sheet in (CHART_DATA, TEMPLATE_CODES):
            if sheet in self._workbook.sheetnames:
                self._workbook.move_sheet(sheet, len(self._workbook.sheetnames))
        self._workbook.properties.created = self._workbook.properties.modified = self._made_at
        content = io.BytesIO()
        with _SteadyZip(content, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            _InMemoryWriter(self._workbook, archive).write_data()
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".being-written-", suffix=".xlsx")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content.getbuffer())
            Path(beside).replace(path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        return path

    def codes(self, choices: Sequence[str], title: str = "") -> str:
        """Put the choices of a drop-down list on the sheet `Codes`; returns the range that holds them."""
        key = tuple(choices)
        if key not in self._code_columns:
            if TEMPLATE_CODES not in self._workbook.sheetnames:
                self._print_setup(self._workbook.create_sheet(TEMPLATE_CODES))
            sheet = self._workbook[TEMPLATE_CODES]
            column = len(self._code_columns) + 1
            for row, text in enumerate((title or "choices", *key), start=1):
                self.put(sheet, row, column, text, "heading" if row == 1 else "text")
            letter = get_column_letter(column)
            sheet.column_dimensions[letter].width = 24
            self._code_columns[key] = f"{TEMPLATE_CODES}!${letter}$2:${letter}${len(key) + 1}"
        return self._code_columns[key]

    def put(self, sheet: Any, row: int, column: int, value: Any, style: str) -> None:
        """Write one cell. Text stays text, whatever it begins with; None and NaN leave it blank."""
        cell: Any = Cell(sheet, row=row, column=column, style_array=self._styles[style])
        sheet._cells[(row, column)] = cell
        if isinstance(value, Shown):
            value, style = value.value, value.shows
            cell._style = self._styles[style]
        if is_blank(value):
            return
        if isinstance(value, bool):
            value = "Yes" if value else "No"
        if isinstance(value, str):
            # A number's cell may hold words ("awaiting police"): they are set as words, to the left.
            cell._style = self._styles["words" if style in ("whole", "decimal", "number", "day", "moment") else style]
            cell._value, cell.data_type = plain(value), "s"
        elif isinstance(value, dt.date):
            if style not in ("day", "moment"):
                cell._style = self._styles["moment" if isinstance(value, dt.datetime) else "day"]
            cell.value = local(value) if isinstance(value, dt.datetime) else value
        else:
            cell.value = value

    def chart_block(self, chart: Chart) -> tuple[Any, int, int]:
        """Write a chart's numbers on the sheet `Chart data`; returns the sheet and the block's first and last row."""
        if self._chart_page is None:
            self._chart_page = self.page(CHART_DATA, "The numbers behind the charts")
            self._chart_page.line("Blank: nothing to draw; a return is awaited, or there was nothing to divide by.")
        page = self._chart_page
        page.line(chart.title, "section")
        rows = [[name, *(series[n] for series in chart.series.values())] for n, name in enumerate(chart.categories)]
        first = page.row
        page.table([Col("", width=16), *(Col(name, "decimal", 11) for name in chart.series)], rows, nothing="Nothing to draw.")
        return page.sheet, first, first + len(rows)

    def _print_setup(self, sheet: Any) -> None:
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.sheet_view.showGridLines = False
        # Excel takes a header of more than 255 characters for damage; & begins a code.
        marking, stamp = (text.replace("&", "&&")[:limit] for text, limit in ((self.marking, 100), (self.stamp, 80)))
        sheet.oddHeader.center.text, sheet.oddHeader.center.font = marking, "Calibri,Bold"
        sheet.oddFooter.left.text, sheet.oddFooter.center.text = stamp, marking
        sheet.oddFooter.right.text = "Page &P of &N"
        for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
            part.size = 8

    def _register_styles(self) -> dict[str, StyleArray]:
        """Each named style once; cells share it (setting fonts cell by cell takes most of the writing time)."""
        workshop = self._workbook.create_sheet("styles")
        styles: dict[str, StyleArray] = {}
        for name, look in LOOKS.items():
            cell: Any = workshop.cell(1, 1)
            cell._style = StyleArray()
            cell.number_format = look.number_format
            cell.font = Font(FONT, look.size, bold=look.bold, italic=look.italic, color=look.colour)
            cell.alignment = Alignment(wrap_text=look.wraps, vertical=look.vertical)
            cell.border = _BOX if look.boxed else Border()
            cell.fill = PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill()
            styles[name] = cell._style
        self._workbook.remove(workshop)
        return styles


class Page:
    """One sheet, written from the top down."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.sheet, self.row = book, sheet, 1
        self._widths: dict[int, float] = {}

    def line(self, text: str, style: str = "note") -> None:
        """One line of text across the page."""
        self.book.put(self.sheet, self.row, 1, text, style)
        self.row += 1

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def table(self, columns: Sequence[Col], rows: Iterable[Sequence[Any]], *, nothing: str, freeze: int | None = None) -> None:
        """A table at the current row. `nothing` is the sentence that stands where there are no rows: an empty table would
        read as zero. With `freeze` its headings and that many columns stay on screen; the headings are repeated on paper."""
        for number, column in enumerate(columns, start=1):
            self.book.put(self.sheet, self.row, number, column.heading, column.heading_look)
            self._widths[number] = max(column.width, self._widths.get(number, 0))
            self.sheet.column_dimensions[get_column_letter(number)].width = self._widths[number]
        self._raise_row([(number, column.heading) for number, column in enumerate(columns, start=1)])
        if freeze is not None:
            self.sheet.freeze_panes = f"{get_column_letter(freeze + 1)}{self.row + 1}"
            self.sheet.print_title_rows = f"{self.row}:{self.row}"
        self.row += 1
        first = self.row
        for row in rows:
            long: list[tuple[int, str]] = []
            for number, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
                self.book.put(self.sheet, self.row, number, value, column.shows)
                if column.shows != "text" and isinstance(value, str):
                    long.append((number, value))
            self._raise_row(long)
            self.row += 1
        if self.row == first and nothing:
            self.line(nothing, "note")
        else:
            for number, column in enumerate(columns, start=1):
                if column.choices:
                    self.offer(column.choices, number, first, self.row - 1)
        self.skip()

    def offer(self, choices: Sequence[str], column: int, first: int, last: int, title: str = "", about: str = "") -> None:
        """A drop-down list in the cells of a column, rows `first` to `last`; `about` is shown when one is selected."""
        check: Any = DataValidation(type="list", formula1=f"={self.book.codes(choices, title)}", showErrorMessage=True)
        check.error, check.prompt, check.showInputMessage = (
            "Please choose from the list.",
            plain(about)[:255] or None,
            bool(about),
        )
        self._validate(check, column, first, last)

    def expect(self, kind: str, column: int, first: int, *, about: str) -> None:
        """What the cells of a column, from row `first` down, should hold; `about` is shown when one is selected."""
        bounds: dict[str, tuple[str, str, str]] = {"day": ("date", "29221", "54789"), "whole": ("whole", "0", "1000000")}
        check: Any = DataValidation(showInputMessage=True, prompt=plain(about)[:255])
        if kind in bounds:
            check.type, check.formula1, check.formula2 = bounds[kind]
            check.operator, check.showErrorMessage = "between", True
            check.error = "A date, as 31/03/2017." if kind == "day" else "A whole number."
        self._validate(check, column, first, LAST_ROW)

    def whole_column(self, column: int, shows: str) -> None:
        """Cells not yet filled in take this number format (text keeps leading zeros)."""
        self.sheet.column_dimensions[get_column_letter(column)].number_format = NUMBER_FORMATS[shows]

    def chart(self, chart: Chart, *, height: float = 7.5, width: float = 24) -> None:
        """The chart at the current row; its numbers go to the sheet `Chart data`."""
        sheet, first, last = self.book.chart_block(chart)
        names = list(chart.series)
        drawing: Any = LineChart() if chart.kind == "line" else BarChart()
        drawing.title, drawing.height, drawing.width = plain(chart.title), height, width
        drawing.y_axis.title = plain(chart.y_title)
        # Without this, newer Excels leave both axes out.
        drawing.x_axis.delete = drawing.y_axis.delete = False
        drawing.y_axis.scaling.min, drawing.display_blanks, drawing.legend.position = 0, "gap", "b"
        for number in range(2, len(names) + 2):
            values = Reference(sheet, min_col=number, min_row=first + 1, max_row=last)
            drawing.series.append(Series(values, title=plain(names[number - 2])))
            drawing.series[-1].cat = AxDataSource(strRef=StrRef(f=f"'{CHART_DATA}'!$A${first + 1}:$A${last}"))
            drawing.series[-1].smooth = False if chart.kind == "line" else None
        self.sheet.add_chart(drawing, f"A{self.row}")
        self.skip(round(height / 0.5) + 1)

    def _raise_row(self, texts: Iterable[tuple[int, str]]) -> None:
        """Make the row as high as its longest wrapped text needs: not every program does so by itself."""
        lines = 1
        for number, text in texts:
            per_line = max(self._widths[number] - 1, 1)
            lines = max(lines, sum(max(math.ceil(len(part) / per_line), 1) for part in text.split("\n")))
        if lines > 1:
            self.sheet.row_dimensions[self.row].height = min(lines * _LINE_POINTS, 405)

    def _validate(self, check: DataValidation, column: int, first: int, last: int) -> None:
        letter = get_column_letter(column)
        check.allow_blank = True
        check.add(f"{letter}{first}:{letter}{last}")
        self.sheet.add_data_validation(check)


def write_frame(frame: pd.DataFrame, out: Path, marking: str = "OFFICIAL-SENSITIVE") -> Path:
    """A frame as a plain table with its column names in row 1. Its folder must exist."""
    book = Book(out.stem, marking, "", _NO_DATE)
    columns = [Col(str(name), "text" if frame[name].dtype.kind in "OTU" else "number", 16) for name in frame]
    rows = frame.astype(object).itertuples(index=False, name=None)
    book.page("Data", bare=True).table(columns, rows, nothing="", freeze=0)
    return book.save(out)


class _SteadyZip(zipfile.ZipFile):
    """A zip whose members carry one fixed date, so that the same content gives the same bytes."""

    def writestr(
        self, zinfo_or_arcname: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        super().writestr(zipfile.ZipInfo(str(zinfo_or_arcname), _ZIP_DATE), data, self.compression, self.compresslevel)


class _InMemoryWriter(ExcelWriter):
    """Writes sheets to memory: openpyxl's own writer leaves child-level rows in temporary files when it is killed."""

    def write_worksheet(self, ws: Any) -> None:
        out = io.BytesIO()
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        archive: Any = self._archive  # type: ignore[attr-defined]
        archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)
