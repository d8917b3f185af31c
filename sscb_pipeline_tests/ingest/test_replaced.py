"""Versions of a month: which file counts, what a correction leaves out, how an earlier one comes back."""

import os
import shutil
from pathlib import Path

from sscb_pipeline.ingest.accept import Accepted, accept_waiting
from sscb_pipeline.ingest.receive import Received, receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.ingest.written_protected import protect
from sscb_pipeline_tests.workbooks import episode, return_workbook

NAME = "SyP_missing-u18_2016-11"


def send(settings: Settings, warehouse: Warehouse, numbers: range, name: str) -> tuple[list[Received], list[Accepted]]:
    """A file of these episodes under this name, received and loaded."""
    put(settings, numbers, name)
    return receive_landing(settings, warehouse), accept_waiting(settings, warehouse)


def put(settings: Settings, numbers: range, name: str) -> Path:
    settings.make_folders()
    return return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": [episode(n) for n in numbers]},
                           file_name=f"{name}.xlsx")


def current(warehouse: Warehouse) -> int:
    return int(warehouse.rows("select count(*) from current_returns.pol_missing__missing")[0][0])


def asked(warehouse: Warehouse, rule: str) -> list[str]:
    return [row.message for row in warehouse.rows("select message from registry.finding where rule = :rule", rule=rule)]


def test_rows_a_correction_leaves_out_are_asked_about(settings: Settings, warehouse: Warehouse) -> None:
    send(settings, warehouse, range(1, 31), NAME)
    _, (second,) = send(settings, warehouse, range(2, 32), f"{NAME}_v2")
    assert (second.status, second.version) == ("accepted", 2)
    [message] = asked(warehouse, "rows_gone")
    assert "1 of the 30 rows of version 1 are not in this file" in message
    send(settings, warehouse, range(2, 40), f"{NAME}_v3")
    assert len(asked(warehouse, "rows_gone")) == 1, "a version that only adds rows raises no question"


def test_a_second_part_does_not_replace_the_first_unasked(settings: Settings, warehouse: Warehouse) -> None:
    put(settings, range(1, 16), f"{NAME} part 1")
    put(settings, range(16, 31), f"{NAME} part 2")
    receive_landing(settings, warehouse)
    first, second = accept_waiting(settings, warehouse)
    assert (first.status, second.status) == ("accepted", "refused")
    assert "15 rows; 0 of them are in this file" in second.reason and "another part" in second.reason
    assert current(warehouse) == 15
    # Under the name of the next version the same rows stand: the sender has said what they are.
    _, (third,) = send(settings, warehouse, range(16, 31), f"{NAME}_v2")
    assert (third.status, third.version, current(warehouse)) == ("accepted", 2, 15)


def test_a_correction_counts_whatever_its_name_sorts_like(settings: Settings, warehouse: Warehouse) -> None:
    original = put(settings, range(1, 26), NAME)
    corrected = put(settings, range(1, 31), f"{NAME} corrected")
    os.utime(original, (1_480_000_000, 1_480_000_000))
    os.utime(corrected, (1_480_086_400, 1_480_086_400))
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    assert current(warehouse) == 30
    newer = put(settings, range(1, 33), f"{NAME}_v4")
    older = put(settings, range(1, 32), f"{NAME}_v3")
    os.utime(newer, (1_480_000_000, 1_480_000_000))  # copied without care for times: the name's version counts
    os.utime(older, (1_480_086_400, 1_480_086_400))
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    assert current(warehouse) == 32


def test_a_replaced_file_comes_back_when_its_name_says_so(settings: Settings, warehouse: Warehouse) -> None:
    first = put(settings, range(1, 31), NAME).read_bytes()
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    send(settings, warehouse, range(1, 21), f"{NAME}_v2")
    (settings.landing / f"{NAME}.xlsx").write_bytes(first)
    [again] = receive_landing(settings, warehouse)
    assert again.outcome == "already received" and "_v3" in again.reason
    assert current(warehouse) == 20, "a file of long ago put into landing by mistake brings nothing back"
    (settings.landing / f"{NAME}_v3.xlsx").write_bytes(first)
    receive_landing(settings, warehouse)
    [third] = accept_waiting(settings, warehouse)
    assert (third.status, third.version, current(warehouse)) == ("accepted", 3, 30)


def test_what_was_refused_is_judged_anew_when_its_cause_is_gone(settings: Settings, warehouse: Warehouse) -> None:
    path = protect(put(settings, range(1, 11), NAME), "agreed-2016")
    kept = shutil.copy(path, settings.data / "kept.xlsx")
    [refused] = receive_landing(settings, warehouse)
    assert (refused.outcome, refused.month) == ("refused", "2016-11")
    passwords = settings.data / "passwords.toml"
    passwords.write_text('police = ["agreed-2016"]\n', encoding="utf-8")
    passwords.chmod(0o600)
    shutil.copy(kept, settings.landing / f"{NAME}.xlsx")
    [opened] = receive_landing(settings, warehouse)
    assert opened.outcome == "received", opened.reason
    assert accept_waiting(settings, warehouse)[0].status == "accepted"
