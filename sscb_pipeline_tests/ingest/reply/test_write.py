"""From a file as sent to what its sender gets back: always a receipt, a workbook where rows need one, and never twice."""

import datetime as dt
import io
import os
import shutil
from pathlib import Path

import pytest
from msoffcrypto import OfficeFile
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import load_workbook
from sqlalchemy import text

from sscb_pipeline.errors import SscbError
from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.grid import unpack_file
from sscb_pipeline.ingest.receive import archive_path, receive_landing
from sscb_pipeline.ingest.reply import missing_replies, sweep, write_missing_replies, write_replies
from sscb_pipeline.ingest.reply.as_sent import rows_as_sent
from sscb_pipeline.ingest.reply.told import told_of
from sscb_pipeline.ingest.workbook import reading
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.replies import findings_of, replies_of
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline.warehouse.standing import replies
from sscb_pipeline_tests.ingest.reply.as_sent import sheets_as_sent
from sscb_pipeline_tests.workbooks import episode, episodes, return_workbook

NAME = "Quillfeather"
AGREED = "agreed-2016"


def load(settings: Settings, warehouse: Warehouse) -> int:
    """Receive and load what lies in landing; the number of the submission that came last. Its replies are as if a crash had
    come before them."""
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    with warehouse.begin() as connection:
        connection.execute(text("delete from registry.reply"))
    shutil.rmtree(settings.replies)
    settings.make_folders()
    found = warehouse.rows("select max(submission_id) as last from registry.submission")
    return int(found[0].last)


def reply_to(settings: Settings, warehouse: Warehouse, submission: int, password: str | None = None) -> list[Path]:
    with reading(settings.limits) as reader:
        sheets = unpack_file(reader.read(archive_path(settings, told_of(warehouse, submission).submission.sha256)))
    return write_replies(settings, warehouse, submission, sheets, password)


def faulty(settings: Settings) -> None:
    """A month of 20 episodes, one of them refused, one asked about; a name stands in every cell that is wrong."""
    rows = [episode(n, surname=NAME) for n in range(1, 21)]
    rows[2]["found_at"] = f"{NAME} 5/11"
    rows[3]["gender"] = NAME
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": [*rows, {}, rows[9]]}, titles=["Title", ""])


