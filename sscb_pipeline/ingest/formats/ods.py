"""Reads .ods, the format of LibreOffice, from its XML as a stream: its cells say more of themselves than in any other."""

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.kind import damaged, hostile, too_many_cells, too_much_text
from sscb_pipeline.ingest.formats.read import FileRead, RawCell, SheetRead, add_hidden
from sscb_pipeline.ingest.preflight import LONGEST_TEXT, far_outside, judge_other_parts, pieces, small_part

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_NAMES}{name}:1.0 " for name in ("office", "table", "text", "style"))
_CALCULATED_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_DRAWING = f"{_NAMES}drawing:1.0 "
_APART = (f"{_OFFICE}annotation", f"{_TABLE}shapes", f"{_TABLE}tracked-changes", f"{_OFFICE}forms")
"""What holds paragraphs, or even tables, that are not the text of a cell."""
_SHOWS_ERROR = re.compile(r"^(#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d+)$")
_DURATION = re.compile(r"^(-?)P(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})(?:[.,](\d+))?S)?)?$")
_DATE = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?)?$")
_DAY = dt.timedelta(days=1)


@dataclass
class _Cell:
    """The cell being read."""

    attributes: dict[str, str]
    paragraphs: list[str] = field(default_factory=list)


class _Content:
    """Takes the events of content.xml and builds the sheets."""

    def __init__(self, limits: dict[str, Any]) -> None:
        self._limits = limits
        self.sheets: list[SheetRead] = []
        self.notes: set[str] = set()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._apart = 0
        self._depth = 0
        self._row_number = self._column = self._cells = self._text = 0
        self._row: list[RawCell] = []
        self._row_attributes: dict[str, str] = {}
        self._blind: dict[int, str] = {}
        self._cell: _Cell | None = None
        self._words: list[str] | None = None
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            f"{_TABLE}table": self._start_table,
            f"{_TABLE}table-row": self._start_row,
            f"{_TABLE}table-cell": self._start_cell,
            f"{_TABLE}covered-table-cell": self._start_cell,
            f"{_TEXT}p": self._start_paragraph,
            f"{_TEXT}s": lambda given: self._say("\0" * min(int(given.get(f"{_TEXT}c", "1")), 1_000)),
            f"{_TEXT}tab": lambda _: self._say("\t"),
            f"{_TEXT}line-break": lambda _: self._say("\n"),
            f"{_STYLE}style": self._start_style,
            f"{_STYLE}table-properties": self._start_table_properties,
            f"{_TABLE}null-date": self._start_null_date,
            f"{_TABLE}table-source": lambda _: self.notes.add("external_links"),
            f"{_TABLE}cell-range-source": lambda _: self.notes.add("external_links"),
        }
        self._ends: dict[str, Callable[[], None]] = {
            f"{_TABLE}table-row": self._end_row,
            f"{_TABLE}table-cell": self._end_cell,
            f"{_TABLE}covered-table-cell": self._end_cell,
            f"{_TEXT}p": self._end_paragraph,
            f"{_TABLE}table": self._end_table,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 200:
            raise hostile("The workbook nests its parts deeper than any spreadsheet program does.")
        if self._apart or name in _APART or name.startswith(_DRAWING):
            self._apart += 1
            if name == f"{_OFFICE}annotation" and self.sheets and "comments" not in self.sheets[-1].notes:
                self.sheets[-1].notes.append("comments")
        elif name in self._starts:
            self._starts[name](attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._apart:
            self._apart -= 1
        elif name in self._ends:
            self._ends[name]()

    def text(self, words: str) -> None:
        if self._words is not None and not self._apart:
            self._words.append(words)
            if len(self._words) > 100_000:
                raise hostile("A sheet holds a cell longer than any spreadsheet's.")

    def _say(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def _start_style(self, given: dict[str, str]) -> None:
        self._style = given.get(f"{_STYLE}name", "") if given.get(f"{_STYLE}family") == "table" else ""

    def _start_table_properties(self, given: dict[str, str]) -> None:
        if given.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def _start_null_date(self, given: dict[str, str]) -> None:
        if given.get(f"{_TABLE}date-value") == "1904-01-01":
            self.notes.add("dates_from_1904")

    def _start_table(self, given: dict[str, str]) -> None:
        hidden = given.get(f"{_TABLE}style-name") in self._hidden_styles
        self.sheets.append(SheetRead(given.get(f"{_TABLE}name", ""), "hidden" if hidden else "visible", []))
        self._row_number = self._cells = 0

    def _start_row(self, given: dict[str, str]) -> None:
        self._row, self._blind, self._column, self._row_attributes = [], {}, 0, given

    def _start_cell(self, given: dict[str, str]) -> None:
        self._cell = _Cell(given)

    def _start_paragraph(self, _: dict[str, str]) -> None:
        if self._cell is not None:
            self._words = []

    def _end_paragraph(self) -> None:
        if self._cell is not None and self._words is not None:
            self._cell.paragraphs.append(re.sub(r"[ \t\r\n]+", " ", "".join(self._words)).strip(" ").replace("\0", " "))
        self._words = None

    def _end_cell(self) -> None:
        given = self._cell
        if given is None:
            return
        self._cell = None
        repeated = _repeated(given.attributes.get(f"{_TABLE}number-columns-repeated"))
        value, rule = _value(given)
        self._note_span(given.attributes)
        if value != "" or rule:
            if self._column + repeated > self._limits["columns"]:
                raise far_outside(self._limits)
            self._row += [""] * (self._column - len(self._row)) + [value] * repeated
            if rule:
                self._blind.update(dict.fromkeys(range(self._column + 1, self._column + repeated + 1), rule))
        self._column += repeated

    def _note_span(self, attributes: dict[str, str]) -> None:
        rows = _repeated(attributes.get(f"{_TABLE}number-rows-spanned"))
        columns = _repeated(attributes.get(f"{_TABLE}number-columns-spanned"))
        if self.sheets and rows * columns > 1 and len(self.sheets[-1].merged) < 10_000:
            top, left = self._row_number + 1, self._column + 1
            self.sheets[-1].merged.append((top, left, top + rows - 1, left + columns - 1))

    def _end_row(self) -> None:
        repeated = _repeated(self._row_attributes.get(f"{_TABLE}number-rows-repeated"))
        if not self.sheets:
            raise damaged()
        sheet = self.sheets[-1]
        if self._row:
            last = self._row_number + repeated
            self._cells += repeated * len(self._row)
            self._text += repeated * sum(len(cell) for cell in self._row if isinstance(cell, str))
            self._judge_size(last)
            sheet.rows += [[] for _ in range(self._row_number - len(sheet.rows))]
            sheet.rows += [list(self._row) for _ in range(repeated)]
            for column, rule in self._blind.items():
                sheet.blind.update(dict.fromkeys(((row, column) for row in range(self._row_number + 1, last + 1)), rule))
        state = self._row_attributes.get(f"{_TABLE}visibility", "visible")
        if state != "visible":
            if repeated < self._limits["rows"]:
                for row in range(self._row_number + 1, self._row_number + repeated + 1):
                    add_hidden(sheet, row)
            if state == "filter" and "filtered" not in sheet.notes:
                sheet.notes.append("filtered")
        self._row_number += repeated
        self._row = []

    def _judge_size(self, last_row: int) -> None:
        if last_row > self._limits["rows"]:
            raise far_outside(self._limits)
        if self._cells > self._limits["cells"]:
            raise too_many_cells(self._limits["cells"])
        if self._text > self._limits["text_bytes"]:
            raise too_much_text(self._limits["text_bytes"])

    def _end_table(self) -> None:
        sheet = self.sheets[-1]
        width = max(map(len, sheet.rows), default=0)
        if width * len(sheet.rows) > self._limits["grid_cells"]:
            raise far_outside(self._limits)
        for row in sheet.rows:
            row += [""] * (width - len(row))


def read_ods(archive: zipfile.ZipFile, limits: dict[str, Any]) -> FileRead:
    """The whole workbook. Raises FileRefused."""
    if b"encryption-data" in small_part(archive, "META-INF/manifest.xml"):
        raise FileRefused(
            "password_protected",
            "The workbook is protected with a LibreOffice password, which cannot be opened here.",
            "Save it without a password, or as an Excel workbook with the agreed one, and send it again.",
        )
    content = _Content(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = content.start, content.end
    parser.CharacterDataHandler = content.text
    parser.StartDoctypeDeclHandler = _refuse_document_type
    waiting = 0
    try:
        for piece in pieces(archive, "content.xml"):
            waiting = 0 if b"<" in piece else waiting + len(piece)
            if waiting > LONGEST_TEXT:
                raise hostile("A sheet holds a cell longer than any spreadsheet's.")
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise damaged() from None
    judge_other_parts(archive, {"content.xml"})
    if not content.sheets:
        raise damaged()
    if any(name.startswith("Basic/") and name.endswith(".xml") for name in archive.namelist()):
        content.notes.add("has_macros")
    return FileRead("ods", content.sheets, sorted(content.notes))


def _refuse_document_type(*_: Any) -> None:
    raise hostile("The workbook holds XML that spreadsheet programs do not write.")


def _repeated(given: str | None) -> int:
    """How often a row or cell stands there; a file may say it with any number of digits."""
    if given is None:
        return 1
    if not given.isdecimal() or len(given) > 9:
        raise hostile("A sheet repeats a row or a cell more often than any spreadsheet has places.")
    return max(int(given), 1)


def _value(cell: _Cell) -> tuple[RawCell, str]:
    """The cell's value, or the rule that says why it cannot be known."""
    given, shown = cell.attributes, "\n".join(cell.paragraphs)
    kind = given.get(f"{_OFFICE}value-type", "")
    has_formula = f"{_TABLE}formula" in given
    if given.get(_CALCULATED_TYPE) == "error" or (has_formula and _SHOWS_ERROR.match(shown)):
        return "", "formula_error"
    if not kind:
        # LibreOffice writes an empty paragraph for a formula that shows nothing, and none where it calculated none.
        return (shown, "") if cell.paragraphs or not has_formula else ("", "formula_not_calculated")
    if kind == "boolean":
        return given.get(f"{_OFFICE}boolean-value") == "true", ""
    if kind == "date":
        found = _moment(given.get(f"{_OFFICE}date-value", ""))
        return ("", "date_impossible") if found is None else (found, "")
    if kind == "time":
        span = _span(given.get(f"{_OFFICE}time-value", ""))
        return ("", "date_impossible") if span is None else (span, "")
    if kind in ("float", "percentage", "currency"):
        try:
            number = float(given.get(f"{_OFFICE}value", ""))
        except ValueError:
            return shown, ""
        return (shown == "TRUE" if shown in ("TRUE", "FALSE") else number), ""
    return given.get(f"{_OFFICE}string-value") or shown, ""


def _moment(said: str) -> dt.datetime | None:
    found = _DATE.match(said)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(number or 0) for number in found.groups()[:6])
    try:
        return dt.datetime(year, month, day, hour, minute, second, int((found[7] or "0")[:6].ljust(6, "0")))
    except ValueError:
        return None


def _span(said: str) -> dt.time | dt.timedelta | None:
    """A time of day, or a span of time where it is no time of day: the file writes both alike."""
    found = _DURATION.match(said)
    if not found:
        return None
    days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:5])
    parts = int((found[6] or "0")[:6].ljust(6, "0"))
    span = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=parts)
    if found[1]:
        return -span
    return (dt.datetime.min + span).time() if span < _DAY else span
