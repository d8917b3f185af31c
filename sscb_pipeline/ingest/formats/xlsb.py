"""Reads .xlsb: cells by calamine, everything it does not say from the records themselves ([MS-XLSB])."""

import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sscb_pipeline.ingest.formats.calamine_cells import LEAP_DAY_THAT_NEVER_WAS, with_cells
from sscb_pipeline.ingest.formats.kind import damaged, hostile, too_many_cells, too_much_text
from sscb_pipeline.ingest.formats.opc import file_notes, for_the_reader, links_of, not_a_table, shared_texts, sheet_notes
from sscb_pipeline.ingest.formats.read import FileRead, SheetRead, add_hidden
from sscb_pipeline.ingest.preflight import LONGEST_TEXT, Source, far_outside, judge_other_parts, pieces

_BOOK = "xl/workbook.bin"
_ROW, _ERROR, _SHARED_TEXT, _FORMULA_NUMBER, _FORMULA_ERROR = 0, 3, 7, 9, 11
_CELLS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62))
_TEXT_ITEM, _TEXTS, _FILTER_COLUMN, _MERGED = 19, 159, 163, 176
_BOOK_PROPERTIES, _LISTED_SHEET, _CALCULATION = 153, 156, 157
_VISIBILITY = ("visible", "hidden", "very_hidden")
_MOST_ROWS, _MOST_COLUMNS, _MOST_MERGES = 1_048_576, 16_384, 10_000
_PLACE = struct.Struct("<I")
_FOUR = struct.Struct("<IIII")


@dataclass
class _Book:
    """What the workbook part says: sheets as (visibility, relationship, name), the date system, stale formulas."""

    sheets: list[tuple[str, str, str]]
    from_1904: bool = False
    distrust_zero: bool = False


