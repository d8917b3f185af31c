"""Reads .xls, the format of Excel 97 to 2003: cells by xlrd, what it leaves out from the records themselves."""

import datetime as dt
import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.kind import damaged, too_much_text
from sscb_pipeline.ingest.formats.protected import opened_stream
from sscb_pipeline.ingest.formats.read import FileRead, RawCell, SheetRead, add_hidden
from sscb_pipeline.ingest.preflight import far_outside

_VISIBILITY = ("visible", "hidden", "very_hidden")
_DATE, _YES_NO, _ERROR = 3, 4, 5
_PLAIN = frozenset((0, 1, 2, 6))
_SPAN = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_LAST_DAY = 2_958_466
_MILLISECONDS = 86_400_000
_HEAD = struct.Struct("<HH")
_BOF, _EOF, _FORMULA, _SHEET, _SUPBOOK, _CONNECTION, _FILEPASS = 0x809, 0x0A, 0x06, 0x85, 0x1AE, 0x876, 0x2F
_NOTED = {0x1C: "comments", 0x9B: "filtered"}
_NOT_TABLES = {1: "macro_sheet", 2: "chart_sheet", 6: "macro_sheet"}
_MOST_MERGES = 10_000


@dataclass
class _Facts:
    """What a worksheet's records say: whether any formula has a result, which show nothing, and notes."""

    calculated: bool = False
    shows_nothing: list[tuple[int, int]] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)


def read_xls(source: io.BytesIO, limits: dict[str, Any], passwords: list[str]) -> FileRead:
    """The whole workbook. Raises FileRefused."""
    try:
        return _read(source, limits, passwords)
    except (FileRefused, MemoryError):
        raise
    except Exception:  # of whatever kind: the records are broken, and the readers raise a dozen kinds
        raise damaged() from None


def _read(source: io.BytesIO, limits: dict[str, Any], passwords: list[str]) -> FileRead:
    import olefile
    import xlrd

    with olefile.OleFileIO(source) as compound:
        file_notes = {"has_macros"} if compound.exists("_VBA_PROJECT_CUR") else set()
        stream = compound.openstream("Workbook" if compound.exists("Workbook") else "Book").read()
    if any(kind == _FILEPASS for kind, _, _ in _walk(stream, 0)):
        stream = opened_stream(passwords, source, stream)
        file_notes.add("was_protected")
    seen = _records(stream, file_notes)
    book = xlrd.open_workbook(
        file_contents=stream, formatting_info=True, ragged_rows=True, on_demand=True, logfile=io.StringIO()
    )
    sheets, text_length = [], 0
    for number in range(book.nsheets):
        sheet, length = _sheet(book, number, limits)
        text_length += length
        if text_length > limits["text_bytes"]:
            raise too_much_text(limits["text_bytes"])
        sheets.append(sheet)
        book.unload_sheet(number)
    if book.datemode:
        file_notes.add("dates_from_1904")
    # Excel saves "" beside an honest formula that shows nothing; a program that calculates none saves it beside each.
    none_calculated = not any(facts.calculated for facts in seen)
    for sheet, facts in zip(sheets, seen, strict=True):
        sheet.notes = sorted(facts.notes)
        if none_calculated:
            sheet.blind.update(dict.fromkeys(facts.shows_nothing, "formula_not_calculated"))
    return FileRead("xls", sheets, sorted(file_notes))


def _records(stream: bytes, notes: set[str]) -> list[_Facts]:
    """The facts of each worksheet, in the workbook's order; what is said of the workbook is added to the notes."""
    sheets = []
    for kind, start, size in _walk(stream, 0):
        if kind == _SHEET:
            place, _, sheet_type = struct.unpack_from("<IBB", stream, start)
            if sheet_type == 0:
                sheets.append(_facts(stream, place))
            else:
                notes.add(_NOT_TABLES.get(sheet_type, "other_sheet"))
        elif kind == _SUPBOOK and size > 4:
            notes.add("external_links")
        elif kind == _CONNECTION:
            notes.add("data_connections")
    return sheets


