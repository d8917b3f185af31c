"""A month of all returns full of canaries, faulty files and exploding bodies; then everything Dagster kept or printed is
searched for them."""

import datetime as dt
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sscb_pipeline.assets.running import run_pipeline
from sscb_pipeline.errors import SscbError
from sscb_pipeline.indicators import rollup
from sscb_pipeline.ingest import accept
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.ingest.reply import write_missing_replies
from sscb_pipeline.reports import maecc
from sscb_pipeline.returns.registry import all_returns, return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import standing
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.assets.loaded import honest_rows
from sscb_pipeline_tests.ingest.written_as import AsSheet, write_as
from sscb_pipeline_tests.returns.made_up import HONEST
from sscb_pipeline_tests.workbooks import episode, return_workbook

WORD = "Zebedee Quillfeather"
NUMBER = "9434765919"


def with_canaries(name: str) -> tuple[str, dict[str, list[dict[str, Any]]], set[str]]:
    """A return's honest rows with canaries for names, its month, and the values to look for."""
    rows, looked_for, month = honest_rows(name), {WORD}, "2016-11"
    for sheet in return_named(name).sheets:
        facts = sheet.facts()
        [row] = rows[facts.name]
        if facts.month_column:
            month = str(HONEST[name, facts.name][facts.month_column])[:7]
        for column in facts.columns.values():
            value = row.get(column.name)
            if value is not None and column.name in ("surname", "forename", "aliases"):
                row[column.name] = value = WORD
            if (column.personal or column.restricted) and isinstance(value, str) and len(value) >= 6:
                looked_for.add(value)
    return month, rows, looked_for


