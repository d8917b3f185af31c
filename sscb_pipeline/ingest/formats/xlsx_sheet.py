"""Looks a sheet's XML over piece by piece: how far its cells reach, and what a reader would not say of them.

Ordinary programs write `<c r="A1" s="2" t="s">`. A piece written so is judged by counting alone, with every address made
alike and every other byte left out; only pieces that reach far, hold errors or formulas, or are written otherwise are
looked at cell by cell.
"""

import re
from dataclasses import dataclass, field

from sscb_pipeline.ingest.formats.kind import hostile, too_many_cells
from sscb_pipeline.ingest.formats.read import add_hidden
from sscb_pipeline.ingest.preflight import LONGEST_TEXT, column_number, judge_start, judge_xml

_ALIKE = bytes(65 if 65 <= byte <= 90 else 48 if 48 <= byte <= 57 else byte for byte in range(256))
"""Every capital letter to A, every digit to 0: how an address looks, whichever it is."""
_LEFT_OUT = bytes(byte for byte in range(256) if not (65 <= byte <= 90 or 48 <= byte <= 57 or byte in b'<c r="/f>'))
"""What no address, no cell's beginning and no formula's end is made of: with it gone the rest is searched in less time. The >
stays: without it the text `c) CIN` of `<t>c) CIN` would look like a cell's beginning."""
_WINDOW = 4096
_ENDS = (b"<c ", b"<c>", b"<row ", b"<row>", b"</row>", b"</sheetData>")
_ROOT_PREFIX = re.compile(rb"<([A-Za-z_][\w.-]*):worksheet[\s>]")
_FIRST_ROW = re.compile(rb"<row(\s[^>]*)?>")
_TWO_LETTERS = re.compile(rb'<c r="([A-Z]{2,})')
_TALL = re.compile(rb'<c r="[A-Z]+(\d{6,})')
_FILLED = re.compile(rb'<c r="([A-Z]+)(\d+)"(?:[^>]*[^>/])?>')
_TOKEN = re.compile(rb"<(row|c)(\s[^>]*)?>")
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]*)(\d*)["']""")
_ERROR_TYPE = re.compile(rb"""\bt\s*=\s*["']e["']""")
_TEXT_TYPE = re.compile(rb"""\bt\s*=\s*["'](?:str|s|inlineStr)["']""")
_VALUE = re.compile(rb"<v(?:\s[^>]*)?>([^<]*)")
_FORMULA = re.compile(rb"<f[\s/>]")
_ROW_HIDDEN = re.compile(rb"""<row\s([^>]*\bhidden\s*=\s*["'](?:1|true)["'][^>]*)>""")
_MERGED = re.compile(rb"""<mergeCell\s[^>]*?\bref\s*=\s*["']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)["']""")
_MOST_MERGES = 10_000


