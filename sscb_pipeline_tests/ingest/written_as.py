"""Writes the same rows as any of the formats agencies send: `write_as("xlsb", path, {"Contacts": rows})`.

A cell is text, a number, yes/no, a date, a date and time, a time of day, a span, None (empty), or one of the cells below
that a reader is tempted to give as blank.
"""

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlwt

from sscb_pipeline_tests.ingest.written_ods import write_ods
from sscb_pipeline_tests.ingest.written_xlsb import write_xlsb
from sscb_pipeline_tests.ingest.written_xlsx import write_xlsx

KINDS = ("xlsx", "xlsm", "xlsb", "xls", "ods", "csv")
WORKBOOKS = KINDS[:-1]


@dataclass(frozen=True)
class ErrorCell:
    """A cell that shows an error such as `#N/A`."""

    shows: str = "#N/A"


@dataclass(frozen=True)
class FormulaCell:
    """A formula with the value saved beside it; None when it was never calculated."""

    value: Any = None


@dataclass(frozen=True)
class SerialCell:
    """A number that is shown as a date: what a spreadsheet keeps in a date cell."""

    serial: float


@dataclass(frozen=True)
class AsSheet:
    """A sheet with more than rows. Ranges are 1-based: hidden (first, last), merged (row, column, row, column)."""

    rows: Sequence[Sequence[Any]]
    visibility: str = "visible"
    hidden_rows: Sequence[tuple[int, int]] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()


@dataclass(frozen=True)
class AsBook:
    """A workbook with more than sheets."""

    sheets: Mapping[str, AsSheet]
    from_1904: bool = False
    epoch: dt.datetime = field(default=dt.datetime(1899, 12, 30))

    def serial(self, cell: Any) -> float:
        """The number a spreadsheet keeps for a date, a time or a span."""
        if isinstance(cell, SerialCell):
            return cell.serial
        if isinstance(cell, dt.datetime):
            return (cell - self.epoch) / dt.timedelta(days=1)
        if isinstance(cell, dt.date):
            return float((cell - self.epoch.date()).days)
        if isinstance(cell, dt.time):
            return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86_400
        return float(cell / dt.timedelta(days=1))


def write_as(
    kind: str, path: Path, sheets: Mapping[str, Sequence[Sequence[Any]] | AsSheet], *, from_1904: bool = False
) -> Path:
    """Write the sheets as a file of this kind; a text table holds the first sheet alone."""
    whole = {name: sheet if isinstance(sheet, AsSheet) else AsSheet(sheet) for name, sheet in sheets.items()}
    book = AsBook(whole, from_1904, dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 30))
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "csv":
        path.write_bytes(as_text(next(iter(whole.values())).rows))
    else:
        {"xlsx": write_xlsx, "xlsm": write_xlsx, "xlsb": write_xlsb, "xls": write_xls, "ods": write_ods}[kind](path, book)
        if kind == "xlsm":
            add_macros(path)
    return path


def as_text(rows: Sequence[Sequence[Any]], encoding: str = "utf-8", separator: str = ",") -> bytes:
    """A table as Excel in this country writes it as text: 03/04/2016, 14:30:00, TRUE."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([[shown(cell) for cell in row] for row in rows])
    return text.getvalue().encode(encoding)


def shown(cell: Any) -> str:
    """What Excel shows for a cell, and writes into a text table."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case ErrorCell():
            return cell.shows
        case FormulaCell():
            return shown(cell.value)
        case dt.datetime() if cell.time() != dt.time():
            return cell.strftime("%d/%m/%Y %H:%M:%S")
        case dt.date():
            return cell.strftime("%d/%m/%Y")
        case _:
            return str(cell)


def write_xls(path: Path, book: AsBook) -> None:
    """The format of Excel 97 to 2003."""
    written = xlwt.Workbook()
    written.dates_1904 = book.from_1904
    formats = {
        dt.datetime: xlwt.easyxf(num_format_str="dd/mm/yyyy hh:mm:ss"),
        dt.date: xlwt.easyxf(num_format_str="dd/mm/yyyy"),
        SerialCell: xlwt.easyxf(num_format_str="dd/mm/yyyy"),
        dt.time: xlwt.easyxf(num_format_str="hh:mm:ss"),
        dt.timedelta: xlwt.easyxf(num_format_str="[h]:mm:ss"),
    }
    errors = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
    for name, sheet in book.sheets.items():
        target = written.add_sheet(name)
        target.visibility = ("visible", "hidden", "very_hidden").index(sheet.visibility)
        for number, row in enumerate(sheet.rows):
            for position, cell in enumerate(row):
                match cell:
                    case None:
                        pass
                    case ErrorCell():
                        target.row(number).set_cell_error(position, errors[cell.shows])
                    case FormulaCell():
                        target.write(number, position, xlwt.Formula("1+1"))  # xlwt saves no value beside it
                    case dt.datetime() | dt.date() | dt.time() | dt.timedelta() | SerialCell():
                        target.write(number, position, book.serial(cell), formats[type(cell)])
                    case _:
                        target.write(number, position, cell)
        for first, last in sheet.hidden_rows:
            for number in range(first - 1, last):
                target.row(number).hidden = True
        for top, left, bottom, right in sheet.merged:
            target.merge(top - 1, bottom - 1, left - 1, right - 1)
    written.save(str(path))


def add_macros(path: Path) -> None:
    """Make a workbook one that carries macros: only its being there matters."""
    from zipfile import ZipFile

    with ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"not a real one")
