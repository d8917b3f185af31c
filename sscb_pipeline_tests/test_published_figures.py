"""The figures the Board printed come out of the workbooks' rows: change a row, and the figure moves."""

import datetime as dt
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import psycopg
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sscb_pipeline.cli.example import published_beside_computed
from sscb_pipeline.example_data.write import write_county
from sscb_pipeline.indicators.build import build_models
from sscb_pipeline.indicators.rollup import refresh_values
from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse, open_warehouse
from sscb_pipeline_tests.conftest import address

YEAR_2015 = [f"2015-{month:02d}" for month in range(4, 13)] + [f"2016-{month:02d}" for month in range(1, 4)]
YEAR_2016 = [f"2016-{month:02d}" for month in range(4, 13)] + [f"2017-{month:02d}" for month in range(1, 4)]
NEEDED = {
    "lscb_case_reviews": YEAR_2016,
    "cs_cin_cpp": ["2016-03", "2017-03"],
    "cs_lac": ["2016-03"],
    "cs_assess_s47_icpc": YEAR_2015,
    "cs_contacts_referrals": ["2016-03"],
    "pol_da_notifications": YEAR_2015,
}
"""The returns and months the printed figures rest on; the demo loads all of them."""


Loaded = tuple[Settings, Warehouse]


@pytest.fixture(scope="module")
def county(postgres: str, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The made-up county at its real volume, the files the figures need loaded and counted."""
    folder, name = tmp_path_factory.mktemp("county"), f"county_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres, autocommit=True) as admin:
        admin.execute(f'create database "{name}" template "{template_database}"')
    settings = Settings(data=folder / "data", database_url=address(postgres, name), quiet_seconds=0)
    warehouse = open_warehouse(settings)
    write_county(settings.landing)
    receive_landing(settings, warehouse)
    for return_name, months in NEEDED.items():
        for month in months:
            accept_waiting(settings, warehouse, return_name, month)
    count(warehouse)
    yield settings, warehouse
    warehouse.close()
    shutil.rmtree(folder)


def count(warehouse: Warehouse) -> None:
    build_models(warehouse)
    refresh_values(warehouse)


def figures(warehouse: Warehouse) -> dict[str, float]:
    found = published_beside_computed(warehouse)
    return dict(zip(found["figure"], found["computed"], strict=True))


def correct(settings: Settings, warehouse: Warehouse, like: str, change: Callable[[openpyxl.Workbook], None]) -> None:
    """Take an accepted workbook from the archive, change it, and send it again as a later version."""
    found = warehouse.rows(
        "select sha256 from registry.current_submission where concat(return_name, ' ', month) = :like", like=like
    )
    path = settings.landing / f"correction {uuid.uuid4().hex[:6]}.xlsx"
    shutil.copy(settings.archive / found[0].sha256[:2] / found[0].sha256, path)
    path.chmod(0o600)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return_name, month = like.split()
    stem = {"lscb_case_reviews": "SSCB_case-reviews", "cs_cin_cpp": "SCC_cin-cpp"}[return_name]
    path.rename(settings.landing / f"{stem}_{month}_v9.xlsx")
    receive_landing(settings, warehouse)
    (accepted,) = accept_waiting(settings, warehouse, return_name, month)
    assert accepted.status == "accepted", accepted.reason
    count(warehouse)


def heading_row(sheet: Worksheet, heading: str) -> tuple[int, int]:
    """(row, column) of the cell that holds a heading."""
    for row in sheet.iter_rows(max_row=12):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.casefold().replace("_", " ").strip() == heading:
                return cell.row, cell.column
    raise KeyError(heading)


def test_every_published_figure_comes_out_of_rows(county: Loaded) -> None:
    found = published_beside_computed(county[1])
    assert len(found) == 14
    assert list(found["computed"]) == list(found["published"])
    parts = figures(county[1])
    assert parts["SF16"] + parts["SF17"] + parts["SF18"] + parts["SF19"] == parts["SF15"]


def test_one_changed_row_moves_the_figure(county: Loaded) -> None:
    settings, warehouse = county
    before = figures(warehouse)

    def no_longer_neglect(book: openpyxl.Workbook) -> None:
        sheet = book["CPP"]
        row, category = heading_row(sheet, "latest category")
        _, end = heading_row(sheet, "cpp end")
        _, other_la = heading_row(sheet, "ola plan")
        changed = next(
            n
            for n in range(row + 1, sheet.max_row + 1)
            if str(sheet.cell(n, category).value).casefold() in ("neg", "neglect")
            and not sheet.cell(n, end).value
            and str(sheet.cell(n, other_la).value).casefold() in ("n", "no", "false", "0")
        )
        sheet.cell(changed, category).value = "EMO"

    correct(settings, warehouse, "cs_cin_cpp 2017-03", no_longer_neglect)
    after = figures(warehouse)
    assert (after["SF08"], after["SF09"]) == (before["SF08"], before["SF09"] - 1)

    def one_more_referral(book: openpyxl.Workbook) -> None:
        sheet = book["Referrals"]
        values = {
            "scrg ref": "SCRG-NEW",
            "received on": dt.datetime(2017, 3, 15),
            "incident type": "OTHER",
            "referring agency": "CSC",
            "n children": 1,
            "decision": "PENDING",
        }
        below = sheet.max_row + 1
        for heading, value in values.items():
            sheet.cell(below, heading_row(sheet, heading)[1]).value = value

    correct(settings, warehouse, "lscb_case_reviews 2017-03", one_more_referral)
    assert figures(warehouse)["SF04"] == before["SF04"] + 1


def test_a_return_taken_away_is_awaited_not_nought(county: Loaded) -> None:
    status = county[1].rows(
        "select distinct status, numerator from indicators.indicator_values "
        "where indicator_id = 'LAC01' and period_type = 'month' and period_end = '2016-06-30' and area = 'Surrey'"
    )
    assert [tuple(row) for row in status] == [("awaiting", None)]


def test_the_pipeline_itself_knows_none_of_the_figures() -> None:
    """Only the made-up county and the table of published figures may hold them."""
    package = Path(__file__).resolve().parents[1]
    numbers = ("14498", "14_498", "6533", "6_533", "5336", "5_336", "2625", "2_625")
    for path in [*package.glob("sscb_pipeline/**/*.py"), *package.glob("dbt_like_sql/**/*.sql")]:
        if "example_data" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert not [number for number in numbers if number in text], path