@dataclass
class SheetFacts:
    """What was seen: cells counted, how far content reaches (upper bounds unless `exact`), and the notes of SheetRead."""

    exact: bool = False
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    formulas: bool = False
    blind: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class SheetScan:
    """Fed a sheet's pieces in their order; `end` gives what was seen.

    `exact` looks at every filled cell, for sheets whose bounds alone would make them too large. `distrust_zero`: the program
    that wrote the workbook asks for its formulas to be calculated when it is opened, so a 0 beside one says nothing.
    """

    def __init__(self, limits: dict[str, int], *, exact: bool = False, distrust_zero: bool = False) -> None:
        self._rows, self._columns, self._cells = limits["rows"], limits["columns"], limits["cells"]
        self._distrust_zero = distrust_zero
        self._seen = SheetFacts(exact)
        self._rest = b""
        self._started = self._ended = self._loose = False
        self._prefix = b""
        self._ends: tuple[bytes, ...] = _ENDS
        self._row = self._column = 0

    def feed(self, piece: bytes) -> None:
        """The next piece of the sheet. Raises FileRefused for what no program writes."""
        if not self._started:
            self._start(piece)
        data = self._rest + piece
        cut = self._cut(data)
        if cut <= 0 and len(data) > LONGEST_TEXT:
            raise hostile("A sheet holds a cell longer than any spreadsheet's.")
        self._rest = data[max(cut, 0) :]
        if cut > 0:
            self._look(data[:cut])

    def end(self) -> SheetFacts:
        """What was seen in the whole sheet."""
        self._ended = True
        self._look(self._rest)
        return self._seen

    def _start(self, piece: bytes) -> None:
        judge_start(piece)
        self._started = True
        prefix = _ROOT_PREFIX.search(piece)
        if prefix:
            self._prefix = prefix[1] + b":"
            self._ends = tuple(re.sub(rb"^</?", lambda start: start[0] + self._prefix, end) for end in _ENDS)
        first = _FIRST_ROW.search(self._plain(piece))
        self._loose = first is not None and b' r="' not in (first[1] or b"")

    def _plain(self, data: bytes) -> bytes:
        if not self._prefix:
            return data
        return data.replace(b"<" + self._prefix, b"<").replace(b"</" + self._prefix, b"</")

    def _cut(self, data: bytes) -> int:
        """Where the last whole cell ends: what follows waits for the next piece."""
        if self._ended:
            return data.rfind(b"<")
        cut = max(data.rfind(end, max(0, len(data) - _WINDOW)) for end in self._ends[:-1])
        if cut < 0:
            cut = max(data.rfind(end) for end in self._ends)
            self._ended = data.find(self._ends[-1]) >= 0
            if self._ended or cut < 0:
                cut = data.rfind(b"<")
        return cut

    def _look(self, data: bytes) -> None:
        seen = self._seen
        judge_xml(data)
        data = self._plain(data)
        if b" hidden=" in data:
            self._hidden(data)
        alike = data.translate(_ALIKE, _LEFT_OUT)
        if b"</f" in alike:
            seen.formulas = True
        cells = alike.count(b"<c ")
        near = alike.count(b'<c r="A0')
        wide = near != cells
        odd = (wide and near + alike.count(b'<c r="AA0') != cells) or alike.count(b'r="A') != cells  # a cell with two addresses
        if self._loose or odd or (b"'" in data and b"='" in data) or self._far(data, alike, wide):
            self._take_apart(data)
            if self._loose and seen.cells > self._cells:
                raise too_many_cells(self._cells)
        else:
            seen.cells += cells
            if seen.formulas:
                self._marked(data, b"<f")
            if b"#" in data and b'"e"' in data:  # every error shows a #
                self._marked(data, b'"e"')
        if self._ended:
            self._tail(data)

    def _far(self, data: bytes, alike: bytes, wide: bool) -> bool:
        """Widen the bounds by what this piece may reach; true when it must be taken apart to know."""
        row, column = 99_999, 26
        if wide:
            column = max(column_number(letters.decode()) for letters in {*_TWO_LETTERS.findall(data), b"Z"})
        if b'r="A000000' in alike or (wide and b'r="AA000000' in alike):
            row = max(int(digits) for digits in {*_TALL.findall(data), b"99999"})
        if self._seen.exact or row > self._rows or column > self._columns:
            filled = _FILLED.findall(data)
            row = max((int(digits) for digits in {digits for _, digits in filled}), default=0)
            column = max((column_number(letters.decode()) for letters in {letters for letters, _ in filled}), default=0)
            if row > self._rows or column > self._columns:
                return True
        self._reach(row, column)
        return False

    def _reach(self, row: int, column: int) -> None:
        self._seen.last_row = max(self._seen.last_row, row)
        self._seen.last_column = max(self._seen.last_column, column)

    def _take_apart(self, data: bytes) -> None:
        """Every filled cell by itself, with the place it has when it names none."""
        if not self._loose and b"<v" not in data and b"<is" not in data and b"<f" not in data:
            return  # formatting of whole rows, thousands of columns wide
        for token in _TOKEN.finditer(data):
            attributes = token[2] or b""
            addresses = _ADDRESS.findall(attributes)
            if token[1] == b"row":
                self._row = int(addresses[0][1]) if addresses and addresses[0][1] else self._row + 1
                self._column = 0
                continue
            if any(letters and digits for letters, digits in addresses):  # more than one is no XML, but is read
                self._row = max(int(digits or 0) for _, digits in addresses)
                self._column = max(column_number(letters.decode()) for letters, _ in addresses)
            else:
                self._column += 1
            if attributes.endswith(b"/"):
                continue
            end = data.find(b"</c>", token.end())
            body = data[token.end() : end if end >= 0 else len(data)]
            if b"<v" in body or b"<is" in body or b"<f" in body:
                self._seen.cells += 1
                self._reach(self._row, self._column)
                self._judge(self._row, self._column, attributes, body)

    def _marked(self, data: bytes, mark: bytes) -> None:
        """Only the cells that hold this mark: of an error or of a formula."""
        place = data.find(mark)
        while place >= 0:
            start = data.rfind(b"<c ", 0, place)
            inside = data.find(b">", start) + 1
            attributes = data[start:inside]
            address = _ADDRESS.search(attributes)
            if start >= 0 and address and address[1] and address[2]:
                end = data.find(b"</c>", inside)
                body = data[inside : end if end >= 0 else len(data)]
                self._judge(int(address[2]), column_number(address[1].decode()), attributes, body)
            place = data.find(mark, place + len(mark))

    def _judge(self, row: int, column: int, attributes: bytes, body: bytes) -> None:
        if _ERROR_TYPE.search(attributes):
            self._seen.blind[row, column] = "formula_error"
        elif _FORMULA.search(body):
            value = _VALUE.search(body)
            empty = value is None or not value[1]
            if (empty and not _TEXT_TYPE.search(attributes)) or (
                self._distrust_zero and value is not None and value[1] in (b"0", b"")
            ):
                self._seen.blind[row, column] = "formula_not_calculated"

    def _hidden(self, data: bytes) -> None:
        for row in _ROW_HIDDEN.finditer(data):
            address = _ADDRESS.search(row[1])
            if address and address[2]:
                add_hidden(self._seen, int(address[2]))

    def _tail(self, data: bytes) -> None:
        merged, notes = self._seen.merged, self._seen.notes
        for left, top, right, bottom in _MERGED.findall(data):
            if len(merged) < _MOST_MERGES:
                merged.append((int(top), column_number(left.decode()), int(bottom), column_number(right.decode())))
        if b"<filterColumn" in data and "filtered" not in notes:
            notes.append("filtered")
