"""Honest workbooks to be spoilt: a return's sheets as grids of cells, and the ways a case changes one."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sscb_pipeline.ingest.preflight import column_number
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline_tests.contracts.test_ingest import cells
from sscb_pipeline_tests.ingest.written_as import AsBook, AsSheet, write_as
from sscb_pipeline_tests.ingest.written_xlsx import members_of, write_members
from sscb_pipeline_tests.workbooks import episode

MONTH = "2016-11"
ROWS = 20
"""How many honest rows the first sheet of a workbook has: rows 2 to 21 below the heading in row 1."""


@dataclass
class Grid:
    """One sheet as it will be written; `rows[0]` is row 1."""

    rows: list[list[Any]]
    visibility: str = "visible"
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def put(self, address: str, cell: Any) -> None:
        """Write one cell, however far from the table it lies."""
        row, position = place_of(address)
        while len(self.rows) < row:
            self.rows.append([])
        line = self.rows[row - 1]
        line += [None] * (position + 1 - len(line))
        line[position] = cell


@dataclass
class Book:
    """A workbook as it will be written. `put_in`: texts written into cells, none of which any message may repeat.

    `parts`: changes to the parts of the .xlsx, by their names in the zip, for what no grid can say.
    """

    return_name: str
    file_name: str
    sheets: dict[str, Grid]
    from_1904: bool = False
    put_in: list[str] = field(default_factory=list)
    parts: list[Callable[[dict[str, str]], None]] = field(default_factory=list)

    @property
    def first(self) -> Grid:
        return next(iter(self.sheets.values()))

    def write(self, folder: Path, kind: str = "xlsx") -> Path:
        """Write it; .xlsx unless another kind of file is asked for."""
        whole = {
            name: AsSheet(grid.rows, grid.visibility, grid.hidden_rows, grid.merged) for name, grid in self.sheets.items()
        }
        path = folder / f"{self.file_name}.{kind}"
        if not self.parts:
            return write_as(kind, path, whole, from_1904=self.from_1904)
        assert kind == "xlsx", "only .xlsx is written from parts"
        members = members_of(AsBook(whole, self.from_1904))
        for change in self.parts:
            change(members)
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_members(path, members)


def place_of(address: str) -> tuple[int, int]:
    """(row number, 0-based column) of 'M5'."""
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", address)
    assert found, f"{address} is no cell"
    return int(found[2]), column_number(found[1]) - 1


def missing(file_name: str) -> Book:
    """Twenty missing episodes of twenty children."""
    made = [episode(number, MONTH, dob=dt.date(2003, 5, number)) for number in range(1, ROWS + 1)]
    return _book("pol_missing", file_name, {"Missing": made})


def contacts(file_name: str) -> Book:
    """Twenty contacts about twenty children; the sheet of referrals has its headings only."""
    made = [
        {
            **cells(return_named("cs_contacts_referrals"), "Contacts"),
            "person_id": f"L{number}", "contact_id": f"C{number}", "dob": dt.date(2008, 5, number), "nhs_number": None,
            "outcome": "INFO_ADVICE", "received_time": dt.time(9, number), "contact_date": dt.date(2016, 11, number),
            "decision_date": dt.date(2016, 11, number),
        }
        for number in range(1, ROWS + 1)
    ]  # fmt: skip
    return _book("cs_contacts_referrals", file_name, {"Contacts": made, "Referrals": []})


def emergency(file_name: str) -> Book:
    """Twenty flagged attendances, and the totals of three trusts."""
    flagged = [
        {
            **cells(return_named("hea_ed_safeguarding"), "ED_Flagged"),
            "local_patient_id": f"H{number}", "nhs_number": None, "dob": dt.date(2008, 5, number),
            "arrival_at": dt.datetime(2016, 11, number, 2, 20),
        }
        for number in range(1, ROWS + 1)
    ]  # fmt: skip
    totals = [{"trust_ods": trust, "u18_attendances": 2100, "u18_admissions": 310} for trust in ("RA2", "RTK", "RDU")]
    return _book("hea_ed_safeguarding", file_name, {"ED_Flagged": flagged, "ED_Totals": totals})


def _book(name: str, file_name: str, rows: dict[str, list[dict[str, Any]]]) -> Book:
    declared = return_named(name)
    sheets = {}
    for model in declared.sheets:
        facts = model.facts()
        body = [[row.get(column) for column in facts.columns] for row in rows[facts.name]]
        sheets[facts.name] = Grid([[column.heading for column in facts.columns.values()], *body])
    return Book(name, f"{file_name} {Path(declared.file_name(MONTH)).stem}", sheets)


Change = Callable[[Book], object]


def put(*pairs: Any, sheet: str | None = None) -> Change:
    """Write cells: an address, what stands there, the next address…"""

    def change(book: Book) -> None:
        grid = book.sheets[sheet] if sheet else book.first
        for address, cell in zip(pairs[::2], pairs[1::2], strict=True):
            grid.put(address, cell)
            if isinstance(cell, str) and place_of(address)[0] > 1:
                book.put_in.append(cell)

    return change


def down(letter: str, cells: Callable[[int, Any], Any]) -> Change:
    """Write a whole column anew below its heading: from the row's number and what stands there."""

    def change(book: Book) -> None:
        position = column_number(letter) - 1
        for number, row in enumerate(book.first.rows[1:], start=2):
            stands = row[position] if position < len(row) else None
            book.first.put(f"{letter}{number}", cells(number, stands))

    return change


