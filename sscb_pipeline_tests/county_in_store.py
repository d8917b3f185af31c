"""The made-up county, small, with all its months already in a warehouse: put there with COPY, past the workbooks.

For tests of what is counted. That workbooks come to the same rows is what the tests of ingest and the demo show.
"""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import text

from sscb_pipeline.example_data.county import County, has_return
from sscb_pipeline.example_data.days import MONTHS
from sscb_pipeline.returns.declaration import Code, Codes, Column, Day, Return, YesNo
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.vocabulary.codes import spelling_key
from sscb_pipeline.warehouse.load import copy_frame, copy_rows
from sscb_pipeline.warehouse.server import Warehouse

SCALE = 0.04


def put(warehouse: Warehouse, county: County, months: list[str] = MONTHS) -> None:
    """Every return the county sends for these months, accepted on the day it is due."""
    frames: dict[str, list[pd.DataFrame]] = {}
    submissions: list[list[Any]] = []
    sheets: list[list[Any]] = []
    for month in months:
        loaded_at = dt.datetime.combine(calendar.due_day(month), dt.time(9), dt.UTC)
        for declared in all_returns():
            for part in (declared.parts or ("",)) if has_return(declared.name, month) else ():
                number = len(submissions) + 1
                submissions.append([f"{number:064x}", declared.file_name(month, part, 1), declared.agency.key, declared.name,
                                    month, part, 1, loaded_at, "accepted", loaded_at])
                for name, frame in _sheets(county, declared, month, part).items():
                    sheets.append([number, *name, 1, len(frame), len(frame), 0, 0])
                    frames.setdefault(name[1], []).append(frame.assign(
                        submission_id=number, sheet_id=len(sheets), source_row=np.arange(2, len(frame) + 2)))
    with warehouse.begin() as connection:
        copy_rows(connection, "registry", "submission", ["sha256", "file_name", "agency", "return_name", "month", "part",
                                                         "version", "received_at", "status", "loaded_at"], submissions)
        copy_rows(connection, "registry", "sheet", ["submission_id", "sheet", "table_name", "heading_row", "rows_read",
                                                    "accepted", "refused", "ignored"], sheets)
        for table, parts in frames.items():
            copy_frame(connection, "returns", table, pd.concat([part for part in parts if len(part)] or parts[:1]))
        connection.execute(text("analyze"))


def _sheets(county: County, declared: Return, month: str, part: str) -> dict[tuple[str, str], pd.DataFrame]:
    """(sheet, table) -> its rows, as they would be accepted."""
    rows = county.sheets(declared.name, month, part)
    return {
        (facts.name, declared.table(sheet)): pd.DataFrame(
            {name: _accepted(facts.columns[name], values) for name, values in rows[facts.name].items()})
        for sheet in declared.sheets for facts in [sheet.facts()]
    }


def _accepted(column: Column, values: Any) -> Any:
    """Cells of a column as a table holds them: codes for spellings, true and false for Y and N, whole days."""
    if values.dtype.kind == "M":
        return pd.Series(values.astype("M8[s]")).dt.strftime("%Y-%m-%d" if column.kind is Day else "%Y-%m-%dT%H:%M:%S")
    if column.kind is YesNo:
        return pd.Series([None if value is None else value == "Y" for value in values.tolist()], dtype=object)
    if column.code_list and column.kind in (Code, Codes):
        spellings = column.code_list.spellings
        many = column.kind is Codes
        return pd.Series([value if value is None else ",".join(
            spellings[spelling_key(word)] for word in (value.split(",") if many else [value])) for value in values.tolist()],
            dtype=object)
    return pd.Series(values.tolist(), dtype=object)
