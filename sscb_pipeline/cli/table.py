"""Shows frames on the terminal and writes them as csv, xlsx, parquet or json."""

import io
import json
import sys
from pathlib import Path

import click
import pandas as pd
from rich import box
from rich.console import Console
from rich.table import Table

from sscb_pipeline.errors import SscbError, WrongUsage

FORMATS = ("csv", "xlsx", "parquet", "json")


def show(frame: pd.DataFrame, title: str = "") -> None:
    """A frame as a sober table on stdout."""
    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left")
    for column in frame.columns:
        numeric = pd.api.types.is_numeric_dtype(frame[column])
        table.add_column(str(column).replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in frame.itertuples(index=False, name=None):
        table.add_row(*(_words(value) for value in row))
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width, highlight=False).print(table)


def _words(value: object) -> str:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%d %b %Y %H:%M}"
    if isinstance(value, float) and value == int(value):
        return f"{int(value):,}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def as_json(frame: pd.DataFrame) -> str:
    """A frame as a list of objects; moments as ISO text, blanks as null."""
    rows = [{key: _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _plain(value: object) -> object:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    if type(value).__name__ == "Decimal":
        number = float(str(value))
        return int(number) if number == int(number) else number
    return value


def write(frame: pd.DataFrame, kind: str, out: Path | None) -> None:
    """Write a frame as `kind`, to a file or (csv and json) to stdout. Raises WrongUsage, SscbError."""
    if out is None:
        if kind in ("xlsx", "parquet"):
            raise WrongUsage(f"A {kind} file cannot be printed.", f"Say where to write it: --out figures.{kind}.")
        click.echo(as_json(frame) if kind == "json" else _csv(frame), nl=kind == "json")
        return
    try:
        if kind == "xlsx":
            from sscb_pipeline.reports.workbook import write_frame

            write_frame(frame, out)
        elif kind == "parquet":
            buffer = io.BytesIO()
            frame.to_parquet(buffer, index=False)
            out.write_bytes(buffer.getvalue())
        else:
            out.write_text(as_json(frame) + "\n" if kind == "json" else _csv(frame), encoding="utf-8")
    except OSError as fault:
        raise SscbError(f"{out} cannot be written ({type(fault).__name__}).", "Choose another place with --out.") from None
    click.echo(f"{len(frame):,} rows written to {out}", err=True)


def _csv(frame: pd.DataFrame) -> str:
    """CSV whose text never starts a formula in a spreadsheet program."""
    guarded = frame.copy()
    for column in guarded.select_dtypes(include=["object", "str"]).columns:
        guarded[column] = [
            f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
            for value in guarded[column]
        ]
    return guarded.to_csv(index=False, lineterminator="\n")
