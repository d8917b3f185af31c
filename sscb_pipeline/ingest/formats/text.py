"""Reads a table sent as text (CSV): its encoding, its separator and its quotation marks are found, never assumed."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.formats.kind import too_large
from sscb_pipeline.ingest.formats.read import FileRead, RawCell, SheetRead

EXCELS_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"))
_SEPARATORS = ",;\t"
_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n?$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LONGEST_FIELD = 1_000_000
_SAMPLE = 64 * 1024
_SAVE_AS_TABLE = "Save it in Excel as an Excel workbook (.xlsx) and send that."


def read_text(data: bytes, limits: dict[str, Any]) -> FileRead:
    """The table as the one sheet of a file; the sheet has no name. Raises FileRefused."""
    text, encoding = _decoded(data)
    notes = ["read_as_cp1252"] if encoding == "cp1252" else []
    said = _SAID.match(text[: text.find("\n") + 1])
    if said:
        text = "\n" + text[said.end() :]  # its line still counts: row numbers are the sheet's
    separator = said[1] if said else _separator(text[:_SAMPLE])
    lines = text.count("\n") + text.count("\r")
    if lines > 2 * limits["rows"]:
        raise too_large(f"The table has more than {limits['rows']:,} rows.")
    if text.count(separator) > limits["cells"]:
        raise too_large(f"The table holds more than {limits['cells']:,} cells.")
    rows: list[list[RawCell]] = [list(row) for row in _rows(text, separator)]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((len(row) for row in rows), default=0)
    if width > limits["columns"] or len(rows) > limits["rows"] or width * len(rows) > limits["grid_cells"]:
        raise too_large(f"The table is longer than {limits['rows']:,} rows or wider than {limits['columns']} columns.")
    sheet = SheetRead("", "visible", rows, widths=list(_runs(map(len, rows))), ends_open=text[-1:] not in "\r\n")
    for number, row in enumerate(rows, 1):
        row += [""] * (width - len(row))
        if not EXCELS_ERRORS.isdisjoint(row):
            sheet.blind.update(
                ((number, column), "formula_error") for column, cell in enumerate(row, 1) if cell in EXCELS_ERRORS
            )
    return FileRead("csv", [sheet], notes)


def _runs(widths: Iterable[int]) -> Iterator[tuple[int, int, int]]:
    """(first, last, cells) of runs of rows with as many cells."""
    first = 1
    for width, run in groupby(widths):
        after = first + len(list(run))
        yield first, after - 1, width
        first = after


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding: by its byte order mark, by its zero bytes, then whatever fits."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:_SAMPLE]:
        sample = data[: _SAMPLE // 2 * 2]
        first, second = sample[::2].count(0), sample[1::2].count(0)
        encodings = ["utf-16-le" if second > first else "utf-16-be"] if abs(second - first) * 4 > len(sample) // 2 else []
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and len(_CONTROL.findall(text[:_SAMPLE])) * 100 <= len(text[:_SAMPLE]):
            return text, encoding
    raise _no_table()


def _separator(sample: str) -> str:
    """The separator that cuts the most lines into the same number of cells; a title above the table has none."""
    if sample.count("\n") > 1:
        sample = sample[: sample.rfind("\n")]
    best, cut = 0, ""
    for separator in _SEPARATORS:
        if separator in sample:
            widths = Counter(len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row)
            agreeing = max((lines * (width - 1) for width, lines in widths.items()), default=0)
            if agreeing > best:
                best, cut = agreeing, separator
    if not cut:
        raise _no_table()
    return cut


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from table
    except csv.Error:
        raise FileRefused(
            "quotation_marks",
            f"A quotation mark in or before line {table.line_num:,} of the text table opens a cell that does not end properly.",
            "Export the table again, or " + _SAVE_AS_TABLE[0].lower() + _SAVE_AS_TABLE[1:],
        ) from None


def _no_table() -> FileRefused:
    return FileRefused("not_a_workbook", "The file is neither an Excel workbook nor a table as text (CSV).", _SAVE_AS_TABLE)