def _walk(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """The records of one substream, as (kind, where its data starts, how long); charts within it are stepped over."""
    depth = 0
    while place + 4 <= len(stream):
        kind, size = _HEAD.unpack_from(stream, place)
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield kind, place + 4, size
        place += 4 + size


def _facts(stream: bytes, place: int) -> _Facts:
    facts = _Facts()
    for kind, start, size in _walk(stream, place):
        if kind == _FORMULA and size >= 14:
            if stream[start + 6 : start + 14].startswith(b"\x03") and stream[start + 12 : start + 14] == b"\xff\xff":
                row, column = struct.unpack_from("<HH", stream, start)
                facts.shows_nothing.append((row + 1, column + 1))
            else:
                facts.calculated = True
        elif kind in _NOTED:
            facts.notes.add(_NOTED[kind])
    return facts


def _sheet(book: Any, number: int, limits: dict[str, Any]) -> tuple[SheetRead, int]:
    """A sheet, and how much text its cells hold."""
    read = book.sheet_by_index(number)
    sheet = SheetRead(read.name, _VISIBILITY[read.visibility if read.visibility in (1, 2) else 0], [])
    sheet.merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in read.merged_cells[:_MOST_MERGES]]
    text_length = 0
    for row in range(read.nrows):
        kinds, values = read.row_types(row), read.row_values(row)
        cells = (
            values
            if _PLAIN.issuperset(kinds)
            else [_cell(book, read, sheet, (row, column), kind, values[column]) for column, kind in enumerate(kinds)]
        )
        while cells and cells[-1] == "" and (row + 1, len(cells)) not in sheet.blind:
            cells.pop()
        text_length += sum(len(cell) for cell in cells if isinstance(cell, str))
        sheet.rows.append(cells)
        if row in read.rowinfo_map and read.rowinfo_map[row].hidden:
            add_hidden(sheet, row + 1)
    while sheet.rows and not sheet.rows[-1]:
        sheet.rows.pop()
    width = max(map(len, sheet.rows), default=0)
    if width * len(sheet.rows) > limits["grid_cells"] or len(sheet.rows) > limits["rows"] or width > limits["columns"]:
        raise far_outside(limits)
    for cells in sheet.rows:
        cells += [""] * (width - len(cells))
    return sheet, text_length


def _cell(book: Any, read: Any, sheet: SheetRead, place: tuple[int, int], kind: int, value: Any) -> RawCell:
    row, column = place
    if kind == _ERROR:
        sheet.blind[row + 1, column + 1] = "formula_error"
        return ""
    if kind == _YES_NO:
        return bool(value)
    if kind != _DATE:
        return value  # type: ignore[no-any-return]
    shown = book.format_map[book.xf_list[read.cell_xf_index(row, column)].format_key].format_str
    cell = moment(value, book.datemode, is_span=bool(_SPAN.search(shown)))
    if cell is None:
        sheet.blind[row + 1, column + 1] = "date_impossible"
        return ""
    return cell


def moment(serial: float, from_1904: int, *, is_span: bool) -> RawCell | None:
    """What a number shown as a date, a time or a span of time is; None for 29/02/1900 and what lies before all dates."""
    if is_span:
        return dt.timedelta(milliseconds=round(serial * _MILLISECONDS))
    if serial >= _LAST_DAY - (1_462 if from_1904 else 0):
        return serial
    if serial < 0 or (60 <= serial < 61 and not from_1904):
        return None
    milliseconds = round(serial * _MILLISECONDS)
    if serial < 1:
        return (dt.datetime.min + dt.timedelta(milliseconds=milliseconds)).time()
    epoch = dt.datetime(1904, 1, 1) if from_1904 else dt.datetime(1899, 12, 31 if serial < 60 else 30)
    return epoch + dt.timedelta(milliseconds=milliseconds)
