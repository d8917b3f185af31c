"""Sheets are loaded while the next ones are read: all of a file stands in the end, or nothing of it."""

import pytest
from openpyxl import load_workbook
from psycopg.errors import CheckViolation
from sqlalchemy import text

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.registry import waiting
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.returns.made_up import HONEST
from sscb_pipeline_tests.workbooks import return_workbook

RETURN = "cs_contacts_referrals"
CONTACTS = {
    "Contacts": [{**HONEST[RETURN, "Contacts"], "contact_id": f"C{number}"} for number in range(5)],
    "Referrals": [{**HONEST[RETURN, "Referrals"], "referral_id": f"R{number}"} for number in range(5)],
}


def loaded(warehouse: Warehouse) -> dict[str, int]:
    """Rows that stand in the tables loading writes to."""
    tables = ("returns.cs_contacts_referrals__contacts", "returns.cs_contacts_referrals__referrals", "registry.code_seen")
    return {name.rpartition("__")[2]: warehouse.rows(f"select count(*) from {name}")[0][0] for name in tables}  # noqa: S608


def test_what_blocks_the_last_sheet_takes_back_the_first(settings: Settings, warehouse: Warehouse) -> None:
    path = return_workbook(settings.landing, RETURN, "2016-11", CONTACTS)
    book = load_workbook(path)
    book["Referrals"].merge_cells("A3:A5")
    book.save(path)
    receive_landing(settings, warehouse)
    (outcome,) = accept_waiting(settings, warehouse)
    assert outcome.status == "refused"
    assert [(sheet.sheet, sheet.rows_read, sheet.accepted, sheet.refused) for sheet in outcome.sheets] == [
        ("Contacts", 5, 0, 5),
        ("Referrals", 5, 0, 5),
    ]
    assert set(loaded(warehouse).values()) == {0}


def test_what_the_database_refuses_is_raised_and_the_file_waits(settings: Settings, warehouse: Warehouse) -> None:
    return_workbook(settings.landing, RETURN, "2016-11", CONTACTS)
    receive_landing(settings, warehouse)
    table = "returns.cs_contacts_referrals__referrals"
    with warehouse.begin() as connection:
        connection.execute(text(f"alter table {table} add constraint no_more check (false)"))
    with pytest.raises(CheckViolation):
        accept_waiting(settings, warehouse)
    assert set(loaded(warehouse).values()) == {0}
    assert len(waiting(warehouse)) == 1
    with warehouse.begin() as connection:
        connection.execute(text(f"alter table {table} drop constraint no_more"))
    (outcome,) = accept_waiting(settings, warehouse)
    assert outcome.status == "accepted"
    assert (loaded(warehouse)["contacts"], loaded(warehouse)["referrals"]) == (5, 5)
