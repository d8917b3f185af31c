"""The annual report's tables of a small made-up county."""

import datetime as dt
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sscb_pipeline.indicators.catalogue import catalogue
from sscb_pipeline.reports.annual_report import write_annual_report
from sscb_pipeline.reports.annual_report.book import sections
from sscb_pipeline.reports.annual_report.figures import Figures
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import months_between
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import build, given
from sscb_pipeline_tests.reports import opened

IDS = ("CP04", "CP06", "SCR01", "CSE01", "DA01")


def plan(person: str, area: str, category: str = "NEG") -> dict[str, Any]:
    return {
        "person_id": person,
        "cpp_id": f"P{person}",
        "cpp_start": "2015-06-01",
        "initial_category": category,
        "latest_category": category,
        "area": area,
        "dob": dt.date(2010, 1, 1),
    }


def county(warehouse: Warehouse) -> None:
    """Plans of both years but for November 2016; review referrals of one year; nothing from the police."""
    for month in months_between("2016-03", "2017-03"):
        if month != "2016-11":
            rows = [plan("1", "SW"), plan("2", "SW", "EMO")] + (
                [{**plan("3", "NE"), "cpp_start": "2017-03-06"}] if month == "2017-03" else []
            )
            given(warehouse, "cs_cin_cpp", month, {"CPP": rows})
    for month in months_between("2016-04", "2017-03"):
        given(warehouse, "lscb_case_reviews", month, {"Referrals": [{"received_on": f"{month}-02"}]})
    build(warehouse, *IDS)


@pytest.fixture
def report(settings: Settings, warehouse: Warehouse) -> Path:
    county(warehouse)
    return write_annual_report(settings, warehouse, "2016-17")


def headline(path: Path, sheet: str) -> dict[str, tuple[Any, Any, str]]:
    return {row["Id"]: (row["2015-16"], row["2016-17"], row["Status, 2016-17"]) for row in opened.table(path, sheet, "Id")}


def test_it_lies_among_the_published_files_of_its_owner(report: Path, settings: Settings) -> None:
    assert report == settings.published / "annual-report-2016-17" / "annual-report-tables-2016-17.xlsx"
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert openpyxl.load_workbook(report).sheetnames == [
        "Cover",
        "The journey of the child",
        "Neglect",
        "Child sexual exploitation",
        "Missing children",
        "Domestic abuse",
        "Early help",
        "Board information",
        "Definitions",
        "Figures register",
        "Chart data",
    ]
    assert opened.formulas(report) == []


def test_the_cover_says_what_it_rests_on_and_that_it_is_not_for_publication(report: Path) -> None:
    cover = opened.words(report, "Cover")
    assert "OFFICIAL-SENSITIVE: not for publication" in cover
    assert "Small numbers are not yet suppressed in this workbook." in cover
    assert "As at 07 April 2017 10:00" in cover
    returns = {row["Return"]: row for row in opened.table(report, "Cover", "Return")}
    assert len(returns) == 18
    assert (returns["cs_cin_cpp"]["Oct 16"], returns["cs_cin_cpp"]["Nov 16"]) == ("07/11/16", "awaited")
    assert {returns["pol_da_notifications"][m] for m in returns["pol_da_notifications"] if m[-2:] in ("16", "17")} == {
        "awaited"
    }


def test_figures_of_two_years_stand_beside_each_other(report: Path) -> None:
    figures = headline(report, "Neglect")
    assert figures["CP04"] == (2, 3, "final")
    assert figures["CP06"] == (50.0, 66.7, "final")
    sheet = openpyxl.load_workbook(report)["Neglect"]
    assert {cell.number_format for row in sheet.iter_rows() for cell in row if cell.value == 66.7} == {"#,##0.0"}
    areas = {row[0]: row[3:8] for row in opened.cells(report, "Neglect") if row[0] == "CP04" and row[3] == 3}
    assert areas == {"CP04": [3, 1, 0, 0, 2]}
    assert headline(report, "Board information")["SCR01"][1:] == (12, "final")


