"""Every row of a return belongs to a sheet of a submission, and a sheet with rows stays: what foreign keys would say.

A foreign key asks once per row, which takes longer than loading the row; these ask once per statement, about all of its
rows together.
"""

from sqlalchemy import Connection, text

from sscb_pipeline.warehouse.schema import return_tables

_FUNCTIONS = """
create or replace function registry.rows_have_a_sheet() returns trigger language plpgsql as $$
begin
    if exists (
        select from (select distinct sheet_id, submission_id from written) w
        where not exists (
            select from registry.sheet s
            where s.sheet_id = w.sheet_id and s.submission_id = w.submission_id and s.table_name = tg_table_name))
    then
        raise foreign_key_violation using message = format('rows of %I without a sheet that is theirs', tg_table_name);
    end if;
    return null;
end $$;

create or replace function registry.sheet_with_rows_stays() returns trigger language plpgsql as $$
declare
    has_rows boolean;
begin
    if old.table_name is not null then
        execute format('select exists (select from returns.%I where sheet_id = $1)', old.table_name)
            into has_rows using old.sheet_id;
        if has_rows then
            raise foreign_key_violation using message = format('a sheet with rows in %I stays as it is', old.table_name);
        end if;
    end if;
    return null;
end $$;
"""

_OF_ROWS = {
    "inserted_rows_have_a_sheet": "after insert",
    "updated_rows_have_a_sheet": "after update",
}
_OF_SHEETS = "sheet_with_rows_stays"


def guard_rows(connection: Connection) -> None:
    """Create what is missing of this. A table that had foreign keys instead loses them."""
    present = {
        tuple(row)
        for row in connection.execute(text("select tgrelid::regclass::text, tgname from pg_trigger where not tgisinternal"))
    }
    if ("registry.sheet", _OF_SHEETS) not in present:
        connection.execute(text(_FUNCTIONS))
        connection.execute(
            text(
                f"create trigger {_OF_SHEETS} after delete or update of sheet_id, submission_id, table_name "
                f"on registry.sheet for each row execute function registry.sheet_with_rows_stays()"
            )
        )
    for table in return_tables():
        name = f'returns."{table.name}"'
        for trigger, when in _OF_ROWS.items():
            if (f"returns.{table.name}", trigger) not in present:
                connection.execute(
                    text(
                        f"create trigger {trigger} {when} on {name} referencing new table as written "
                        f"for each statement execute function registry.rows_have_a_sheet()"
                    )
                )
                _drop_foreign_keys(connection, name)


def _drop_foreign_keys(connection: Connection, name: str) -> None:
    found = connection.execute(
        text("select conname from pg_constraint where contype = 'f' and conrelid = cast(:name as regclass)"), {"name": name}
    )
    for (key,) in found.all():
        connection.execute(text(f'alter table {name} drop constraint "{key}"'))
