"""From landing to accepted rows: nothing disappears without a name, nothing is overwritten, one bad file stops no other."""

import shutil
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sscb_pipeline.ingest.accept import Accepted, accept_waiting
from sscb_pipeline.ingest.receive import Received, receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import standing
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.workbooks import episode, episodes, return_workbook, workbook


def ingest(settings: Settings, warehouse: Warehouse) -> tuple[list[Received], list[Accepted]]:
    return receive_landing(settings, warehouse), accept_waiting(settings, warehouse)


def current_episodes(warehouse: Warehouse) -> int:
    return int(warehouse.rows("select count(*) from current_returns.pol_missing__missing")[0][0])


def test_every_row_is_accepted_refused_or_ignored_by_name(settings: Settings, warehouse: Warehouse) -> None:
    rows = episodes(20)["Missing"]
    rows[4] = episode(5, found_at="rubbish")  # row 8: unreadable date
    rows[6] = episode(7, category=None)  # row 10: needed and blank
    rows[9] = episode(10, reported_at="01/11/2016 05:00", missing_from_at="02/11/2016 05:00")  # row 13: impossible order
    return_workbook(
        settings.landing,
        "pol_missing",
        "2016-11",
        {"Missing": [*rows, {}, {}]},
        titles=["Missing report", ""],
        below=[["Grand Total", 20]],
    )
    _, (accepted,) = ingest(settings, warehouse)
    (balance,) = accepted.sheets
    assert (balance.rows_read, balance.accepted, balance.refused, balance.ignored) == (23, 17, 3, 3)
    refusals = standing.refusals(warehouse)
    assert list(zip(refusals["row"], refusals["column_letter"], refusals["rule"], strict=True)) == [
        (8, "M", "not_a_date"),
        (10, "I", "required"),
        (13, "L", "reported_before_missing"),
    ]
    assert current_episodes(warehouse) == 17


def test_the_database_refuses_a_balance_that_does_not_add_up(warehouse: Warehouse) -> None:
    insert = (
        "insert into registry.submission (sha256, file_name, received_at, status, rule, reason) "
        "values ('a', 'a', now(), 'refused', 'r', 'r') returning submission_id"
    )
    with pytest.raises(IntegrityError, match="nothing_disappears_without_a_name"), warehouse.begin() as connection:
        submission = connection.execute(text(insert)).scalar()
        connection.execute(
            text(
                "insert into registry.sheet (submission_id, sheet, rows_read, accepted, refused, ignored) "
                "values (:id, 's', 214, 209, 4, 0)"
            ),
            {"id": submission},
        )


def test_a_resubmission_is_the_next_version_and_supersedes(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10))
    ingest(settings, warehouse)
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(12), version=2)
    _, (second,) = ingest(settings, warehouse)
    assert second.version == 2
    assert current_episodes(warehouse) == 12
    assert int(warehouse.rows("select count(*) from returns.pol_missing__missing")[0][0]) == 22
    assert list(standing.submissions(warehouse)["status"]) == ["superseded", "accepted"]


def test_the_same_bytes_again_change_nothing(settings: Settings, warehouse: Warehouse) -> None:
    path = return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10))
    copy = settings.data / "kept.xlsx"
    shutil.copy(path, copy)
    ingest(settings, warehouse)
    shutil.copy(copy, settings.landing / "another name.xlsx")
    (again,), accepted = ingest(settings, warehouse)
    assert again.outcome == "already received"
    assert accepted == []
    assert len(standing.submissions(warehouse)) == 1
    assert not list(settings.landing.iterdir())


def test_a_refused_file_may_come_again_under_the_right_name(settings: Settings, warehouse: Warehouse) -> None:
    path = return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10), file_name="Book1.xlsx")
    kept = path.read_bytes()
    (first,), _ = ingest(settings, warehouse)
    assert (first.outcome, "Which month" in first.reason) == ("refused", True)
    path.write_bytes(kept)
    (again,), _ = ingest(settings, warehouse)
    assert (again.outcome, again.reason) == ("refused", first.reason)
    assert len(standing.submissions(warehouse)) == 1, "refused as before: said again, kept once"
    (settings.landing / "SyP_missing-u18_2016-11.xlsx").write_bytes(kept)
    _, (accepted,) = ingest(settings, warehouse)
    assert (accepted.status, accepted.version) == ("accepted", 1)