def rows_in(at: int, *rows: list[Any]) -> Change:
    """Put rows in, the first of them as row `at`."""

    def change(book: Book) -> None:
        book.first.rows[at - 1 : at - 1] = [list(row) for row in rows]

    return change


def below(*rows: list[Any]) -> Change:
    """Put rows below the table."""
    return lambda book: book.first.rows.extend(list(row) for row in rows)


def row_again(number: int, **changes: Any) -> Change:
    """Repeat a row below the table, with the cells of some columns (by letter) changed."""

    def change(book: Book) -> None:
        row = list(book.first.rows[number - 1])
        for letter, cell in changes.items():
            row[column_number(letter) - 1] = cell
        book.first.rows.append(row)

    return change


def column_out(letter: str) -> Change:
    """Take a column out of the sheet."""

    def change(book: Book) -> None:
        for row in book.first.rows:
            del row[column_number(letter) - 1]

    return change


def called(name: str) -> Change:
    """Give the first sheet another name."""

    def change(book: Book) -> None:
        book.sheets = {name if number == 0 else old: grid for number, (old, grid) in enumerate(book.sheets.items())}

    return change


def sheet_beside(name: str, rows: Any, visibility: str = "visible") -> Change:
    """A further sheet; `rows` may be the name of a sheet to copy."""

    def change(book: Book) -> None:
        lines = book.sheets[rows].rows if isinstance(rows, str) else rows
        book.sheets[name] = Grid([list(line) for line in lines], visibility)

    return change


def sheet_out(name: str) -> Change:
    return lambda book: book.sheets.pop(name)


def first_sheet(**facts: Any) -> Change:
    """Facts of the first sheet: `visibility`, `hidden_rows`, `merged`."""

    def change(book: Book) -> None:
        for name, value in facts.items():
            setattr(book.first, name, value)

    return change


def rows_only(count: int) -> Change:
    """Keep the headings and so many rows."""

    def change(book: Book) -> None:
        del book.first.rows[count + 1 :]

    return change


def part(name: str, edit: Callable[[str], str]) -> Change:
    """Edit a part of the .xlsx; a part that is not there is written."""

    def spoil(members: dict[str, str]) -> None:
        members[name] = edit(members.get(name, ""))

    return lambda book: book.parts.append(spoil)


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(book: Book) -> None:
        for each in changes:
            each(book)

    return change
