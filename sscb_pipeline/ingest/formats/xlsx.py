"""Reads .xlsx and .xlsm: cells by calamine, everything it does not say from the XML itself."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from sscb_pipeline.ingest.formats.calamine_cells import LEAP_DAY_THAT_NEVER_WAS, with_cells
from sscb_pipeline.ingest.formats.kind import damaged, hostile, too_many_cells, too_much_text
from sscb_pipeline.ingest.formats.opc import Link, file_notes, for_the_reader, links_of, not_a_table, shared_texts, sheet_notes
from sscb_pipeline.ingest.formats.read import FileRead, SheetRead
from sscb_pipeline.ingest.formats.xlsx_sheet import SheetFacts, SheetScan
from sscb_pipeline.ingest.preflight import (
    LONGEST_TEXT,
    Source,
    far_outside,
    judge_other_parts,
    judge_start,
    judge_xml,
    pieces,
    small_part,
)

_BOOK = "xl/workbook.xml"
_VISIBILITY = {"hidden": "hidden", "veryHidden": "very_hidden"}
_COUNT = re.compile(rb"""(?:uniqueCount|count)\s*=\s*["'](\d+)["']""")
_TEXT_INDEX = re.compile(rb't="s"[^>]*><(?:[\w.-]+:)?v>(\d{1,9})</')
_TEXTS_PREFIX = re.compile(rb"<([\w.-]+:)sst[\s>]")
_TRUE = ("1", "true")


@dataclass(frozen=True)
class _Listed:
    """A sheet as the workbook lists it."""

    name: str
    visibility: str
    kind: str
    part: str


def read_xlsx(archive: zipfile.ZipFile, source: Source, kind: str, limits: dict[str, int]) -> FileRead:
    """The whole workbook. Raises FileRefused."""
    book = ElementTree.fromstring(small_part(archive, _BOOK))  # noqa: S314 - document types were refused
    links = links_of(archive, _BOOK)
    listed = list(_listed(book, links))
    if not listed:
        raise damaged()
    notes = file_notes(archive, links)
    from_1904 = any(_local(node.tag) == "workbookPr" and node.get("date1904") in _TRUE for node in book)
    if from_1904:
        notes.append("dates_from_1904")
    distrust_zero = any(_local(node.tag) == "calcPr" and node.get("fullCalcOnLoad") in _TRUE for node in book)
    tables = [sheet for sheet in listed if sheet.kind == "worksheet"]
    texts = shared_texts(archive, "xml")
    lengths = _judge_texts(archive, texts, limits)
    judge_other_parts(archive, {*texts, *(table.part for table in tables)})
    notes += sorted({note for sheet in listed if (note := not_a_table(sheet.kind))})
    place, source = source, for_the_reader(archive, source, _BOOK, {sheet.kind for sheet in listed})
    no_such_day = None if from_1904 else LEAP_DAY_THAT_NEVER_WAS
    looked_over = _looked_over(place, tables, lengths, limits, distrust_zero, no_such_day)
    return FileRead(kind, with_cells(looked_over, source), notes)


def _looked_over(
    place: Source,
    tables: list[_Listed],
    lengths: list[int],
    limits: dict[str, int],
    distrust_zero: bool,
    no_such_day: dt.date | None,
) -> Iterator[SheetRead]:
    """Each sheet, its XML looked over, without its cells: nothing parses a sheet that was not. `lengths`: of shared texts."""
    with zipfile.ZipFile(place) as archive:
        budget = _TextBudget(archive, lengths, limits)
        for table in tables:
            seen = _scan_sheet(archive, table.part, limits, distrust_zero)
            budget.spend(table.part, seen.cells)
            notes = [*seen.notes, *sheet_notes(archive, table.part)]
            yield SheetRead(table.name, table.visibility, [], seen.blind, seen.merged, seen.hidden_rows, notes, no_such_day)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _listed(book: ElementTree.Element, links: dict[str, Link]) -> Iterator[_Listed]:
    for node in book.iter():
        if _local(node.tag) == "sheet":
            wanted = next((value for key, value in node.attrib.items() if _local(key) == "id" and key != "id"), "")
            link = links.get(wanted)
            if link is None:
                raise damaged()
            yield _Listed(node.get("name", ""), _VISIBILITY.get(node.get("state", ""), "visible"), link.kind, link.part)


def _scan_sheet(archive: zipfile.ZipFile, part: str, limits: dict[str, int], distrust_zero: bool) -> SheetFacts:
    """A first look by counting; only where that cannot tell, a second one cell by cell."""
    for exact in (False, True):
        scan = SheetScan(limits, exact=exact, distrust_zero=distrust_zero)
        for piece in pieces(archive, part):
            scan.feed(piece)
        seen = scan.end()
        if seen.last_row > limits["rows"] or seen.last_column > limits["columns"]:
            break
        if not exact and seen.cells > limits["cells"] and _filled(archive, part) > limits["cells"]:
            raise too_many_cells(limits["cells"])
        if seen.last_row * seen.last_column <= limits["grid_cells"]:
            return seen
    raise far_outside(limits)


def _filled(archive: zipfile.ZipFile, part: str) -> int:
    """How many cells hold something; formatting that runs far down the sheet makes cells that do not."""
    return sum(piece.count(b"<v>") + piece.count(b"<v ") + piece.count(b"<is>") for piece in pieces(archive, part))


def _judge_texts(archive: zipfile.ZipFile, parts: list[str], limits: dict[str, int]) -> list[int]:
    """The shared texts, judged by what they announce and by the longest: how long each is."""
    lengths: list[int] = []
    for part in parts:
        rest, end = b"", b"</si>"
        for number, piece in enumerate(pieces(archive, part)):
            if number == 0:
                judge_start(piece)
                if prefix := _TEXTS_PREFIX.search(piece):
                    end = b"</" + prefix[1] + b"si>"
                for announced in _COUNT.findall(piece[:2_000]):
                    if int(announced) > 2 * limits["cells"]:
                        raise hostile("The workbook announces more text than it can hold.")
            data = rest + piece
            judge_xml(data)
            *whole, rest = data.split(end)
            lengths += map(len, whole)
            if len(rest) > LONGEST_TEXT:
                raise hostile("The workbook holds a text longer than any cell's.")
    return lengths


class _TextBudget:
    """What the shared texts come to once every cell has its own copy, sheet after sheet: counted only when there are cells
    enough for it to be too much."""

    def __init__(self, archive: zipfile.ZipFile, lengths: list[int], limits: dict[str, int]) -> None:
        self._archive, self._lengths, self._most = archive, lengths, limits["text_bytes"]
        self._longest = max(lengths, default=0)
        self._cells = self._total = 0
        self._uncounted: list[str] = []

    def spend(self, part: str, cells: int) -> None:
        """A further sheet. Raises FileRefused when it is too much."""
        self._cells += cells
        self._uncounted.append(part)
        if self._cells * self._longest > self._most:
            for uncounted in self._uncounted:
                self._count(uncounted)
            self._uncounted.clear()

    def _count(self, part: str) -> None:
        rest, lengths = b"", self._lengths
        for piece in pieces(self._archive, part):
            data = rest + piece
            cut = data.rfind(b"<")
            indices = map(int, _TEXT_INDEX.findall(data[:cut]))
            self._total += sum(lengths[index] for index in indices if index < len(lengths))
            rest = data[cut:]
            if self._total > self._most:
                raise too_much_text(self._most)