def records(parts: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """The records of a binary part, as (kind, data). Raises FileRefused when they do not add up."""
    data, start = b"", 0
    for piece in parts:
        data, start = data[start:] + piece, 0
        length = len(data)
        if length > LONGEST_TEXT + len(piece):
            raise hostile("The workbook holds a record longer than any spreadsheet's.")
        while length - start >= 6:
            place = start + 1
            kind = data[start]
            if kind & 0x80:
                kind = kind & 0x7F | data[place] << 7
                place += 1
            size = data[place]
            place += 1
            if size & 0x80:
                size &= 0x7F
                for shift in (7, 14, 21):
                    if place >= length:
                        break
                    more = data[place]
                    place += 1
                    size |= (more & 0x7F) << shift
                    if not more & 0x80:
                        break
            if place + size > length:
                break
            yield kind, data[place : place + size]
            start = place + size
    rest = data[start:]
    while rest:  # the last few bytes, too short to be looked at above
        if len(rest) < 2:
            raise damaged()
        head = 2 if rest[0] & 0x80 else 1
        if len(rest) <= head or rest[head] & 0x80 or len(rest) < head + 1 + rest[head]:
            raise damaged()
        kind = rest[0] & 0x7F | rest[1] << 7 if head == 2 else rest[0]
        yield kind, rest[head + 1 : head + 1 + rest[head]]
        rest = rest[head + 1 + rest[head] :]


def read_xlsb(archive: zipfile.ZipFile, source: Source, limits: dict[str, int]) -> FileRead:
    """The whole workbook. Raises FileRefused."""
    try:
        return _read(archive, source, limits)
    except struct.error:
        raise damaged() from None


def _read(archive: zipfile.ZipFile, source: Source, limits: dict[str, int]) -> FileRead:
    book = _book(archive)
    links = links_of(archive, _BOOK)
    judge_other_parts(archive, set())
    lengths = [length for part in shared_texts(archive, "bin") for length in _lengths(archive, part, limits)]
    notes = file_notes(archive, links)
    if book.from_1904:
        notes.append("dates_from_1904")
    sheets: list[SheetRead] = []
    kinds: set[str] = set()
    budget = limits["text_bytes"]
    for visibility, relation, name in book.sheets:
        link = links.get(relation)
        if link is None:
            raise damaged()
        kinds.add(link.kind)
        if note := not_a_table(link.kind):
            notes.append(note)
            continue
        sheet = SheetRead(name, visibility, [], notes=sheet_notes(archive, link.part))
        budget -= _scan(archive, link.part, sheet, book, lengths, limits)
        if budget < 0:
            raise too_much_text(limits["text_bytes"])
        sheets.append(sheet)
    if not sheets:
        raise damaged()
    source = for_the_reader(archive, source, _BOOK, kinds)
    for sheet in sheets:
        sheet.no_such_day = None if book.from_1904 else LEAP_DAY_THAT_NEVER_WAS
    return FileRead("xlsb", with_cells(sheets, source), notes)


def _book(archive: zipfile.ZipFile) -> _Book:
    book = _Book([])
    for kind, data in records(pieces(archive, _BOOK)):
        if kind == _LISTED_SHEET:
            relation, after = _wide_text(data, 8)
            state = _PLACE.unpack_from(data)[0]
            book.sheets.append((_VISIBILITY[state & 3 if state & 3 < 3 else 0], relation, _wide_text(data, after)[0]))
        elif kind == _BOOK_PROPERTIES:
            book.from_1904 = bool(data[:1] and data[0] & 1)
        elif kind == _CALCULATION and len(data) >= 26:
            book.distrust_zero = bool(data[24] & 1)
    return book


def _wide_text(data: bytes, start: int) -> tuple[str, int]:
    units = _PLACE.unpack_from(data, start)[0]
    if units == 0xFFFFFFFF:
        units = 0
    end = start + 4 + 2 * units
    if end > len(data):
        raise damaged()
    return data[start + 4 : end].decode("utf-16-le", "replace"), end


def _lengths(archive: zipfile.ZipFile, part: str, limits: dict[str, int]) -> list[int]:
    found = []
    for kind, data in records(pieces(archive, part)):
        if kind == _TEXT_ITEM:
            _wide_text(data, 1)
            found.append(len(data))
        elif kind == _TEXTS and max(struct.unpack_from("<II", data)) > 2 * limits["cells"]:
            raise hostile("The workbook announces more text than it can hold.")
    return found


def _scan(
    archive: zipfile.ZipFile, part: str, sheet: SheetRead, book: _Book, lengths: list[int], limits: dict[str, int]
) -> int:
    """Fill in what the records say of a sheet; gives the bytes of text its cells come to. Raises FileRefused."""
    row = last_row = last_column = cells = text_bytes = 0
    shortest = {3: 9, 4: 9, 2: 12, 5: 16, 7: 12, 6: 12, 62: 13, 8: 12, 9: 16, 10: 9, 11: 9}
    for kind, data in records(pieces(archive, part)):
        if kind in _CELLS:
            if len(data) < shortest[kind]:
                raise damaged()
            column = _PLACE.unpack_from(data)[0]
            if column >= _MOST_COLUMNS:
                raise hostile("A sheet has columns that no spreadsheet can have.")
            cells += 1
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
            if kind in (_ERROR, _FORMULA_ERROR):
                sheet.blind[row + 1, column + 1] = "formula_error"
            elif kind == _FORMULA_NUMBER and book.distrust_zero and data[8:16] == bytes(8):
                sheet.blind[row + 1, column + 1] = "formula_not_calculated"
            elif kind == _SHARED_TEXT:
                index = _PLACE.unpack_from(data, 8)[0]
                if index >= len(lengths):
                    raise damaged()
                text_bytes += lengths[index]
            elif kind in (6, 8, 62):
                text_bytes += len(_wide_text(data, 9 if kind == 62 else 8)[0])
        elif kind == _ROW:
            row = _PLACE.unpack_from(data)[0]
            if row >= _MOST_ROWS or len(data) < 13:
                raise hostile("A sheet has rows that no spreadsheet can have.")
            if data[11] & 0x10:
                add_hidden(sheet, row + 1)
        elif kind == _MERGED and len(sheet.merged) < _MOST_MERGES:
            top, bottom, left, right = _FOUR.unpack_from(data)
            sheet.merged.append((top + 1, left + 1, bottom + 1, right + 1))
        elif kind == _FILTER_COLUMN and "filtered" not in sheet.notes:
            sheet.notes.append("filtered")
    if cells > limits["cells"]:
        raise too_many_cells(limits["cells"])
    if last_row > limits["rows"] or last_column > limits["columns"] or last_row * last_column > limits["grid_cells"]:
        raise far_outside(limits)
    return text_bytes
