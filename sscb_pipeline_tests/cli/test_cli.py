"""The command line as a person meets it: a process, its exit code, what it prints and what it never prints."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.workbooks import episode, episodes, return_workbook


def sscb(settings: Settings, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own, on these settings."""
    run = [sys.executable, "-m", "sscb_pipeline", "--data", str(settings.data), *words]
    given = {**os.environ, "SSCB_DATABASE_URL": settings.database_url or "", **environment}
    return subprocess.run(run, check=False, capture_output=True, text=True, env=given, timeout=240)  # noqa: S603


def test_a_month_from_landing_to_figures(settings: Settings) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(30))
    ran = sscb(settings, "run", "--json")
    assert ran.returncode == 0, ran.stderr
    (file,) = json.loads(ran.stdout)
    assert (file["outcome"], file["return"], file["month"], file["version"]) == ("accepted", "pol_missing", "2016-11", 1)
    assert (file["rows_read"], file["accepted"], file["refused"], file["ignored"]) == (30, 30, 0, 0)

    pulled = sscb(settings, "pull", "indicators", "--indicator", "MIS01", "--area", "Surrey", "--format", "json")
    month = next(row for row in json.loads(pulled.stdout)
                 if (row["period_type"], row["breakdown"]) == ("month", "all") and row["period_start"] == "2016-11-01")
    assert (month["numerator"], month["status"]) == (30, "final")

    awaited = json.loads(sscb(settings, "pull", "indicators", "--indicator", "CP04", "--format", "json").stdout)
    assert {(row["status"], row["numerator"], row["value"]) for row in awaited} == {("awaiting", None, None)}

    status = json.loads(sscb(settings, "status", "--month", "2016-11", "--json").stdout)
    assert {row["return"]: row["state"] for row in status}["pol_missing"] == "received late"
    assert {row["return"]: row["state"] for row in status}["cs_cin_cpp"] == "late"

    explained = json.loads(sscb(settings, "explain", "MIS01", "--period", "2016-11", "--json").stdout)
    assert len(explained["rows"]) == 30
    assert {row["file_name"] for row in explained["rows"]} == {"SyP_missing-u18_2016-11.xlsx"}


def test_what_was_known_before_a_correction_can_be_had_again(settings: Settings) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(5))
    assert sscb(settings, "run").returncode == 0
    headline = ("pull", "indicators", "--indicator", "MIS01", "--area", "Surrey")
    first = sscb(settings, *headline).stdout
    readings = ("pull", "readings", *headline[2:], "--format", "json")
    first_read = sscb(settings, *readings).stdout
    published = sscb(settings, "report", "annual", "--year", "2016-17", "--publish")
    assert published.returncode == 0 and "annual-report_2016-17_1" in published.stderr
    [as_at] = {row["as_at"] for row in json.loads(sscb(settings, "pull", "publications", "--format", "json").stdout)}
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(7), version=2)
    assert sscb(settings, "run").returncode == 0
    assert sscb(settings, *headline).stdout != first
    assert sscb(settings, *headline, "--as-at", as_at).stdout == first
    assert sscb(settings, *readings, "--as-at", as_at).stdout == first_read
    assert [row["value"] for row in json.loads(first_read)] == [5]
    assert [row["value"] for row in json.loads(sscb(settings, *readings).stdout)] == [7]
    again = sscb(settings, "reproduce", "annual-report_2016-17_1")
    assert (again.returncode, again.stdout) == (0, "same: annual-report-tables-2016-17.xlsx\n"), again.stderr
    changes = sscb(settings, "pull", "restated", *headline[2:], "--format", "json").stdout
    [month] = [row for row in json.loads(changes) if (row["period_type"], row["breakdown"]) == ("month", "all")]
    assert (month["numerator_before"], month["numerator"], month["changed_by"]) == (5, 7, "SyP_missing-u18_2016-11_v2.xlsx")


def test_refused_files_and_rows_give_exit_code_3_and_never_a_value(settings: Settings) -> None:
    settings.make_folders()
    rows = [episode(n, surname="Zebulonsson", found_at="Zebulonsday" if n == 3 else None) for n in range(1, 21)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": rows})
    (settings.landing / "SyP_missing-u18_2016-10.xlsx").write_bytes(b"PK\x03\x04 not really")
    ran = sscb(settings, "run")
    assert ran.returncode == 3
    assert "damaged" in ran.stderr
    refusals = sscb(settings, "pull", "refusals")
    assert "not_a_date" in refusals.stdout
    assert "Zebulon" not in ran.stdout + ran.stderr + refusals.stdout + refusals.stderr


def test_what_goes_back_to_the_senders_is_told_and_listed(settings: Settings) -> None:
    settings.make_folders()
    rows = [episode(n, found_at="no day" if n == 3 else None) for n in range(1, 21)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": rows})
    (settings.landing / "SyP_missing-u18_2016-10.xlsx").write_bytes(b"PK\x03\x04 not really")
    ran = sscb(settings, "run")
    assert f"2 receipts and 1 workbook of rows to correct for the senders: {settings.replies}" in ran.stderr
    status = json.loads(sscb(settings, "status", "--month", "2016-11", "--json").stdout)
    replies = {row["return"]: row["reply"] for row in status}
    receipt, workbook = replies["pol_missing"].split()
    assert receipt.endswith("_receipt.txt") and workbook.endswith("_to-correct.xlsx")
    assert (settings.data / receipt).is_file() and replies["cs_lac"] == ""
    pulled = json.loads(sscb(settings, "pull", "replies", "--format", "json").stdout)
    assert [(row["return"], row["month"], row["status"], row["kind"]) for row in pulled] == [
        ("pol_missing", "2016-10", "refused", "receipt"),
        ("pol_missing", "2016-11", "accepted", "workbook"),
        ("pol_missing", "2016-11", "accepted", "receipt"),
    ]
    for_a_person = sscb(settings, "status", "--month", "2016-11")
    assert f"  {receipt}\n  {workbook}\n" in for_a_person.stderr
    (settings.data / receipt).unlink()
    status = json.loads(sscb(settings, "status", "--month", "2016-11", "--json").stdout)
    assert next(row["reply"] for row in status if row["return"] == "pol_missing") == workbook
    assert "for the senders" not in sscb(settings, "run").stderr, "nothing new, nothing written"


def test_replies_that_cannot_be_written_are_told_and_fail_nothing(settings: Settings) -> None:
    settings.make_folders()
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10))
    (settings.replies / "police").write_bytes(b"")
    ran = sscb(settings, "run")
    assert ran.returncode == 0
    assert "1 receipt missing. The reply about pol_missing 2016-11 could not be written" in ran.stderr
    (settings.replies / "police").unlink()
    assert "1 receipt for the senders" in sscb(settings, "run").stderr


