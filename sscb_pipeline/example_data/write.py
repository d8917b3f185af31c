"""Writes the county's workbooks: the same bytes for the same arguments, in two processes where it is worth it."""

import csv
import datetime as dt
import multiprocessing
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sscb_pipeline.errors import WrongUsage
from sscb_pipeline.example_data import untidy
from sscb_pipeline.example_data.chance import Array, Rows, blank_where, stream
from sscb_pipeline.example_data.county import County, build_county, has_return
from sscb_pipeline.example_data.days import MONTHS
from sscb_pipeline.returns.declaration import Column, Day, Moment, Return, SheetFacts
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary.calendar import months_between

_CREATED = dt.datetime(2017, 4, 7, 9, 0)
_EXCEL_ZERO = np.datetime64("1899-12-30")
_SECOND_PROCESS_FROM_SCALE = 0.2
_SMALLEST_SCALE = 0.01
"""Below it there would be months without a single conference: smaller counties are as large as this one."""
_DAY_STYLE, _MOMENT_STYLE, _HEADING_STYLE = 1, 2, 3


class CellSheet(Worksheet):  # type: ignore[misc]
    """A worksheet given as columns of ready cells and written in one go: ten times faster than cell by cell."""

    def put(self, lines: list[str], columns: int) -> None:
        """`lines`: the XML of each row. `columns`: how many the widest has."""
        self.lines = lines
        if lines:
            self._check_dimensions(0, 0)
            self._check_dimensions(len(lines) - 1, max(columns - 1, 0))

    def text_index(self, text: str) -> int:
        """Where the workbook's table of texts has this one."""
        return int(self.str_table._get_shared_string_index(text))

    def _write_sheet_data(self) -> None:
        if self.lines:
            self._xml_start_tag("sheetData")
            self.fh.write("".join(self.lines))
            self._xml_end_tag("sheetData")
        else:
            self._xml_empty_tag("sheetData")


def write_county(out: Path, *, seed: int = 2017, scale: float = 1.0, first: str = MONTHS[0], last: str = MONTHS[-1],
                 progress: Callable[[int, int], None] | None = None) -> list[Path]:
    """Writes the files of all returns about the months first..last into `out` and returns them by name.

    `progress` is called with months written and months to write. The published figures hold at scale 1.0 and for all
    the months; smaller scales are for tests. Raises WrongUsage for months the county has no history of.
    """
    months = list(months_between(first, last))
    if not months or not set(months) <= set(MONTHS):
        raise WrongUsage("The made-up county has no such months.", f"Choose from {MONTHS[0]} to {MONTHS[-1]}.")
    if not 0 < scale <= 10:
        raise WrongUsage("The scale of the made-up county is a number above 0 and up to 10.", "Write for example --scale 0.1.")
    scale = max(scale, _SMALLEST_SCALE)
    out.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    if scale < _SECOND_PROCESS_FROM_SCALE or len(months) < 2:
        county = build_county(seed, scale)
        for done, month in enumerate(months, start=1):
            written += _write_month(county, out, month)
            if progress:
                progress(done, len(months))
        return sorted(written)
    with multiprocessing.get_context("spawn").Pool(2, _start_worker, (seed, scale)) as pool:
        for done, paths in enumerate(pool.imap_unordered(_write_month_in_worker, [(out, month) for month in months]), start=1):
            written += paths
            if progress:
                progress(done, len(months))
    return sorted(written)


_worker: list[County] = []


def _start_worker(seed: int, scale: float) -> None:
    _worker.append(build_county(seed, scale))


def _write_month_in_worker(task: tuple[Path, str]) -> list[Path]:
    return _write_month(_worker[0], *task)


def _write_month(county: County, out: Path, month: str) -> list[Path]:
    """Every file about one month."""
    written: list[Path] = []
    for declared in all_returns():
        if not has_return(declared.name, month):
            continue
        for part in declared.parts or ("",):
            rows = county.sheets(declared.name, month, part)
            for paper in untidy.papers(declared, month, part, county.seed):
                path = out / paper.name
                if paper.copy_of:
                    shutil.copyfile(out / paper.copy_of, path)
                elif path.suffix == ".csv":
                    _write_csv(path, declared, rows)
                else:
                    _write_workbook(path, declared, month, paper, rows, county.seed)
                written.append(path)
    return written


def _write_csv(path: Path, declared: Return, rows: dict[str, Rows]) -> None:
    facts = declared.sheets[0].facts()
    columns = list(facts.columns.values())
    values = [_texts(column, rows[facts.name][column.name]).tolist() for column in columns]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.heading for column in columns])
        writer.writerows(zip(*[["" if cell is None else cell for cell in column] for column in values], strict=True))


