"""Annex A from the workbook an authority sends to the figures counted from it."""

import datetime as dt
from pathlib import Path

import pytest

from sscb_pipeline.ingest.accept import Accepted, accept_waiting
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.annex_a_workbook import rows_of, write_annex_a
from sscb_pipeline_tests.indicators.worked_example import build, row, value

CHILD, DAY, SOURCE = "Child Unique ID", "Date of Contact", "Contact Source"
NOVEMBER = "SCC_annex-a_2016-11.xlsx"


@pytest.fixture
def landing(settings: Settings) -> Path:
    settings.make_folders()
    return settings.landing


def accepted(settings: Settings, warehouse: Warehouse) -> Accepted:
    (received,) = receive_landing(settings, warehouse)
    assert received.return_name == "cs_annex_a", received.reason
    (found,) = accept_waiting(settings, warehouse)
    assert found.status == "accepted", found.reason
    return found


def balance(found: Accepted) -> dict[str, tuple[int, int, int, int]]:
    return {s.table_name or s.sheet: (s.rows_read, s.accepted, s.refused, s.ignored) for s in found.sheets}


@pytest.mark.parametrize(
    ("name", "ssd", "list_9_columns", "titles"),
    [
        (NOVEMBER, False, 17, ()),
        (NOVEMBER, False, 13, ("Annex A: child-level data", "")),
        ("Annex A Nov 2016 FINAL v2.xlsx", True, 17, ()),
        ("Copy of Book1.xlsx", True, 13, ("Data as at 30/11/2016",)),
    ],
)
def test_every_shape_it_comes_in_loads_whole(
    landing: Path, settings: Settings, warehouse: Warehouse, name: str, ssd: bool, list_9_columns: int, titles: tuple[str, ...]
) -> None:
    write_annex_a(landing / name, 600, ssd=ssd, list_9_columns=list_9_columns, titles=titles)
    found = accepted(settings, warehouse)
    assert found.month == "2016-11"
    rows, told = rows_of(600), balance(found)
    kept = {f"cs_annex_a__list_{number}": (rows[number], rows[number], 0, 0) for number in range(1, 10)}
    assert {table: told.pop(table) for table in kept} == kept
    # Lists 10 and 11 are told and not kept: every row of theirs is ignored.
    assert len(told) == 2
    assert all(read == ignored >= rows[10] and (good, bad) == (0, 0) for read, good, bad, ignored in told.values())
    held = warehouse.read("select table_name from information_schema.tables where table_schema = 'returns'")["table_name"]
    assert not held[held.str.endswith(("list_10", "list_11"))].any()


def test_the_made_up_workbook_is_honest(landing: Path, settings: Settings, warehouse: Warehouse) -> None:
    """The made-up workbook is honest: no row of it is refused or asked about, so that what is refused elsewhere is meant."""
    write_annex_a(landing / NOVEMBER, 600, lists=range(1, 10))
    accepted(settings, warehouse)
    asked = warehouse.read(
        "select rule, count(*) as n from registry.finding where strength in ('refused', 'query', 'warn') group by rule")
    assert dict(zip(asked["rule"], asked["n"], strict=True)) == {}