def test_what_an_earlier_run_left_waiting_is_loaded_and_told(settings: Settings, warehouse: Warehouse) -> None:
    """As after a crash between receiving and loading: the next run loads it, and its refused rows count."""
    rows = [episode(n, found_at="no day" if n == 3 else None) for n in range(1, 21)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": rows})
    receive_landing(settings, warehouse)
    ran = sscb(settings, "run", "--json")
    assert ran.returncode == 3
    (file,) = json.loads(ran.stdout)
    assert (file["file_name"], file["accepted"], file["refused"]) == ("SyP_missing-u18_2016-11.xlsx", 19, 1)


def test_two_runs_at_once_load_everything_once(settings: Settings, warehouse: Warehouse) -> None:
    for month in ("2016-10", "2016-11", "2016-12"):
        return_workbook(settings.landing, "pol_missing", month, episodes(20, month))
    with ThreadPoolExecutor(2) as both:
        ran = [each.result() for each in [both.submit(sscb, settings, "run") for _ in range(2)]]
    assert [each.returncode for each in ran] == [0, 0], [each.stderr for each in ran]
    found = warehouse.rows(
        "select count(*), count(distinct misper_ref || reporting_month) from current_returns.pol_missing__missing"
    )
    assert tuple(found[0]) == (60, 60)
    assert {tuple(row) for row in warehouse.rows("select month, version from registry.submission")} == {
        ("2016-10", 1), ("2016-11", 1), ("2016-12", 1)}


@pytest.mark.parametrize("words", [
    ("run", "--mnth", "2017-03"), ("frobnicate",), ("pull", "children"), ("pull", "indicators", "--indicator", "XX99"),
    ("pull", "indicators", "--year", "2016"), ("template", "cs_nothing", "--out", "x.xlsx"), ("pull", "sheets", "--area", "NE"),
    ("pull", "indicators", "--format", "parquet"), ("status", "--month", "2017-3"),
])
def test_wrong_usage_is_exit_code_2_and_one_sentence(settings: Settings, words: tuple[str, ...]) -> None:
    ran = sscb(settings, *words)
    assert ran.returncode == 2
    assert ran.stderr.startswith("sscb: ") and "Traceback" not in ran.stderr


@pytest.mark.parametrize(("words", "environment", "says"), [
    (("status",), {"SSCB_DATABASE_URL": "postgresql://somebody:hush@127.0.0.1:9/none"}, "cannot be reached"),
    (("status",), {"SSCB_DATABASE_URL": "not an address"}, "not a database address"),
    (("run", "--landing", "/nowhere/at/all"), {}, "no landing folder"),
])
def test_a_failure_is_exit_code_1_and_one_sentence(
    settings: Settings, words: tuple[str, ...], environment: dict[str, str], says: str
) -> None:
    ran = sscb(settings, *words, **environment)
    assert ran.returncode == 1
    assert says in ran.stderr
    assert "Traceback" not in ran.stderr and "hush" not in ran.stderr


def test_an_unwritable_data_folder_is_said(settings: Settings, tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("not a folder")
    ran = sscb(Settings(data=in_the_way / "data", database_url=settings.database_url), "status")
    assert ran.returncode == 1
    assert "cannot be written" in ran.stderr and "Traceback" not in ran.stderr


def test_the_blank_template_is_recognised_once_it_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.make_folders()
    assert sscb(settings, "template", "cs_lac", "--out", str(settings.landing / "SCC_lac_2016-11.xlsx")).returncode == 0
    (file,) = json.loads(sscb(settings, "run", "--json").stdout)
    assert (file["outcome"], file["return"], file["accepted"], file["refused"]) == ("accepted", "cs_lac", 0, 0)
    assert file["rows_read"] == file["ignored"]  # its notes and code lists are no data


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet", "json"])
def test_every_format_is_written(settings: Settings, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{kind}"
    assert sscb(settings, "pull", "submissions", "--format", kind, "--out", str(out)).returncode == 0
    assert out.stat().st_size > 0
    assert out.stat().st_mode & 0o077 == 0
