"""25 to 33: what goes wrong with how a file arrives, and when. Files that are broken or built to do harm are in ../hostile."""

import os
import shutil
from pathlib import Path

import pytest

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import Received, receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.ingest.bad_inputs.books import missing, put
from sscb_pipeline_tests.workbooks import episode, return_workbook


def received(settings: Settings, warehouse: Warehouse) -> dict[str, Received]:
    """What became of everything in landing, by name."""
    return {file.file_name: file for file in receive_landing(settings, warehouse)}


def test_25_what_is_no_plain_file_is_left_where_it_is(settings: Settings, warehouse: Warehouse, tmp_path: Path) -> None:
    settings.make_folders()
    real = missing("25").write(tmp_path)
    (settings.landing / "link.xlsx").symlink_to(real)
    (settings.landing / "second name.xlsx").hardlink_to(real)
    os.mkfifo(settings.landing / "pipe.xlsx")
    (settings.landing / "folder.xlsx").mkdir()
    found = received(settings, warehouse)
    assert {name: file.outcome for name, file in found.items()} == dict.fromkeys(
        ("link.xlsx", "second name.xlsx", "pipe.xlsx", "folder.xlsx"), "left"
    )
    assert all(file.reason.endswith(".") for file in found.values())
    assert len(list(settings.landing.iterdir())) == 4


def test_26_files_of_programs_are_ignored_and_listed(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    names = ("~$Return.xlsx", ".~lock.Return.xlsx#", "Thumbs.db", ".DS_Store", "Return.xlsx.tmp", "Return.xlsx.crdownload")
    for name in names:
        (settings.landing / name).write_bytes(b"x")
    assert {file.file_name: file.outcome for file in receive_landing(settings, warehouse)} == dict.fromkeys(names, "ignored")


@pytest.mark.parametrize(
    "name", ["a\nb\x1b[31m 2016-11.xlsx", "\u202exslx.gpj 2016-11.xlsx", "n\udcffx 2016-11.xlsx", "x" * 240]
)
def test_27_a_name_is_told_printable_and_decides_no_path(settings: Settings, warehouse: Warehouse, name: str) -> None:
    settings.make_folders()
    (settings.landing / "honest").mkdir()
    made = missing("27").write(settings.landing / "honest")
    os.rename(made, os.fsencode(settings.landing / name))  # noqa: PTH104 - a name no path object can be made of
    (settings.landing / "honest").rmdir()
    (file,) = receive_landing(settings, warehouse)
    assert file.file_name.isprintable() and len(file.sha256) == 64
    (archived,) = settings.archive.glob("*/*")
    assert archived.name == file.sha256


def test_28_a_child_named_in_the_file_name_is_asked_about(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    book = missing("28 zuleika dobson")
    put("C5", "Dobson", "D5", "Zuleika")(book)
    book.write(settings.landing)
    missing("29").write(settings.landing)
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    asked = warehouse.rows(
        "select s.file_name, f.message from registry.finding f join registry.submission s using (submission_id) "
        "where f.rule = 'child_in_file_name' and f.strength = 'query'"
    )
    assert [row.file_name[:2] for row in asked] == ["28"]
    assert "obson" not in asked[0].message


def test_29_the_same_file_again_changes_nothing(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    path = missing("29").write(settings.landing)
    shutil.copy(path, settings.landing / "again.xlsx")
    found = received(settings, warehouse)
    assert sorted(file.outcome for file in found.values()) == ["already received", "received"]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("NHS_missing-u18_2016-11", "wrong_agency"),
        ("SyP_missing-u18_2099-01", "month_not_begun"),
        ("SyP_missing-u18_2009-01", "month_too_early"),
        ("SyP_missing-u18", "month_unclear"),
        ("SyP_missing-u18_2016-10", "wrong_month"),
    ],
)
def test_30_and_33_another_agency_s_file_and_another_month_s(
    settings: Settings, warehouse: Warehouse, name: str, rule: str
) -> None:
    settings.make_folders()
    book = missing("30")
    book.file_name = name
    book.write(settings.landing)
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    (submission,) = warehouse.rows("select status, rule, reason from registry.submission")
    assert (submission.status, submission.rule) == ("refused", rule)
    assert submission.reason.endswith((".", "?"))


def test_31_last_month_s_rows_under_this_month_s_name(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-10", {"Missing": [episode(n, "2016-10") for n in range(1, 21)]})
    moved = [episode(n, "2016-11", misper_ref=f"MP2016-10-{n:05d}", found_at=None) for n in range(1, 21)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": moved})
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    rules = {row.month: row.rule for row in warehouse.rows("select month, rule from registry.submission")}
    assert rules == {"2016-10": "", "2016-11": "same_content"}


def test_32_a_correction_is_the_next_version(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    for name, risk in (("32a", "LOW"), ("32b", "HIGH")):
        book = missing(name)
        put("J5", risk)(book)
        book.write(settings.landing)
        receive_landing(settings, warehouse)
        accept_waiting(settings, warehouse)
    assert [row.version for row in warehouse.rows("select version from registry.submission order by submission_id")] == [1, 2]
    assert warehouse.rows("select risk from current_returns.pol_missing__missing where source_row = 5")[0].risk == "HIGH"
