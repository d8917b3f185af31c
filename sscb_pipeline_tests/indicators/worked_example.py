"""A worked example in a few lines: rows as accepted submissions, the models built, one value read.

    given(warehouse, "cs_cin_cpp", "2017-03", {"CPP": [dict(person_id="A", cpp_start="2016-05-01")]})
    build(warehouse, "CP04")
    assert value(warehouse, "CP04", "2017-03", area="NE") == 1

A row names only what matters to the example: other required columns are filled from the declaration (a code list's
first code, No for yes/no, the month's first day, a text of its own for keys).
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text

from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.models import load_models
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.returns.declaration import Clock, Code, Codes, Column, Day, Moment, Number, Whole, YesNo
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import MODELS
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.warehouse.server import Warehouse

Rows = Sequence[Mapping[str, Any]]


def given(warehouse: Warehouse, return_name: str, month: str, sheets: Mapping[str, Rows] | None = None, *, part: str = "",
          loaded_at: str | None = None) -> int:
    """An accepted submission of a return for a month, with these rows (none: received and empty). Returns its id.

    Given again for the same month and part it is the next version. Rows stand from row 2 of their sheet on.
    """
    declared = return_named(return_name)
    at = loaded_at or f"{calendar.due_day(month)} 09:00+00"
    with warehouse.begin() as connection:
        version = connection.execute(
            text("select coalesce(max(version), 0) + 1 from registry.submission"
                 " where (return_name, month, part) = (:name, :month, :part)"),
            {"name": return_name, "month": month, "part": part}).scalar_one()
        facts = {"sha": f"{return_name} {month} {part} {version}", "file": declared.file_name(month, part, version),
                 "agency": declared.agency.key, "name": return_name, "month": month, "part": part, "version": version, "at": at}
        submission = int(connection.execute(
            text("insert into registry.submission (sha256, file_name, agency, return_name, month, part, version, received_at,"
                 " status, loaded_at) values (md5(:sha), :file, :agency, :name, :month, :part, :version, :at, 'accepted', :at)"
                 " returning submission_id"), facts).scalar_one())
        for model in declared.sheets:
            sheet = model.facts()
            rows = (sheets or {}).get(sheet.name, [])
            sheet_id = connection.execute(
                text("insert into registry.sheet (submission_id, sheet, table_name, heading_row, rows_read, accepted, refused,"
                     " ignored) values (:submission, :sheet, :table, 1, :n, :n, 0, 0) returning sheet_id"),
                {"submission": submission, "sheet": sheet.name, "table": declared.table(model), "n": len(rows)}).scalar_one()
            for number, row in enumerate(rows, start=2):
                if unknown := set(row) - set(sheet.columns):
                    raise KeyError(f"{return_name}.{sheet.name} has no column {', '.join(sorted(unknown))}")
                filled = {c.name: row.get(c.name, _usual(c, month, submission, number)) for c in sheet.columns.values()
                          if c.required or c.name in row}
                names = ["submission_id", "sheet_id", "source_row", *filled]
                connection.execute(
                    text(f'insert into returns."{declared.table(model)}" ({", ".join(names)}) '  # noqa: S608 - declared names
                         f"values ({', '.join(':' + name for name in names)})"),
                    {"submission_id": submission, "sheet_id": sheet_id, "source_row": number, **filled})
        for name in set(sheets or {}) - {model.facts().name for model in declared.sheets}:
            raise KeyError(f"{return_name} has no sheet {name}")
    return submission


def _usual(column: Column, month: str, submission: int, row: int) -> Any:
    if column.code_list:
        return next(iter(column.code_list.meanings))
    first = calendar.first_day(month)
    usual = {Day: first, Moment: dt.datetime.combine(first, dt.time(9)), Clock: dt.time(9), YesNo: False, Whole: 1, Number: 1}
    return usual.get(column.kind, f"{column.name}-{submission}-{row}") if column.kind not in (Code, Codes) else None


def build(warehouse: Warehouse, *ids: str) -> None:
    """Build the models these indicators need, and roll them up."""
    words = {path.stem: re.search(r"^id:\s*(\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
             for path in MODELS.glob("indicators/*/*.sql")}
    names = [name for name, found in words.items() if found and found[1] in ids]
    assert len(names) == len(ids), f"no model for one of {ids}"
    models = load_models(MODELS, only=names)
    build_models(warehouse, models=models)
    refresh_values(warehouse, models)


def row(warehouse: Warehouse, indicator_id: str, period: str, area: str = "Surrey", breakdown: str = "all",
        of: str = "all") -> dict[str, Any] | None:
    """The tidy table's row, None when there is none. `period` is a label of reference.period: 2017-03, 2016-17, 2016-17 Q4,
    `12 months to 2017-03`, `2016-17 to 2017-03`."""
    found = warehouse.read(
        "select v.* from indicators.indicator_values v join reference.period p"
        " on (p.period_type, p.period_start, p.period_end) = (v.period_type, v.period_start, v.period_end)"
        " where indicator_id = :id and label = :period and area = :area and breakdown = :breakdown and breakdown_value = :of",
        id=indicator_id, period=period, area=area, breakdown=breakdown, of=of).astype(object)
    assert len(found) <= 1, "two rows for one place in the table"
    return None if found.empty else {k: None if v != v or v is None else v for k, v in found.iloc[0].to_dict().items()}


def value(warehouse: Warehouse, indicator_id: str, period: str, area: str = "Surrey", breakdown: str = "all",
          of: str = "all") -> float | None:
    """The value in the tidy table; None while awaited or with nothing to divide by. KeyError when there is no such row."""
    found = row(warehouse, indicator_id, period, area, breakdown, of)
    if found is None:
        raise KeyError(f"{indicator_id} has no row for {period} {area} {breakdown} {of}")
    answer: float | None = found["value"]
    return answer


def fraction(warehouse: Warehouse, indicator_id: str, period: str, area: str = "Surrey", breakdown: str = "all",
             of: str = "all") -> tuple[int | None, int | None]:
    """(numerator, denominator) of the row."""
    found = row(warehouse, indicator_id, period, area, breakdown, of)
    if found is None:
        raise KeyError(f"{indicator_id} has no row for {period} {area} {breakdown} {of}")
    return found["numerator"], found["denominator"]
