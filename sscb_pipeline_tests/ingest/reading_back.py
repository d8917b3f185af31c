"""Files read back in memory, through everything but the database, and what is expected of them."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, settings

from sscb_pipeline.ingest.conform import Conformed, conform
from sscb_pipeline.ingest.grid import RawSheet, unpack_file
from sscb_pipeline.ingest.judge import judge
from sscb_pipeline.ingest.packing import pack_file, packed_answer
from sscb_pipeline.ingest.recognise import Recognised, recognise
from sscb_pipeline.returns.declaration import Return, SheetFacts, Text
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.warehouse.load import Finding
from sscb_pipeline_tests.contracts.test_ingest import cells
from sscb_pipeline_tests.ingest.described import Row, Written
from sscb_pipeline_tests.ingest.formats_read import read
from sscb_pipeline_tests.ingest.laid_out import LaidOut
from sscb_pipeline_tests.returns.made_up import frame

MONTH, TODAY = "2016-11", dt.date(2017, 1, 9)
MORE = int(os.environ.get("SSCB_MORE_EXAMPLES", "1"))
"""How many times the ordinary number of examples."""
each_return = pytest.mark.parametrize("declared", all_returns(), ids=lambda declared: declared.name)


def examples(count: int) -> Any:
    """So many examples, the same ones in every run."""
    return settings(
        max_examples=count * MORE, deadline=None, derandomize=MORE == 1, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate, Phase.shrink],
    )  # fmt: skip


def read_back(path: Path) -> tuple[Recognised, list[Conformed]]:
    """What the pipeline makes of a file, up to the judgement of its rows."""
    sheets: list[RawSheet] = unpack_file(packed_answer(pack_file(read(path))))
    found = recognise(path.name, sheets, TODAY)
    return found, [conform(table) for table in found.tables]


def plain(value: Any) -> Any:
    """A value of a frame as a plain one."""
    return None if pd.isna(value) else value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def values(conformed: Conformed) -> list[dict[str, Any]]:
    rows = conformed.frame.astype(object).iterrows()
    return [{name: plain(row[name]) for name in conformed.frame.columns} for _, row in rows]


def differences(conformed: Conformed, sheet: LaidOut) -> list[tuple[int, str, Any, Any]]:
    """(row, column, read, meant) wherever the two are not the same."""
    return [
        (number, name, is_read[name], meant[name])
        for number, is_read, meant in zip(sheet.sheet_rows, values(conformed), expected(sheet), strict=True)
        for name in sheet.facts.columns
        if is_read[name] != meant[name]
    ]


def expected(sheet: LaidOut) -> list[dict[str, Any]]:
    """What the rows mean: columns left out are blank; one a sheet's name says stands in every row."""
    there = {*sheet.columns, *([sheet.facts.split_by] if sheet.facts.split_by and sheet.name != sheet.facts.name else [])}
    return [{name: row[name].value if name in there else None for name in sheet.facts.columns} for row in sheet.rows]


def said(sheet: LaidOut) -> dict[int, dict[str, str]]:
    """Sheet row -> column -> what is said there instead of a value."""
    words = {
        number: {name: row[name].said for name in sheet.columns if row[name].said}
        for number, row in zip(sheet.sheet_rows, sheet.rows, strict=True)
    }
    return {number: told for number, told in words.items() if told}


def judged(path: Path) -> list[Conformed]:
    """The sheets of a file, read and judged row by row."""
    _, read = read_back(path)
    judge(read)
    return read


def findings(read: list[Conformed]) -> list[Finding]:
    """What is told of rows, refusals first."""
    refused = [f for conformed in read for told in conformed.refused.values() for f in told]
    return refused + [f for conformed in read for told in conformed.queries.values() for f in told]


def honest_rows(declared: Return, facts: SheetFacts) -> list[Row]:
    """Rows that keep every rule, alike but for their key."""
    honest = cells(declared, facts.name)
    meant = {name: plain(value) for name, value in frame(declared.name, facts.name, {}).iloc[0].items()}
    texts = [name for name in facts.key if facts.columns[name].kind is Text]
    rows = []
    for number in range(5 if texts else 1):
        row = {name: Written(honest.get(name), meant[name]) for name in facts.columns}
        for name in texts:
            row[name] = Written(f"{honest[name]}x{number}", f"{honest[name]}x{number}")
        rows.append(row)
    return rows