def test_rows_to_correct_give_a_workbook_and_a_receipt(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    submission = load(settings, warehouse)
    workbook, receipt = reply_to(settings, warehouse, submission)
    sha = told_of(warehouse, submission).submission.sha256
    assert workbook.parent == settings.replies / "police"
    assert workbook.name == f"pol_missing_2016-11_v1_{sha[:8]}_to-correct.xlsx"
    assert receipt.name == f"pol_missing_2016-11_v1_{sha[:8]}_receipt.txt"
    assert {path.stat().st_mode & 0o777 for path in (workbook, receipt)} == {0o600}
    text = receipt.read_text()
    for words in (
        "LOADED, BUT 2 ROWS OF 22 NOT.",
        "SyP_missing-u18_2016-11.xlsx",
        sha,
        "Surrey Police",
        "November 2016",
        "Missing                                   22          19          2          1",
        "- The headings stand in row 3.",
        "- Row 24 is blank.",
        "1 row, not loaded: The cell cannot be read as a date. [not_a_date]",
        "Where: Missing, column M (Found at), row 6",
        "Questions about what was loaded: 1.",
        workbook.name,
        "NOT PROTECTED",
        "SyP_missing-u18_2016-11_v2.xlsx",
    ):
        assert words in text, words
    assert max(map(len, text.splitlines())) <= 80
    recorded = replies(warehouse)
    assert [*recorded["path"]] == [path.relative_to(settings.data).as_posix() for path in (workbook, receipt)]


def test_nothing_that_may_be_mailed_or_listed_holds_a_cell(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    submission = load(settings, warehouse)
    workbook, receipt = reply_to(settings, warehouse, submission, password=AGREED)
    listed = replies(warehouse).to_csv() + str(findings_of(warehouse, submission)) + str(told_of(warehouse, submission))
    for place in (receipt.read_text(), listed, workbook.read_bytes().decode("latin-1"), str([*settings.replies.rglob("*")])):
        assert NAME not in place
    assert "opens with the password" in receipt.read_text().replace("\n", " ")


def test_a_file_loaded_in_full_has_a_receipt_and_nothing_to_do(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10))
    (receipt,) = reply_to(settings, warehouse, load(settings, warehouse))
    assert "LOADED IN FULL.\n" in receipt.read_text() and "Nothing to do." in receipt.read_text()


def test_a_refused_file_is_told_why_and_what_to_do(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(3), file_name="Book1\n (1).xlsx")
    submission = load(settings, warehouse)
    (receipt,) = write_missing_replies(settings, warehouse)
    sha = told_of(warehouse, submission).submission.sha256
    assert receipt == settings.replies / "police" / f"pol_missing_refused_{sha[:8]}_receipt.txt"
    text = " ".join(receipt.read_text().split())
    assert "NOT LOADED." in text and "Book1\\n (1).xlsx" in text
    assert "Which month is it about?" in text
    assert "month_unclear: Neither the file name" in text
    assert "Put the month into the file name, as 2016-11" in text


def test_questions_about_columns_need_no_workbook_and_name_them_all(settings: Settings, warehouse: Warehouse) -> None:
    path = return_workbook(settings.landing, "pol_missing", "2016-11", episodes(10))
    book = load_workbook(path)
    page = book["Missing"]
    for number, heading in enumerate(("First language", "Officer"), start=page.max_column + 1):
        page.cell(1, number, heading)
        page.cell(2, number, NAME)
    book.save(path)
    (receipt,) = reply_to(settings, warehouse, load(settings, warehouse))
    text = " ".join(receipt.read_text().split())
    assert "LOADED IN FULL, WITH QUESTIONS." in text and NAME not in text
    assert "'First language'" in text and "'Officer'" in text and "[column_unknown] Where: Missing What to do:" in text


def test_the_newest_agreed_password_of_the_agency_protects_it(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    agreed = settings.data / "passwords.toml"
    agreed.write_text(f'health = ["{NAME}"]\npolice = ["{AGREED}", "old"]\n')
    agreed.chmod(0o600)
    load(settings, warehouse)
    workbook, receipt = write_missing_replies(settings, warehouse)
    with workbook.open("rb") as file:
        OfficeFile(file).load_key(password=AGREED, verify_password=True)
    assert "opens with the password" in receipt.read_text().replace("\n", " ")
    agreed.chmod(0o644)
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(9), version=2)
    with pytest.raises(SscbError, match="can be read by other accounts"):
        load(settings, warehouse)


def test_a_file_blocked_for_its_rows_has_them_listed(settings: Settings, warehouse: Warehouse) -> None:
    rows = [episode(n, risk="enormous") if n % 3 == 0 else episode(n) for n in range(1, 31)]
    return_workbook(settings.landing, "pol_missing", "2016-11", {"Missing": rows})
    workbook, receipt = reply_to(settings, warehouse, load(settings, warehouse))
    text = receipt.read_text()
    assert "_refused_" in workbook.name
    assert "NOT LOADED." in text and "10 rows, not loaded" in text
    assert "Name it SyP_missing-u18_2016-11.xlsx." in text


def test_the_same_bytes_refused_under_two_names_have_two_receipts(settings: Settings, warehouse: Warehouse) -> None:
    path = return_workbook(settings.landing, "pol_missing", "2016-11", episodes(3), file_name="Book1.xlsx")
    shutil.copy(path, settings.data / "kept")
    load(settings, warehouse)
    shutil.copy(settings.data / "kept", settings.landing / "Book2.xlsx")
    load(settings, warehouse)
    first, second = write_missing_replies(settings, warehouse)
    assert first != second and "Book1" in first.read_text() and "Book2" in second.read_text()


def test_called_again_it_changes_nothing(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    submission = load(settings, warehouse)
    paths = reply_to(settings, warehouse, submission)
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]
    assert sorted(reply_to(settings, warehouse, submission)) == sorted(paths)
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == before
    assert missing_replies(settings, warehouse) == []


def test_what_waits_to_be_loaded_has_no_receipt_yet(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing, "pol_missing", "2016-11", episodes(3))
    receive_landing(settings, warehouse)
    assert missing_replies(settings, warehouse) == []
    with pytest.raises(SscbError, match="not loaded yet"):
        write_replies(settings, warehouse, 1, [], None)


def test_a_reply_that_cannot_be_written_is_written_later_and_the_load_stands(settings: Settings, warehouse: Warehouse) -> None:
    """A file in the way of the agency's folder stands for a disk that does not take it."""
    faulty(settings)
    submission = load(settings, warehouse)
    in_the_way = settings.replies / "police"
    in_the_way.write_bytes(b"")
    with pytest.raises(SscbError, match=r"pol_missing 2016-11 could not be written .*stands.*the next run writes it"):
        reply_to(settings, warehouse, submission)
    assert warehouse.rows("select count(*) from current_returns.pol_missing__missing")[0][0] == 19
    assert missing_replies(settings, warehouse) == [submission]
    in_the_way.unlink()
    assert len(write_missing_replies(settings, warehouse)) == 2
    assert missing_replies(settings, warehouse) == []


def test_rows_read_again_from_the_archive_are_those_handed_over(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    submission = load(settings, warehouse)
    told = told_of(warehouse, submission)
    with reading(settings.limits) as reader:
        again = rows_as_sent(told, unpack_file(reader.read(archive_path(settings, told.submission.sha256))))
    handed = sheets_as_sent(settings, warehouse, submission)
    assert [(s.name, s.headings, s.rows) for s in again] == [(s.name, s.headings, s.rows) for s in handed]
    assert set(again[0].rows) == {6, 7, 25}


def test_a_text_table_has_its_rows_shown_too(settings: Settings, warehouse: Warehouse) -> None:
    settings.make_folders()
    rows = [episode(n, found_at="soon" if n == 3 else None) for n in range(1, 21)]
    columns = return_named("pol_missing").sheets[0].facts().columns
    lines = [[c.heading for c in columns.values()], *([str(row.get(name) or "") for name in columns] for row in rows)]
    text = "\n".join(";".join(line) for line in lines)
    (settings.landing / "SyP_missing-u18_2016-11.csv").write_text(text, encoding="utf-8")
    load(settings, warehouse)
    workbook, _ = write_missing_replies(settings, warehouse)
    page = load_workbook(workbook).worksheets[1]
    assert [cell.value for cell in page["A"]] == ["Row", 4]
    assert "soon" in [cell.value for cell in page[2]]


def test_a_protected_file_has_its_rows_shown_in_a_protected_one(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    (path,) = settings.landing.iterdir()
    plain, protected = io.BytesIO(path.read_bytes()), io.BytesIO()
    OOXMLFile(plain).encrypt(AGREED, protected)
    path.write_bytes(protected.getvalue())
    agreed = settings.data / "passwords.toml"
    agreed.write_text(f'police = ["newer", "{AGREED}"]\n')
    agreed.chmod(0o600)
    submission = load(settings, warehouse)
    workbook, _ = write_missing_replies(settings, warehouse)
    with workbook.open("rb") as file:
        OfficeFile(file).load_key(password="newer", verify_password=True)  # noqa: S106
    assert told_of(warehouse, submission).rows_to_correct == {"Missing": {6, 7, 25}}


def test_a_file_that_cannot_be_read_again_still_has_a_receipt_that_says_so(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    load(settings, warehouse)
    (archived,) = settings.archive.glob("*/*")
    archived.chmod(0o600)
    archived.write_bytes(b"")
    (receipt,) = write_missing_replies(settings, warehouse)
    assert "A workbook of the rows could not be made" in receipt.read_text()


def test_a_disk_that_fills_up_leaves_nothing_half_written(
    settings: Settings, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(settings)
    submission = load(settings, warehouse)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(SscbError, match="could not be written"):
            reply_to(settings, warehouse, submission)
    assert [path for path in settings.replies.rglob("*") if path.is_file()] == []
    assert replies_of(warehouse, submission) == ()


def test_replies_are_kept_thirty_days(settings: Settings, warehouse: Warehouse) -> None:
    faulty(settings)
    workbook, receipt = reply_to(settings, warehouse, load(settings, warehouse))
    half = workbook.with_name(".being-written-x")
    half.write_bytes(b"")
    now = dt.datetime(2017, 1, 10, tzinfo=dt.UTC)
    for path, days in ((workbook, 31), (receipt, 29), (half, 2)):
        os.utime(path, (now.timestamp() - days * 86_400,) * 2)
    assert sweep(settings, now) == 2
    assert [path.name for path in settings.replies.glob("*/*")] == [receipt.name]
    assert missing_replies(settings, warehouse) == [], "what was swept was told once"