def _write_workbook(path: Path, declared: Return, month: str, paper: untidy.Paper, sheets: dict[str, Rows], seed: int) -> None:
    rng = stream(seed, f"untidy {paper.name}")
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    book.set_properties({"created": _CREATED - dt.timedelta(days=1) if paper.draft else _CREATED})
    book.set_size(1600, 900)
    for style in ({"num_format": "dd/mm/yyyy"}, {"num_format": "dd/mm/yyyy hh:mm"}, {"bold": True}):
        book.add_format(style)._get_xf_index()
    for sheet in declared.sheets:
        facts = sheet.facts()
        rows = untidy.as_draft(rng, facts, sheets[facts.name]) if paper.draft else sheets[facts.name]
        page = book.add_worksheet(facts.name, worksheet_class=CellSheet)
        columns = untidy.column_order(rng, facts, paper.tricks)
        page.put(_lines(page, declared, facts, columns, month, paper.tricks, rows, rng), len(columns) + 1)
    book.close()


def _lines(page: CellSheet, declared: Return, facts: SheetFacts, columns: list[Column], month: str, tricks: frozenset[str],
           rows: Rows, rng: np.random.Generator) -> list[str]:
    """The XML of each row of a sheet, from the titles to the total."""
    above = untidy.titles(declared, facts, month) if "titles" in tricks else []
    lines = [_line(page, number, texts, 0) for number, texts in enumerate(above, start=1)]
    extra = ["Comments"] if "extra_column" in tricks else []
    lines.append(_line(page, len(lines) + 1, [column.heading for column in columns] + extra, _HEADING_STYLE))
    count = len(next(iter(rows.values())))
    numbers = len(lines) + 1 + np.arange(count)
    if "blank_rows" in tricks:
        numbers = numbers + np.arange(count) // 23
    cells = []
    for place, column in enumerate(columns):
        values = rows[column.name]
        if "words" in tricks:
            values = untidy.in_words(column, values)
        if "text_dates" in tricks:
            values = _texts(column, values)
        cells.append(_cells(page, _letter(place), numbers, values, column))
    if extra:
        note = blank_where(np.full(count, "checked", dtype=object), rng.random(count) > 0.1)
        cells.append(_cells(page, _letter(len(columns)), numbers, note, None))
    lines += [f'<row r="{n}">{"".join(row)}</row>' for n, row in zip(numbers.tolist(), zip(*cells, strict=True), strict=True)]
    below = int(numbers[-1]) + 1 if count else len(lines) + 1
    for row in untidy.faulty_rows(rng, facts, rows) if "faulty_rows" in tricks else []:
        lines.append(f'<row r="{below}">' + "".join(
            _cells(page, _letter(place), np.array([below]), _single(row[column.name]), column)[0]
            for place, column in enumerate(columns)) + "</row>")
        below += 1
    if "grand_total" in tricks and count:
        lines.append(_line(page, below, ["Grand Total", str(count)], 0))
    return lines


def _single(value: Any) -> Array:
    out = np.array([value])
    return out if out.dtype.kind == "M" else np.array([value], dtype=object)


def _line(page: CellSheet, number: int, texts: list[str], style: int) -> str:
    cells = [f'<c r="{_letter(place)}{number}" s="{style}" t="s"><v>{page.text_index(text)}</v></c>' for place,
             text in enumerate(texts)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _letter(place: int) -> str:
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)


def _cells(page: CellSheet, letter: str, numbers: Array, values: Array, column: Column | None) -> list[str]:
    """The XML of one column's cells; an empty text for an empty cell."""
    at = numbers.tolist()
    if values.dtype.kind == "M":
        blank = np.isnat(values)
        if column is not None and column.kind is Day:
            serial = (values.astype("M8[D]") - _EXCEL_ZERO).astype(int).tolist()
            style = _DAY_STYLE
        else:
            minutes = (values.astype("M8[m]") - _EXCEL_ZERO.astype("M8[m]")).astype(np.int64)
            serial = np.round(minutes / 1440, 9).tolist()
            style = _MOMENT_STYLE
        return ["" if empty else f'<c r="{letter}{n}" s="{style}"><v>{v}</v></c>'
                for n, v, empty in zip(at, serial, blank.tolist(), strict=True)]
    texts: dict[str, int] = {}
    out = []
    for n, value in zip(at, values.tolist(), strict=True):
        if value is None:
            out.append("")
        elif isinstance(value, str):
            if value not in texts:
                texts[value] = page.text_index(value)
            out.append(f'<c r="{letter}{n}" t="s"><v>{texts[value]}</v></c>')
        else:
            out.append(f'<c r="{letter}{n}"><v>{value}</v></c>')
    return out


def _texts(column: Column, values: Array) -> Array:
    """Dates and moments as people type them; everything else as it is."""
    if column.kind not in (Day, Moment) or values.dtype.kind != "M":
        return values
    shape = "%d/%m/%Y" if column.kind is Day else "%d/%m/%Y %H:%M"
    out = np.empty(len(values), dtype=object)
    out[:] = [None if day is None else day.strftime(shape) for day in values.astype("M8[s]").tolist()]
    return out
