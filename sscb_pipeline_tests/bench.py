"""Where the time goes: `make bench` prints each step beside its floor, measured in the same run on the same machine.

1  an Annex A workbook (30,043 rows, 521,000 cells): recognised, read, judged, loaded and answered, beside a bare calamine
   read of it; the same at a thirtieth, a third and the whole of its rows; memory above the interpreter's
2  one month, cold, beside the sum of its floors (bare read, COPY of the same rows, the models' SQL)
3  24 months in one go
4  all indicators over 24 months of counties of several sizes, the largest thirty times the smallest
5  peak memory of this process and of its children
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import python_calamine
from rich.console import Console
from rich.table import Table

from sscb_pipeline.example_data.county import build_county
from sscb_pipeline.example_data.write import write_county
from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.load import copy_frame
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse
from sscb_pipeline_tests.annex_a_workbook import ROWS, write_annex_a
from sscb_pipeline_tests.county_in_store import put as put_county

MONTH = "2016-11"


def main() -> None:
    """Run every measurement and print the table."""
    table = Table(title="Seconds, and how many times the floor", title_justify="left")
    for heading in ("what", "floor", "ours", "ratio"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    with tempfile.TemporaryDirectory() as folder:
        for what, floor, ours in measurements(Path(folder)):
            table.add_row(what, f"{floor:.2f}" if floor else "", f"{ours:.2f}", f"{ours / floor:.1f}" if floor else "")
    for who, name in ((resource.RUSAGE_SELF, "this process"), (resource.RUSAGE_CHILDREN, "largest child process")):
        table.add_row(f"peak memory of {name}, MB", "", f"{resource.getrusage(who).ru_maxrss / 1024:.0f}", "")
    Console(width=110).print(table)


def measurements(folder: Path) -> Iterator[tuple[str, float | None, float]]:
    """(what, the floor's seconds, our seconds)."""
    yield from annex_a(folder)
    county = folder / "county"
    yield "24 months of workbooks written", None, seconds(lambda: write_county(county))
    files = sorted(county.iterdir())
    one_month = [path for path in files if MONTH in path.name]
    with data_folder(folder / "month") as (settings, warehouse):
        put(one_month, settings.landing)
        cold = seconds(lambda: command(settings, "run"))
        floors = seconds(lambda: read_bare(one_month)) + copy_floor(warehouse) + sql_floor(warehouse)
        yield f"one month ({len(one_month)} files), cold, `sscb run` / bare read + COPY + SQL", floors, cold
    with data_folder(folder / "all") as (settings, warehouse):
        put(files, settings.landing)
        bare = seconds(lambda: read_bare(files))
        yield "24 months, `sscb run` / bare calamine read of all files", bare, seconds(lambda: command(settings, "run"))
        yield "- of which models and roll-up", None, sql_floor(warehouse)
    yield from growth(folder)


def growth(folder: Path, scales: tuple[float, ...] = (0.1, 1, 3)) -> Iterator[tuple[str, float | None, float]]:
    """Models and roll-up over 24 months of counties of several sizes, rows put there with COPY."""
    per_row = {}
    for scale in scales:
        with data_folder(folder / f"scale_{scale}") as (_, warehouse):
            put_county(warehouse, build_county(2017, scale))
            rows = sum(row.n for row in warehouse.rows("select accepted as n from registry.sheet"))
            models = seconds(lambda: build_models(warehouse))
            values = seconds(lambda: refresh_values(warehouse))
        per_row[scale] = (models + values) / rows
        yield f"all indicators, {rows:,} rows of 24 months: models", None, models
        yield "- roll-up, with the versions of figures kept", None, values
    smallest, largest = scales[0], scales[-1]
    what = f"- a row of the largest county / of the smallest, a {largest / smallest:.0f}th of it, microseconds"
    yield what, per_row[smallest] * 1e6, per_row[largest] * 1e6


def annex_a(folder: Path) -> Iterator[tuple[str, float | None, float]]:
    """The whole way of an Annex A workbook, from landing to its receipt, and how it grows with its rows."""
    per_row = {}
    for times in (1, 10, 30):
        rows = ROWS * times // 30
        big = write_annex_a(folder / f"annex_a_{times}.xlsx", rows)
        with data_folder(folder / f"annex_{times}") as (settings, warehouse):
            before = peak()
            bare, ours = [], []
            for version in range(1, 4):
                bare.append(seconds(lambda: read_bare([big])))  # noqa: B023 - called at once
                path = settings.landing / f"SCC_annex-a_{MONTH}_v{version}.xlsx"
                path.write_bytes(big.read_bytes() + b"\0" * version)  # other bytes, the same rows: a zip may have a tail
                ours.append(seconds(lambda: load(settings, warehouse)))
        per_row[times] = min(ours) / rows
        yield f"Annex A workbook of {rows:,} rows: landing to receipt / bare calamine read", min(bare), min(ours)
    yield "- a row at 30 times the rows / a row at 1 time, microseconds", per_row[1] * 1e6, per_row[30] * 1e6
    yield "- what it added to the peak the smaller ones had reached, MB", None, peak() - before


def peak() -> float:
    """Megabytes this process, and its largest child, have ever held."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


@contextmanager
def data_folder(path: Path) -> Iterator[tuple[Settings, Warehouse]]:
    """A data folder with its own running warehouse."""
    settings = Settings(data=path, quiet_seconds=0)
    warehouse = open_warehouse(settings)
    yield settings, warehouse
    warehouse.close()


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_bare(files: list[Path]) -> int:
    """Every cell of these workbooks through calamine alone; text files through nothing but a decoder."""
    cells = 0
    for path in files:
        if path.suffix == ".csv":
            cells += len(path.read_text(encoding="utf-8-sig"))
            continue
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        cells += sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
    return cells


def load(settings: Settings, warehouse: Warehouse) -> None:
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)


def copy_floor(warehouse: Warehouse) -> float:
    """COPY of the rows a month loaded, into tables without keys."""
    total = 0.0
    for (name,) in warehouse.rows("select table_name from information_schema.tables where table_schema = 'returns'"):
        frame = warehouse.read(f'select * from returns."{name}"')  # noqa: S608 - a declared name
        with warehouse.begin() as connection:
            connection.exec_driver_sql(f'create temp table copied as select * from returns."{name}" limit 0')  # noqa: S608
            total += seconds(lambda: copy_frame(connection, "pg_temp", "copied", frame))  # noqa: B023 - called at once
            connection.rollback()
    return total


def sql_floor(warehouse: Warehouse) -> float:
    """The models and the roll-up alone."""
    return seconds(lambda: (build_models(warehouse), refresh_values(warehouse)))


def put(files: list[Path], landing: Path) -> None:
    for path in files:
        shutil.copy(path, landing)


def command(settings: Settings, *words: str) -> None:
    """`sscb …` as a person runs it: a new process, imports and all."""
    run = [sys.executable, "-m", "sscb_pipeline", "--data", str(settings.data), *words]
    subprocess.run(run, check=False, capture_output=True)  # noqa: S603 - our own command


if __name__ == "__main__":
    main()
