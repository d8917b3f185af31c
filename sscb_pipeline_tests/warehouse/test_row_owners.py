# ruff: noqa: S608  names of tables, never data
"""No row without its sheet, no sheet gone from under its rows: the database says so, whoever writes."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from sscb_pipeline.warehouse.row_owners import guard_rows
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.indicators.worked_example import given

ROWS = "returns.pol_missing__missing"
ANOTHER_ROW = f"insert into {ROWS} select * from changed"


@pytest.fixture
def episodes(warehouse: Warehouse) -> None:
    """Two months' files with one episode each."""
    for month in ("2016-10", "2016-11"):
        given(warehouse, "pol_missing", month, {"Missing": [{"misper_ref": month}]})


def write(warehouse: Warehouse, *statements: str) -> None:
    with warehouse.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def changed(change: str) -> str:
    """A row like those that are there, but for this."""
    copy = f"create temp table changed on commit drop as select * from {ROWS} limit 1"
    return f"{copy}; update changed set source_row = 9, {change}"


@pytest.mark.usefixtures("episodes")
@pytest.mark.parametrize(
    "statements",
    [
        (changed("sheet_id = 999"), ANOTHER_ROW),  # a sheet that is not there
        (changed("submission_id = 999"), ANOTHER_ROW),  # a submission that is not there
        (changed(f"submission_id = (select max(submission_id) from {ROWS})"), ANOTHER_ROW),  # the sheet is another's
        (f"update {ROWS} set sheet_id = 999 where submission_id = (select min(submission_id) from {ROWS})",),
        ("update registry.sheet set table_name = 'pol_cse_crime__disruption'",),
        (f"delete from registry.sheet where sheet_id = (select min(sheet_id) from {ROWS})",),
    ],
)
def test_rows_and_their_sheet_stay_together(warehouse: Warehouse, statements: tuple[str, ...]) -> None:
    with pytest.raises(IntegrityError, match=r"without a sheet that is theirs|a sheet with rows in \w+ stays as it is"):
        write(warehouse, *statements)


@pytest.mark.usefixtures("episodes")
def test_a_row_of_a_sheet_of_another_table_is_refused(warehouse: Warehouse) -> None:
    """The sheet is there and the submission's, but it is told to be loaded elsewhere."""
    write(
        warehouse,
        "insert into registry.sheet (submission_id, sheet, table_name, rows_read, accepted, refused, ignored) "
        "select max(submission_id), 'Disruption', 'pol_cse_crime__disruption', 0, 0, 0, 0 from registry.submission",
    )
    elsewhere = changed(
        f"submission_id = (select max(submission_id) from {ROWS}), sheet_id = (select max(sheet_id) from registry.sheet)"
    )
    with pytest.raises(IntegrityError, match="without a sheet that is theirs"):
        write(warehouse, elsewhere, ANOTHER_ROW)


@pytest.mark.usefixtures("episodes")
def test_a_table_with_foreign_keys_has_them_no_more_and_is_guarded_all_the_same(warehouse: Warehouse) -> None:
    """A warehouse made before opens as one made now."""
    write(
        warehouse,
        f"drop trigger inserted_rows_have_a_sheet on {ROWS}",
        f"alter table {ROWS} add foreign key (submission_id) references registry.submission",
    )
    with warehouse.begin() as connection:
        guard_rows(connection)
    keys = warehouse.rows(f"select count(*) from pg_constraint where contype = 'f' and conrelid = '{ROWS}'::regclass")
    assert keys[0][0] == 0
    with pytest.raises(IntegrityError, match="without a sheet that is theirs"):
        write(warehouse, changed("sheet_id = 999"), ANOTHER_ROW)