def test_what_is_awaited_is_said_in_words_and_never_zero(report: Path) -> None:
    before, now, status = headline(report, "Domestic abuse")["DA01"]
    assert now == "awaiting pol_da_notifications 2016-04 to 2017-03"
    assert str(before).startswith("awaiting pol_da_notifications")
    assert status == "awaiting"
    rows = opened.cells(report, "Neglect")
    headings = next(row for row in rows if "Nov 16" in row)
    months = dict(zip(headings, next(row for row in rows[rows.index(headings) + 1 :] if row[0] == "CP04"), strict=True))
    assert months["Nov 16"] == "awaiting cs_cin_cpp 2016-11"
    assert (months["Oct 16"], months["Mar 17"]) == (2, 3)


def test_an_indicator_nobody_has_written_yet_is_said_not_to_be_computed(settings: Settings, warehouse: Warehouse) -> None:
    county(warehouse)
    assert Figures(warehouse, "2016-17").figure("ZZ99", "2016-17").printed == "not computed yet"


def test_every_indicator_is_explained_once(report: Path) -> None:
    rows = opened.table(report, "Definitions", "Id")
    assert [row["Id"] for row in rows] == sorted({name for section in sections() for name in section.needs} & set(catalogue()))
    meaning = next(row["Meaning"] for row in rows if row["Id"] == "CP04")
    assert meaning == catalogue()["CP04"].meaning


def test_a_month_awaited_is_a_gap_in_the_chart(report: Path) -> None:
    rows = opened.cells(report, "Chart data")
    start = next(
        n for n, row in enumerate(rows) if row[0] and "child protection plan" in str(row[0]).lower() and "month" in row[0]
    )
    drawn = {row[0]: row[1] for row in rows[start + 2 : start + 14]}
    assert (drawn["Oct 16"], drawn["Nov 16"], drawn["Mar 17"]) == (2, None, 3)
    assert "Domestic abuse incidents" in opened.words(report, "Domestic abuse")
    assert "nothing to draw; its returns are awaited" in opened.words(report, "Domestic abuse")
    assert any("<lineChart>" in xml for xml in opened.parts(report, "charts/chart").values())
    assert any("<barChart>" in xml for xml in opened.parts(report, "charts/chart").values())


def test_every_printed_number_is_in_the_register(report: Path) -> None:
    register = {row["Figure id"]: row for row in opened.table(report, "Figures register", "Figure id")}
    row = register["CP06/2016-17/Surrey"]
    assert (row["Value"], row["Numerator"], row["Denominator"], row["Status"], row["Known at"]) == (
        66.7,
        2,
        3,
        "final",
        dt.datetime(2017, 4, 7, 10),
    )
    assert register["CP04/2016-17/SW"]["Value"] == 2
    assert register["CP04/2016-12/Surrey"]["Value"] == 2
    assert register["DA01/2016-17/Surrey"]["Awaiting"] == "pol_da_notifications 2016-04 to 2017-03"
    shown = [
        number
        for section in sections()
        for row in opened.table(report, section.title, "Id")
        for number in (row["2015-16"], row["2016-17"])
        if isinstance(number, int | float)
    ]
    assert shown
    assert set(shown) <= {row["Value"] for row in register.values()}


def test_the_same_tables_give_the_same_bytes(report: Path, settings: Settings, warehouse: Warehouse) -> None:
    before = report.read_bytes()
    assert write_annual_report(settings, warehouse, "2016-17").read_bytes() == before


def test_nothing_received_is_said(settings: Settings, warehouse: Warehouse) -> None:
    path = write_annual_report(settings, warehouse, "2016-17")
    assert "As at: nothing had been received" in opened.words(path, "Cover")
    assert headline(path, "Neglect")["CP04"] == ("awaiting all returns",) * 3
    assert "No figure could be printed" in opened.words(path, "Figures register")
