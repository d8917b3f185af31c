"""What can lie in the landing folder besides a return: each is named, none is followed, lost or waited for."""

import os
import threading
from pathlib import Path

import pytest

from sscb_pipeline.ingest.receive import Received, archive_path, receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.ingest.hostile.corpus import CASES
from sscb_pipeline_tests.workbooks import episodes, return_workbook

SMALL_HOSTILE = [
    "two_corners.xlsx",
    "announced_texts.xlsx",
    "laughs_in_texts.xlsx",
    "cut_off.xlsx",
    "climbing.xlsx",
    "november.zip",
    "page.xls",
    "sheet_begins_at_itself.xls",
    "row_beyond_all.xlsb",
    "all_cells.ods",
]


def landed(settings: Settings, name: bytes | str = "SyP_pol_missing_2016-11_v1.xlsx", count: int = 3) -> Path:
    """A good return in landing under this name."""
    made = return_workbook(settings.landing, "pol_missing", "2016-11", episodes(count), file_name="made.xlsx")
    target = os.path.join(os.fsencode(settings.landing), os.fsencode(name))  # noqa: PTH118 - names that are no text
    os.rename(made, target)  # noqa: PTH104
    return Path(os.fsdecode(target))


def received_of(found: list[Received], name: str) -> Received:
    return next(file for file in found if file.file_name == name)


def put_symlink(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere)


def put_hard_link(path: Path, elsewhere: Path) -> None:
    path.hardlink_to(elsewhere)


def put_pipe(path: Path, elsewhere: Path) -> None:
    os.mkfifo(path)


def put_folder(path: Path, elsewhere: Path) -> None:
    path.mkdir()


def put_dangling_link(path: Path, elsewhere: Path) -> None:
    path.symlink_to(elsewhere / "missing")


@pytest.mark.parametrize("put", [put_symlink, put_hard_link, put_pipe, put_folder, put_dangling_link])
def test_what_is_no_plain_file_is_left_and_named(settings: Settings, warehouse: Warehouse, tmp_path: Path, put: object) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"somebody else's")
    settings.make_folders()
    put(settings.landing / "SyP_pol_missing_2016-10_v1.xlsx", secret)  # type: ignore[operator]
    landed(settings)
    found = receive_landing(settings, warehouse)
    told = received_of(found, "SyP_pol_missing_2016-10_v1.xlsx")
    assert told.outcome == "left"
    assert "Put the file" in told.reason
    assert received_of(found, "SyP_pol_missing_2016-11_v1.xlsx").outcome == "received"
    assert os.path.lexists(settings.landing / "SyP_pol_missing_2016-10_v1.xlsx")
    assert secret.read_bytes() == b"somebody else's"
    assert len([path for path in settings.archive.rglob("*") if path.is_file()]) == 1


@pytest.mark.parametrize(
    "name",
    [
        "~$SyP_pol_missing_2016-11_v1.xlsx",
        ".~lock.SyP_pol_missing_2016-11_v1.xlsx#",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "SyP_pol_missing.xlsx.tmp",
        "SyP_pol_missing.xlsx.crdownload",
        "SyP_pol_missing.xlsx.part",
        "SyP_pol_missing.xlsx.filepart",
    ],
)
def test_files_of_programs_are_ignored_and_listed(settings: Settings, warehouse: Warehouse, name: str) -> None:
    settings.make_folders()
    (settings.landing / name).write_bytes(b"x")
    (told,) = receive_landing(settings, warehouse)
    assert (told.file_name, told.outcome) == (name, "ignored")
    assert told.reason
    assert (settings.landing / name).exists()


def test_a_file_that_still_grows_is_left_for_the_next_run(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    path = settings.landing / "SyP_pol_missing_2016-11_v1.csv"
    path.write_bytes(b"a,b\n" * 2_000_000)
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"a,b\n")

    growing = threading.Thread(target=grow)
    growing.start()
    try:
        (told,) = receive_landing(settings, warehouse)
    finally:
        stop.set()
        growing.join()
    assert told.outcome == "left"
    assert "changed while it was read" in told.reason
    assert path.exists()
    assert not [kept for kept in settings.archive.rglob("*") if kept.is_file()]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("SyP_pol_missing_2016-11\n_v1.xlsx", r"SyP_pol_missing_2016-11\n_v1.xlsx"),
        ("SyP_pol_missing_2016-11_\u202exslx.exe.xlsx", r"SyP_pol_missing_2016-11_\u202exslx.exe.xlsx"),
        (b"SyP_pol_missing_2016-11_\xff\xfe.xlsx", "SyP_pol_missing_2016-11_\\udcff\\udcfe.xlsx"),
        ("SyP_pol_missing_2016-11_..%2f..%2f.xlsx", "SyP_pol_missing_2016-11_..%2f..%2f.xlsx"),
        ("SyP_pol_missing_2016-11_'; drop table x; --.xlsx", "SyP_pol_missing_2016-11_'; drop table x; --.xlsx"),
        ("SyP_pol_missing_2016-11_".ljust(250, "n") + ".xlsx", "SyP_pol_missing_2016-11_".ljust(250, "n") + ".xlsx"),
    ],
)
def test_a_name_is_data_and_never_a_path(settings: Settings, warehouse: Warehouse, name: bytes | str, shown: str) -> None:
    settings.make_folders()
    path = landed(settings, name)
    (told,) = receive_landing(settings, warehouse)
    assert (told.file_name, told.outcome) == (shown, "received")
    assert archive_path(settings, told.sha256).is_file()
    assert not os.path.lexists(path)
    kept = warehouse.read("select file_name from registry.receipt")["file_name"].to_list()
    assert kept == [shown]


def test_the_same_file_again_is_the_one_received_before(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    content = landed(settings).read_bytes()
    receive_landing(settings, warehouse)
    for name in ("SyP_pol_missing_2016-11_v1.xlsx", "Copy of SyP_pol_missing_2016-11_v1 (2).xlsx"):
        (settings.landing / name).write_bytes(content)
    again = receive_landing(settings, warehouse)
    assert [told.outcome for told in again] == ["already received"] * 2
    assert list(settings.landing.iterdir()) == []
    assert len(warehouse.read("select sha256 from registry.submission")) == 1


def test_hostile_files_are_registered_under_their_rule_and_hold_up_nobody(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    chosen = [case for case in CASES if case.name in SMALL_HOSTILE]
    assert len(chosen) == len(SMALL_HOSTILE)
    for case in chosen:
        case.build(settings.landing / case.name)
    landed(settings)
    found = receive_landing(settings, warehouse)
    assert {told.file_name: told.outcome for told in found} == {
        **dict.fromkeys(SMALL_HOSTILE, "refused"),
        "SyP_pol_missing_2016-11_v1.xlsx": "received",
    }
    registered = warehouse.read("select file_name, rule from registry.submission where status = 'refused'")
    assert dict(registered.itertuples(index=False)) == {case.name: case.rule for case in chosen}
    assert list(settings.landing.iterdir()) == []
    assert all(archive_path(settings, told.sha256).is_file() for told in found)