def test_cells_as_systems_write_them(landing: Path, settings: Settings, warehouse: Warehouse) -> None:
    contacts = [
        {CHILD: "0000042", DAY: "07/11/2016", SOURCE: "‘POLICE’.", "Age of Child (Years)": "-", "Date of Birth": "01/01/1900"},
        {CHILD: "0000043", DAY: dt.datetime(2016, 11, 8), SOURCE: "Councillor"},
        {CHILD: "0000044", DAY: "2016-11-09", SOURCE: "-", "Ethnicity": "nan"},
        {CHILD: "", DAY: "10/11/2016"},
        {CHILD: "0000045", DAY: "01/01/1900"},
        *({CHILD: f"00001{n:02d}"} for n in range(30)),
    ]
    write_annex_a(landing / NOVEMBER, 0, lists=[1], given={1: contacts})
    found = accepted(settings, warehouse)
    assert balance(found) == {"cs_annex_a__list_1": (35, 33, 2, 0)}
    rows = warehouse.read("select * from returns.cs_annex_a__list_1 order by source_row limit 3").astype(object)
    assert list(rows["person_id"]) == ["0000042", "0000043", "0000044"]
    assert list(rows["contact_source"].where(rows["contact_source"].notna(), None)) == ["6", None, None]
    assert rows["dob"].isna().tolist() == [True, False, False]
    told = warehouse.read(
        "select row, column_name, strength, rule from registry.finding where row is not null and strength <> 'ignored'"
    )
    said = set(told.itertuples(index=False, name=None))
    assert (3, "contact_source", "query", "code_ambiguous") in said
    assert not [row for row, column, *_ in said if (row, column) == (4, "contact_source")]  # a dash says nothing
    assert (5, "person_id", "refused", "required") in said
    assert (6, "contact_date", "refused", "required") in said  # 01/01/1900 is no day


def test_a_list_that_is_absent_stands_in_for_nothing(landing: Path, settings: Settings, warehouse: Warehouse) -> None:
    write_annex_a(landing / NOVEMBER, 300, lists=(1, 6, 7, 10))
    found = accepted(settings, warehouse)
    assert set(balance(found)) == {"cs_annex_a__list_1", "cs_annex_a__list_6", "cs_annex_a__list_7", "List 10"}
    fed = warehouse.read("select return_name from registry.received_through order by 1")
    assert list(fed["return_name"]) == ["cs_cin_cpp"]  # contacts need list 3 too
    told = warehouse.read("select message from registry.finding where rule = 'sheet_absent' order by finding_id")["message"]
    assert len(told) == 6
    assert "The workbook has no List_3, so the file does not stand in for cs_contacts_referrals." in list(told)
    assert "The workbook has no List_9." in list(told)


def test_figures_are_counted_from_it(landing: Path, settings: Settings, warehouse: Warehouse) -> None:
    day = dt.datetime(2016, 11, 14)
    write_annex_a(
        landing / NOVEMBER,
        0,
        lists=(1, 3, 6, 7, 8),
        given={
            1: [
                {CHILD: "0001", DAY: day, SOURCE: "q) 6: Police"},
                {CHILD: "0001", DAY: day, SOURCE: "e) 2A: Schools"},
                {CHILD: "0002", DAY: dt.datetime(2016, 10, 3), SOURCE: "q) 6: Police"},
            ],
            3: [{CHILD: "0001", "Date of referral": day, "Referral Source": "q) 6: Police"}],
            6: [{CHILD: "0001", "CIN Start Date": day}],
            7: [
                {CHILD: "0001", "Child Protection Plan Start Date": day, "Date of latest review conference": None,
                 "Date of the Last Statutory Visit": None, "Child Protection Plan End Date": None},
                {CHILD: "0002", "Child Protection Plan End Date": dt.datetime(2016, 11, 2)},
            ],
            8: [{CHILD: "0003", "Date Ceased to be Looked After": None, "Reason Ceased to be Looked After": None}],
        },
    )  # fmt: skip
    accepted(settings, warehouse)
    build(warehouse, "EH01", "REF01", "CP04", "LAC01", "EH03")
    assert value(warehouse, "EH01", "2016-11") == 2
    assert value(warehouse, "EH01", "2016-11", breakdown="source_group", of="POLICE") == 1
    assert [value(warehouse, figure, "2016-11") for figure in ("REF01", "CP04", "LAC01")] == [1, 1, 1]
    decided = row(warehouse, "EH03", "2016-11")  # Annex A tells no decisions
    assert decided
    assert (decided["status"], decided["awaiting"]) == ("awaiting", "cs_contacts_referrals 2016-11")
