"""What the agencies sent, as plain rows, and what is known of a thing last."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sscb_pipeline.example_data.county import County, has_return
from sscb_pipeline.example_data.days import MONTHS
from sscb_pipeline.returns.registry import all_returns

Row = dict[str, Any]


class Sent:
    """Files of the agencies: (return, month, part) -> sheet -> rows. A corrected file takes the place of the one before.

    A row is as sent, with the `month` its file is about.
    """

    def __init__(self) -> None:
        self.files: dict[tuple[str, str, str], dict[str, list[Row]]] = {}

    def send(self, name: str, month: str, sheets: Mapping[str, Sequence[Mapping[str, Any]]], part: str = "") -> None:
        self.files[name, month, part] = {
            sheet: [{**row, "month": month} for row in rows] for sheet, rows in sheets.items()}

    def __repr__(self) -> str:
        return "\n".join(f"{' '.join(file)} {sheet} {row}" for file, sheets in sorted(self.files.items())
                         for sheet, rows in sheets.items() for row in rows)

    @cached_property
    def months(self) -> list[str]:
        return sorted({month for _, month, _ in self.files})

    def rows(self, name: str, sheet: str) -> list[Row]:
        """Every row of a sheet, the oldest month first."""
        return [row for file in sorted(self.files) if file[0] == name for row in self.files[file].get(sheet, [])]

    def last_told(self, name: str, sheet: str, *key: str) -> list[Row]:
        """One row for each thing of that key: the one of the last month that tells it."""
        known: dict[tuple[Any, ...], Row] = {}
        for row in self.rows(name, sheet):
            known[tuple(row[column] for column in key)] = row
        return list(known.values())

    def in_month(self, name: str, sheet: str, *key: str) -> dict[str, dict[tuple[Any, ...], Row]]:
        """Month -> key -> row of that month's file."""
        told: dict[str, dict[tuple[Any, ...], Row]] = {}
        for row in self.rows(name, sheet):
            told.setdefault(row["month"], {})[tuple(row[column] for column in key)] = row
        return told


def sent_by(county: County) -> Sent:
    """All the made-up county sends in its 24 months, straight from what it means to say."""
    sent = Sent()
    for declared in all_returns():
        for month in MONTHS:
            for part in (declared.parts or ("",)) if has_return(declared.name, month) else ():
                sheets = county.sheets(declared.name, month, part)
                sent.send(declared.name, month, {name: rows_of(columns) for name, columns in sheets.items()}, part)
    return sent


def rows_of(columns: Mapping[str, Any]) -> list[Row]:
    """Columns of cells as rows. Blank is None, whatever the column."""
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*map(plain, columns.values()), strict=True)]


def plain(values: Any) -> list[Any]:
    """A column's cells as Python's own values: minutes as datetimes, days as dates."""
    cells: list[Any] = (values.astype("M8[s]") if values.dtype == "M8[m]" else values).tolist()
    return cells


def yes(cell: Any) -> bool:
    """Whether a cell says yes, as written or as read."""
    return cell in ("Y", True)
