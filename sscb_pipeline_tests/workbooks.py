"""Real workbooks for tests, filled with made-up rows that keep every rule unless a test says otherwise."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import return_named

Row = Mapping[str, Any]


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook with these sheets, cell by cell as given."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def return_workbook(
    folder: Path,
    name: str,
    month: str,
    rows: Mapping[str, Sequence[Row]],
    *,
    titles: Sequence[str] = (),
    below: Sequence[Sequence[Any]] = (),
    file_name: str | None = None,
    version: int = 1,
) -> Path:
    """Write a return's workbook: every declared sheet with its headings, the rows given by column name, titles above and
    further rows below them."""
    declared: Return = return_named(name)
    sheets = {}
    for model in declared.sheets:
        facts = model.facts()
        body = [[row.get(column) for column in facts.columns] for row in rows.get(facts.name, ())]
        sheets[facts.name] = [*([title] for title in titles), [c.heading for c in facts.columns.values()], *body, *below]
    return workbook(folder / (file_name or declared.file_name(month, version=version)), sheets)


def episode(number: int, month: str = "2016-11", **given: Any) -> dict[str, Any]:
    """A made-up missing episode of the police return that keeps every rule."""
    year, month_number = (int(part) for part in month.split("-"))
    start = dt.datetime(year, month_number, 1 + number % 25, 10, 0)
    return {
        "misper_ref": f"MP{month}-{number:05d}",
        "police_person_ref": f"N{number:05d}",
        "surname": "Madeup",
        "forename": f"Child{number}",
        "dob": dt.datetime(2003, 5, 17),
        "gender": "M",
        "ethnicity": "W1",
        "home_postcode": "GU1 1AA",
        "category": "MISSING",
        "risk": "MEDIUM",
        "missing_from_at": start,
        "reported_at": start + dt.timedelta(hours=2),
        "found_at": start + dt.timedelta(hours=20),
        "missing_from_type": "HOME",
        "in_care": "N",
        **given,
    }


def episodes(count: int, month: str = "2016-11") -> dict[str, list[dict[str, Any]]]:
    """The sheets of a police missing return with that many episodes."""
    return {"Missing": [episode(number, month) for number in range(1, count + 1)]}