@pytest.fixture
def searched(settings: Settings, warehouse: Warehouse) -> set[str]:
    """Land a month of every return, and the files that go wrong; the values to look for afterwards."""
    settings.make_folders()
    looked_for = {WORD, WORD.split()[1]}
    for declared in all_returns():
        month, rows, values = with_canaries(declared.name)
        return_workbook(settings.landing, declared.name, month, rows)
        looked_for |= values
    bad = [episode(n, "2016-10", surname=WORD) for n in range(1, 21)]
    bad[0]["missing_from_at"] = f"{WORD} 5/11"  # a date that is none: one row refused
    bad[1]["home_postcode"] = WORD
    bad[2]["risk"] = WORD
    return_workbook(settings.landing, "pol_missing", "2016-10", {"Missing": bad})
    worse = [episode(n, "2016-09", surname=WORD, missing_from_at=WORD) for n in range(1, 6)]
    return_workbook(settings.landing, "pol_missing", "2016-09", {"Missing": worse})
    (settings.landing / f"{WORD} minutes.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (settings.landing / f"notes on {WORD}.csv").write_text(f"name\n{WORD}\n")
    _with_names_on_tabs(settings)
    return looked_for | {NUMBER}


def _with_names_on_tabs(settings: Settings) -> None:
    """A workbook nobody knows, one with two tables that could be meant, and one that loads: people on tabs, above columns."""
    table = [list(episode(1)), *(list(episode(n, "2016-08").values()) for n in range(1, 6))]
    headed = [[*table[0], f"{WORD} social worker", NUMBER], *table[1:]]
    folder, stem = settings.landing, "SyP_missing-u18"
    write_as("xlsx", folder / "minutes.xlsx", {WORD: [["Sam", "Alex"]], f"NHS {NUMBER}": AsSheet([["x"]], "hidden")})
    write_as("xlsx", folder / f"{stem}_2016-07.xlsx", {WORD: table, f"NHS {NUMBER}": table})
    write_as("xlsx", folder / f"{stem}_2016-08.xlsx", {WORD: headed, NUMBER: [["a", "b", "c"]] * 4, "Notes": [["Please read"]]})


def everything_kept(settings: Settings) -> Iterator[tuple[str, bytes]]:
    for path in sorted(settings.dagster_home.rglob("*")):
        if path.is_file():
            yield path.name, path.read_bytes()


def leaks(settings: Settings, looked_for: set[str], printed: str) -> list[tuple[str, str]]:
    kept = [*everything_kept(settings), ("printed", printed.encode())]
    return [(place, word) for place, content in kept for word in looked_for if word.encode() in content]


def test_the_search_finds_what_leaks(settings: Settings, tmp_path: Path) -> None:
    settings.make_folders()
    (settings.dagster_home / "event_log.db").write_bytes(f"..{WORD}..".encode())
    assert leaks(settings, {WORD}, f"{WORD}\n") == [("event_log.db", WORD), ("printed", WORD)]


def test_a_month_with_faults_leaks_nothing(
    settings: Settings, warehouse: Warehouse, searched: set[str], capfd: pytest.CaptureFixture[str]
) -> None:
    receive_landing(settings, warehouse)
    outcome = run_pipeline(settings, warehouse)
    statuses = warehouse.read("select status, count(*) as n from registry.submission group by status order by status")
    # The cut-off file, the notes, the minutes, the month of nothing but bad dates and that with two tables are refused.
    assert dict(zip(statuses["status"], statuses["n"], strict=True)) == {"accepted": 21, "refused": 5}
    assert warehouse.read("select count(*) as n from registry.finding where strength = 'refused'")["n"].iloc[0] >= 3
    assert len(outcome.accepted) == 22
    printed = capfd.readouterr()
    assert leaks(settings, searched, printed.out + printed.err) == []
    assert any(b"2016-10" in content for _, content in everything_kept(settings)), "the search looks into the right files"


def test_what_may_be_mailed_or_listed_holds_no_value(settings: Settings, warehouse: Warehouse, searched: set[str]) -> None:
    """A receipt repeats the name its sender gave the file, which is put aside here; nothing else of the sender's."""
    receive_landing(settings, warehouse)
    write_missing_replies(settings, warehouse)
    run_pipeline(settings, warehouse, reports=False)
    names = warehouse.read("select file_name from registry.submission")["file_name"]
    written = standing.replies(warehouse)
    assert (written["kind"] == "receipt").sum() == 26
    assert (written["kind"] == "workbook").sum() >= 2
    findings = warehouse.read("select * from registry.finding").to_csv()
    reasons = warehouse.read("select reason from registry.submission").to_csv()
    sheets = warehouse.read("select * from registry.sheet").to_csv()
    listed = [findings, reasons, sheets, written.drop(columns="file_name").to_csv()]
    for path in (settings.data / path for path in written["path"] if path.endswith(".txt")):
        text = " ".join(path.read_text(encoding="utf-8").split())
        listed.append(functools.reduce(lambda told, name: told.replace(name, ""), names, text))
    assert [word for text in listed for word in searched if word in text] == []


@pytest.mark.parametrize("place", ["accept", "values", "packs"])
def test_an_exploding_body_leaks_nothing(
    settings: Settings,
    warehouse: Warehouse,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    place: str,
) -> None:
    settings.make_folders()
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": [episode(n, surname=WORD) for n in range(1, 6)]})
    receive_landing(settings, warehouse)

    def explode(*_: object, **__: object) -> None:
        import warnings

        print(WORD)
        warnings.warn(WORD, stacklevel=1)
        fault = ValueError(f"cannot insert {WORD} born {dt.date(2003, 5, 17)}")
        fault.add_note(WORD)
        try:
            raise KeyError(WORD)
        except KeyError as cause:
            raise fault from cause

    module, name = {
        "accept": (accept, "accept_waiting"),
        "values": (rollup, "refresh_values"),
        "packs": (maecc, "write_maecc_packs"),
    }[place]
    monkeypatch.setattr(module, name, explode)
    with pytest.raises(SscbError) as failed:
        run_pipeline(settings, warehouse)
    printed = capfd.readouterr()
    looked_for = {WORD, "Quillfeather", "2003-05-17"}
    assert leaks(settings, looked_for, printed.out + printed.err + str(failed.value)) == []
    assert any(b"(ValueError)" in content for _, content in everything_kept(settings)), "the fault itself is told"


def test_nothing_of_a_body_is_pickled_or_logged(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": [episode(1)]})
    receive_landing(settings, warehouse)
    run_pipeline(settings, warehouse)
    kept = {path.relative_to(settings.dagster_home).parts[0] for path in settings.dagster_home.rglob("*") if path.is_file()}
    allowed = {"dagster.yaml", "grid.json", "creating.lock"} | {
        f"{db}.db{end}" for db in ("event_log", "runs", "schedules") for end in ("", "-wal", "-shm")
    }
    assert kept <= allowed
    for path in settings.dagster_home.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path.name
