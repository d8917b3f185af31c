"""Opens a written workbook again, as Excel's relatives do, and answers what a reader would see."""

import re
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook


@lru_cache(maxsize=4)
def _workbook(path: Path, written: int) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def cells(path: Path, sheet: str) -> list[list[Any]]:
    """Rows of a sheet as openpyxl reads them; and calamine reads the same text."""
    rows = [list(row) for row in _workbook(path, path.stat().st_mtime_ns)[sheet].iter_rows(values_only=True)]
    texts = [value for row in rows for value in row if isinstance(value, str)]
    other = {value for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python() for value in row}
    assert {text for text in texts if "_x005F_" not in text} <= other
    return rows


def words(path: Path, sheet: str) -> str:
    """Everything written on a sheet, one line a row."""
    return "\n".join(" | ".join(str(value) for value in row if value is not None) for row in cells(path, sheet))


def table(path: Path, sheet: str, first_heading: str) -> list[dict[str, Any]]:
    """The first table of a sheet whose first heading is this one, up to the next row that starts blank."""
    rows = cells(path, sheet)
    start = next(n for n, row in enumerate(rows) if row[0] == first_heading)
    headings = [heading for heading in rows[start] if heading is not None]
    found = []
    for row in rows[start + 1 :]:
        if row[0] is None:
            break
        found.append(dict(zip(headings, row, strict=False)))
    return found


def parts(path: Path, pattern: str) -> dict[str, str]:
    """The XML parts of the file whose names match."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if re.search(pattern, name)}


def formulas(path: Path) -> list[str]:
    """Sheets that hold a formula."""
    return [name for name, xml in parts(path, r"worksheets/sheet\d+\.xml").items() if re.search(r"<f[ >/]", xml)]
