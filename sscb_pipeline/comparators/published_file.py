"""Reads a file of the department's Local authority interactive tool, in either of its layouts, row by row.

long   one figure a row, headed Short Desc, Years, LA and Regions, Values (and more): csv, parquet or a workbook
wide   one series and year a row, headed Short Desc and Years, and a column for every authority and region

Headings are matched whatever their case and spaces, below titles. What a figure is worth is judged in published.py.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyarrow import ArrowInvalid, parquet

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.grid import unpack_file
from sscb_pipeline.ingest.workbook import reading
from sscb_pipeline.settings import ReadingLimits

_SERIES, _YEARS, _PLACE, _VALUE = "short desc", "years", "la and regions", "values"
_SEARCHED_ROWS = 10
_NOT_READABLE = "#"
"""Stands for a cell whose value cannot be known, such as a fault of a formula: it is no number, so it is refused."""

_LARGE = ReadingLimits(file_bytes=400 * 2**20, unpacked_bytes=2**31, rows=1_048_576, cells=20_000_000, grid_cells=40_000_000,
                       seconds=600, memory_bytes=4 * 2**30)
"""The tool's own file holds every series of every authority: far more than a return."""


@dataclass(frozen=True)
class Printed:
    """One figure as it stands in the file: `row` counts from 1, `place` is an authority, a region or the country."""

    row: int
    series: str
    years: str
    place: str
    value: str


def printed_figures(path: Path) -> Iterator[Printed]:
    """Every figure of the file, in its order. Raises FileRefused where it is in neither layout or cannot be read."""
    found = False
    try:
        for table in _tables(path):
            rows = enumerate(table, 1)
            for _, row in islice(rows, _SEARCHED_ROWS):
                headings = [_key(cell) for cell in row]
                if _SERIES in headings and _YEARS in headings:
                    found = True
                    yield from _figures(row, headings, rows)
                    break
    except (OSError, UnicodeDecodeError, csv.Error, ArrowInvalid) as fault:
        raise FileRefused("unreadable", f"{path.name} cannot be read ({type(fault).__name__}).", "Save it anew.") from None
    if not found:
        raise FileRefused("not_the_tools_layout", f"{path.name} has no heading row with Short Desc and Years.",
                          "Take the data file of the Local authority interactive tool, with its heading row.")


def _figures(names: list[str], headings: list[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[Printed]:
    """The figures of the rows that follow the headings."""
    series, years = headings.index(_SERIES), headings.index(_YEARS)
    long = (headings.index(_PLACE), headings.index(_VALUE)) if {_PLACE, _VALUE} <= set(headings) else None
    places = [(name.strip(), at) for at, name in enumerate(names) if at not in (series, years) and name.strip()]
    for number, row in rows:
        if not any(row):
            continue
        cells = row + [""] * (len(names) - len(row))
        for place, at in [(cells[long[0]], long[1])] if long else places:
            yield Printed(number, cells[series].strip(), cells[years].strip(), place.strip(), cells[at].strip())


def _tables(path: Path) -> Iterator[Iterator[list[str]]]:
    """The rows of each table of the file, as words."""
    kind = path.suffix.casefold()
    if kind in (".csv", ".parquet"):
        yield _of_text(path) if kind == ".csv" else _of_parquet(path)
    else:
        yield from _of_workbook(path)


def _of_text(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        file_is_utf8 = _is_utf8(file.read())
    with path.open(encoding="utf-8-sig" if file_is_utf8 else "cp1252", newline="") as text:
        yield from csv.reader(text)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _of_parquet(path: Path) -> Iterator[list[str]]:
    with parquet.ParquetFile(path) as file:
        yield list(file.schema_arrow.names)
        for batch in file.iter_batches():
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield [_words(cell) for cell in row]


def _of_workbook(path: Path) -> Iterator[Iterator[list[str]]]:
    with reading(_LARGE) as reader:
        sheets = unpack_file(reader.read(path))
    for sheet in sheets:
        blind = {(row - 1, column - 1) for row, column in sheet.blind}
        yield ([_NOT_READABLE if (number, at) in blind else _words(cell) for at, cell in enumerate(sheet.row(number))]
               for number in range(sheet.height))


def _words(cell: object) -> str:
    """A cell as a person reads it: a whole number without decimals."""
    if cell is None or cell != cell:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def _key(heading: str) -> str:
    return re.sub(r"[\s_.]+", " ", heading).strip().casefold()
