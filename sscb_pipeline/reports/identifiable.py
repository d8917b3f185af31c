"""The rows behind a figure with their contents, for the person who has to look into them; who asked is written down first."""

import getpass
from pathlib import Path

from sqlalchemy import text

from sscb_pipeline.errors import SscbError, WrongUsage
from sscb_pipeline.indicators.explain import Explanation
from sscb_pipeline.reports.cells import Col, local
from sscb_pipeline.reports.workbook import Book
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.warehouse import disclosures
from sscb_pipeline.warehouse.server import Warehouse

MARKING = "OFFICIAL-SENSITIVE: identifiable. For the person who asked, for the reason given"
_MOST_ROWS = 5_000
"""More are no look into a figure but an extract."""


def write_rows(warehouse: Warehouse, found: Explanation, asked_by: str, reason: str, out: Path) -> Path:
    """Write the rows a figure counts, as accepted, into a workbook only its owner can read (mode 0600); returns its path.

    Raises WrongUsage without a name, a reason, or with more rows than one looks into.
    """
    if not asked_by.strip() or not reason.strip():
        raise WrongUsage("Rows with their contents are shown to somebody for a reason.", "Say --asked-by and --reason.")
    if out.suffix != ".xlsx":
        raise WrongUsage("The rows are written as a workbook.", "Give --out a name that ends in .xlsx.")
    if len(found.rows) > _MOST_ROWS:
        raise WrongUsage(f"The figure counts {len(found.rows):,} rows; at most {_MOST_ROWS:,} are shown with their contents.",
                         "Choose a month or an area.")
    if not out.parent.is_dir():
        raise SscbError(f"There is no folder {out.parent}.", "Choose another place with --out.")
    with warehouse.begin() as connection:
        disclosures.record(connection, asked_by, getpass.getuser(), reason, found.indicator.id, found.span, found.area,
                           len(found.rows))
        [now] = connection.execute(text("select clock_timestamp() as moment")).fetchall()
    book = Book(f"{found.indicator.id} {found.period} {found.area}: rows", MARKING,
                f"Asked by {asked_by}, {local(now.moment):%d %B %Y %H:%M}: {reason}", now.moment)
    for declared in all_returns():
        for sheet in declared.sheets:
            _page(book, warehouse, found, declared.table(sheet), f"{declared.name} {sheet.facts().name}",
                  list(sheet.facts().columns))
    return book.save(out)


def _page(book: Book, warehouse: Warehouse, found: Explanation, table: str, title: str, columns: list[str]) -> None:
    """One page per table that has rows of the figure."""
    named = ", ".join(f'r."{column}"' for column in columns)
    rows = warehouse.rows(
        f'select b.file_name, s.sheet, r.source_row, {named} from returns."{table}" r'  # noqa: S608 - declared names
        " join registry.sheet s using (sheet_id) join registry.submission b on b.submission_id = s.submission_id"
        " join unnest(cast(:files as text[]), cast(:sheets as text[]), cast(:rows as int[])) as asked (file_name, sheet, row)"
        " on (asked.file_name, asked.sheet, asked.row) = (b.file_name, s.sheet, r.source_row) order by 1, 2, 3",
        files=found.rows["file_name"].tolist(), sheets=found.rows["sheet"].tolist(), rows=found.rows["row"].tolist())
    if rows:
        headings = [Col("File", width=30), Col("Sheet"), Col("Row", "whole"), *(Col(name, "words", 18) for name in columns)]
        book.page(title).table(headings, [[_shown(cell) for cell in row] for row in rows], nothing="", freeze=1)


def _shown(cell: object) -> object:
    return cell if cell is None or isinstance(cell, int | float) else str(cell)