def test_bad_files_are_refused_with_a_sentence_and_the_others_go_on(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    good = return_workbook(settings.landing, "pol_missing", "2016-11", episodes(30))
    (settings.landing / "SyP_missing-u18_2016-10.xlsx").write_bytes(good.read_bytes()[:3_000])
    (settings.landing / "a empty.xlsx").write_bytes(b"")
    workbook(settings.landing / "rota 2016-11.xlsx", {"S": [["Rota", "Week"], ["A", "B"]]})
    return_workbook(settings.landing, "pol_missing", "2016-12", episodes(29, "2016-11"))
    received, accepted = ingest(settings, warehouse)
    assert sorted(file.outcome for file in received) == ["received", "received", "refused", "refused", "refused"]
    assert all(file.reason.endswith(".") for file in received if file.outcome == "refused")
    assert {(a.month, a.status) for a in accepted} == {("2016-11", "accepted"), ("2016-12", "refused")}
    wrong_month = standing.submissions(warehouse).set_index("month").loc["2016-12"]
    assert "lies in 2016-12" in wrong_month["reason"]
    balances = standing.sheets(warehouse)
    assert (balances["rows_read"] == balances["accepted"] + balances["refused"] + balances["ignored"]).all()
    assert len(list(settings.archive.glob("*/*"))) == 5
    assert not list(settings.landing.iterdir())
    assert not list(settings.spool.iterdir())


def test_too_many_bad_rows_block_the_file_and_leave_the_last_good_one(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10))
    ingest(settings, warehouse)
    rows = [episode(n, risk="enormous") if n % 3 == 0 else episode(n) for n in range(1, 31)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": rows}, version=2)
    _, (second,) = ingest(settings, warehouse)
    assert (second.status, second.version) == ("refused", None)
    assert (second.sheets[0].accepted, second.sheets[0].refused) == (0, 30)
    assert current_episodes(warehouse) == 10


def test_unreadable_optional_words_load_blank_and_are_asked_about(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(
        settings.landing, "pol_missing", "2016-11", {"Missing": [episode(1, gender="purple"), *episodes(9)["Missing"][1:]]}
    )
    ingest(settings, warehouse)
    asked = standing.queries(warehouse)
    assert list(asked["rule"]) == ["not_a_code"]
    assert "purple" not in asked["message"].iloc[0]
    assert warehouse.rows("select gender from returns.pol_missing__missing where source_row = 2")[0][0] is None


def test_rows_alike_in_every_column_count_once(settings: Settings, warehouse: Warehouse) -> None:
    rows = episodes(10)["Missing"]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": [*rows, rows[0], {**rows[1], "risk": "HIGH"}]})
    ingest(settings, warehouse)
    assert list(standing.refusals(warehouse)["rule"]) == ["duplicate_row"]
    assert list(standing.queries(warehouse)["rule"]) == ["same_key_twice"]


def test_dates_that_could_be_american_block_the_file_unless_others_prove_the_order(
    settings: Settings, warehouse: Warehouse
) -> None:
    unclear = [episode(n, dob="05/17/2003" if n == 1 else "04/05/2003") for n in range(1, 11)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": unclear})
    _, (first,) = ingest(settings, warehouse)
    assert first.status == "refused" and "day first or month first" in first.reason
    proven = [episode(n, dob="05/17/2003" if n == 1 else "25/04/2003") for n in range(1, 11)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": proven}, version=2)
    _, (second,) = ingest(settings, warehouse)
    assert second.status == "accepted"
    assert list(standing.refusals(warehouse)["rule"][-1:]) == ["date_order_unclear"]


def test_a_submission_that_cannot_be_written_whole_is_not_written_at_all(settings: Settings, warehouse: Warehouse) -> None:
    """A trigger stands for a database that fails half-way: after it is gone the same file loads as version 1."""
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10))
    receive_landing(settings, warehouse)
    with warehouse.begin() as connection:
        connection.execute(
            text("create function fail() returns trigger language plpgsql as $$ begin raise 'disk full'; end $$")
        )
        connection.execute(
            text("create trigger fail before update on registry.submission for each row execute function fail()")
        )
    with pytest.raises(Exception, match="disk full"):
        accept_waiting(settings, warehouse)
    assert current_episodes(warehouse) == 0
    assert warehouse.rows("select count(*) from registry.sheet")[0][0] == 0
    with warehouse.begin() as connection:
        connection.execute(text("drop trigger fail on registry.submission"))
    (accepted,) = accept_waiting(settings, warehouse)
    assert (accepted.status, accepted.version) == ("accepted", 1)
    assert current_episodes(warehouse) == 10


def test_the_archive_is_private_and_links_are_not_followed(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    outside = workbook(settings.data / "outside.xlsx", {"S": [["a"]]})
    (settings.landing / "link.xlsx").symlink_to(outside)
    (settings.landing / "~$open.xlsx").write_bytes(b"lock")
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(3))
    received, _ = ingest(settings, warehouse)
    assert [(file.file_name, file.outcome) for file in received] == [
        ("SyP_missing-u18_2016-11.xlsx", "received"),
        ("link.xlsx", "left"),
        ("~$open.xlsx", "ignored"),
    ]
    (archived,) = settings.archive.glob("*/*")
    assert archived.stat().st_mode & 0o777 == 0o400
    assert settings.archive.stat().st_mode & 0o077 == 0


def test_an_uninvited_database_error_names_no_address(tmp_path: Path) -> None:
    from sscb_pipeline.errors import WarehouseUnavailable
    from sscb_pipeline.warehouse.server import open_warehouse

    settings = Settings(data=tmp_path, database_url="postgresql://someone:secret@127.0.0.1:9/nowhere")
    with pytest.raises(WarehouseUnavailable) as told:
        open_warehouse(settings)
    assert "secret" not in str(told.value) and "127.0.0.1" not in str(told.value)
    assert not isinstance(told.value.__cause__, psycopg.Error)


def test_two_long_words_that_begin_alike_do_not_stop_the_load(settings: Settings, warehouse: Warehouse) -> None:
    rows = [episode(n) for n in range(1, 12)]
    rows[2]["gender"], rows[3]["gender"] = "very long word " * 20 + "one", "very long word " * 20 + "two"
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": rows})
    _, (accepted,) = ingest(settings, warehouse)
    assert accepted.status == "accepted", accepted.reason
    (word,) = warehouse.rows("select rows, length(word) as length from registry.unknown_word")
    assert tuple(word) == (2, 200)
