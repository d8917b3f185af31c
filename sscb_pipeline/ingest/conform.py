"""Turns the cells of one table into a frame pandera can judge, and the faults met on the way into findings."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.cells import FAULT_REFUSES_ROW, ORDER_UNCLEAR, Fault, Value, read_column
from sscb_pipeline.ingest.headings import Table
from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.ingest.rows import SortedRows, sort_rows
from sscb_pipeline.ingest.workbook import Cell
from sscb_pipeline.returns.declaration import Column, Day, Moment, Sheet, YesNo
from sscb_pipeline.warehouse.load import Finding

_NO_TIME = np.datetime64("NaT", "us")
_BLIND = {
    "formula_error": Fault("formula_error", "holds an error value such as #N/A; correct the formula or type the value"),
    "formula_not_calculated": Fault(
        "formula_not_calculated", "holds a formula without a saved result; open the file in Excel, save it and send it again"
    ),
}


@dataclass
class Conformed:
    """One sheet read: `frame` has the declared columns and the sheet's row numbers as index; `refused` maps a row number
    to its findings, `queries` are about rows that load, `ignored` about rows that are not data."""

    table: Table
    rows: SortedRows
    frame: pd.DataFrame
    refused: dict[int, list[Finding]] = field(default_factory=dict)
    queries: list[Finding] = field(default_factory=list)
    ignored: list[Finding] = field(default_factory=list)

    @property
    def sheet_name(self) -> str:
        return self.table.raw.name or self.table.sheet.facts().name

    def finding(self, row: int | None, column: str | None, strength: str, rule: str, says: str) -> Finding:
        """A finding with its address; `says` completes 'Missing!C12 (Found at) …'."""
        position = self.table.columns.get(column) if column else None
        letters = column_letters(position + 1) if position is not None else None
        declared = self.table.sheet.facts().columns.get(column) if column else None
        place = f"{letters}{row}" if letters and row else f"row {row}" if row else "the sheet"
        named = f" ({declared.heading})" if declared else ""
        return Finding(self.sheet_name, row, letters, column, strength, rule, f"{place}{named}: {says}.")

    def refuse(self, row: int, column: str | None, rule: str, says: str) -> None:
        """Refuse a row; a further fault in the same cell is not told twice."""
        told = self.refused.setdefault(row, [])
        if not any(f.column_name == column and column is not None for f in told):
            told.append(self.finding(row, column, "refused", rule, says))

    def accepted_frame(self) -> pd.DataFrame:
        """The rows that load."""
        return self.frame.drop(index=list(self.refused)) if self.refused else self.frame


def conform(table: Table) -> Conformed:
    """Read every declared column of a table. Raises FileRefused when a column's dates could be day first or month first."""
    rows = sort_rows(table)
    numbers = [number for number, _ in rows.data]
    index_of = {number: index for index, number in enumerate(numbers)} if table.raw.blind else {}
    cells_by_position = list(zip(*(cells for _, cells in rows.data), strict=False)) if rows.data else []
    series: dict[str, pd.Series] = {}
    met: list[tuple[Column, dict[int, Fault]]] = []
    for column in table.sheet.facts().columns.values():
        position = table.columns.get(column.name)
        if position is None or not rows.data:
            series[column.name] = _series(column, [None] * len(numbers), numbers)
            continue
        values, faults = read_column(column, cells_by_position[position])
        for (row, place), rule in table.raw.blind.items():
            if place == position + 1 and row in index_of:
                faults[index_of[row]] = _BLIND[rule]
        if ORDER_UNCLEAR in faults.values():
            _judge_date_order(table, column, cells_by_position[position], values)
        series[column.name] = _series(column, values, numbers)
        met.append((column, faults))
    conformed = Conformed(table, rows, pd.DataFrame(series, index=pd.Index(numbers, name="source_row")))
    for column, faults in met:
        for index, fault in faults.items():
            if column.required or column.kind in FAULT_REFUSES_ROW:
                conformed.refuse(numbers[index], column.name, fault.rule, fault.says)
            else:
                conformed.queries.append(
                    conformed.finding(
                        numbers[index],
                        column.name,
                        "query",
                        fault.rule,
                        f"{fault.says}; the row was loaded with this cell blank",
                    )
                )
    conformed.ignored = [conformed.finding(row, None, "ignored", rule, words.rstrip(".")) for row, rule, words in rows.ignored]
    for position in table.unknown:
        conformed.ignored.append(
            Finding(
                conformed.sheet_name,
                table.heading_row + 1,
                column_letters(position + 1),
                None,
                "query",
                "column_unknown",
                f"Column {column_letters(position + 1)}: its heading is not one of this return's; the column was not loaded.",
            )
        )
    return conformed


def empty_frame(sheet: type[Sheet]) -> pd.DataFrame:
    """The frame of a sheet that has no rows."""
    return pd.DataFrame({column.name: _series(column, [], []) for column in sheet.facts().columns.values()})


def _judge_date_order(table: Table, column: Column, cells: Iterable[Cell], values: list[Value]) -> None:
    """A month above 12 is one bad cell if other text dates prove the day comes first; else nobody can tell the order."""
    for cell, value in zip(cells, values, strict=True):
        if isinstance(cell, str) and hasattr(value, "day") and value.day > 12:  # type: ignore[union-attr]
            return
    raise FileRefused(
        "date_order_unclear",
        f"Sheet {table.raw.name}, column {column_letters(table.columns[column.name] + 1)} "
        f"({column.heading}): the dates could be day first or month first.",
        "Format the column as dates in Excel (or write yyyy-mm-dd) and send the file again.",
    )


def _series(column: Column, values: list[Value], numbers: list[int]) -> pd.Series:
    if column.kind in (Day, Moment):
        stamps = {value: np.datetime64(value, "us") if isinstance(value, dt.datetime) else _NO_TIME for value in set(values)}
        return pd.Series(np.array([stamps[value] for value in values], dtype="datetime64[us]"), index=numbers)
    if column.kind is YesNo:
        return pd.Series(values, index=numbers, dtype="boolean")
    return pd.Series(values, index=numbers, dtype="str" if column.kind.pandas_type is str else column.kind.pandas_type())
