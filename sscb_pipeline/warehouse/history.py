# ruff: noqa: S608  names of tables and columns are declared ones, every value is bound
"""What a submission is compared with: its return's earlier months. One question per function, each one statement.

Earlier months are the current submissions of the same return and the same part; the submission asked about is being
loaded and not yet current. Every answer is counts.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from sscb_pipeline.warehouse.registry import Waiting

_BEING_LOADED = "submission_id = :id"


@dataclass(frozen=True)
class Month:
    """A month received earlier and the submission that is current for it."""

    month: str
    submission_id: int


def earlier_months(connection: Connection, submission_id: int) -> list[Month]:
    """The earlier months of a submission's return and part, oldest first."""
    found = connection.execute(
        text(
            "select c.month, c.submission_id from registry.current_submission c join registry.submission s "
            "on (s.return_name, s.part) = (c.return_name, c.part) and c.month < s.month "
            "where s.submission_id = :id order by c.month"
        ),
        {"id": submission_id},
    )
    return [Month(*row) for row in found]


def rows_by_table(connection: Connection, ids: Sequence[int]) -> dict[str, dict[int, int]]:
    """Table -> submission -> rows of data, accepted or refused. A submission without the sheet is left out."""
    rows: dict[str, dict[int, int]] = defaultdict(dict)
    for table, submission, count in connection.execute(
        text(
            "select table_name, submission_id, sum(accepted + refused) from registry.sheet "
            "where submission_id = any(:ids) and table_name is not null group by 1, 2"
        ),
        {"ids": list(ids)},
    ):
        rows[table][submission] = int(count)
    return rows


@dataclass(frozen=True)
class Filled:
    """In how many of a sheet's rows a column was filled."""

    rows: int
    filled: int

    @property
    def share(self) -> float:
        return self.filled / self.rows


def filled_by_column(connection: Connection, ids: Sequence[int]) -> dict[tuple[str, str], dict[int, Filled]]:
    """(table, column) -> submission -> how often it was filled. Sheets without rows are left out."""
    filled: dict[tuple[str, str], dict[int, Filled]] = defaultdict(dict)
    for table, column, submission, rows, count in connection.execute(
        text(
            "select s.table_name, c.column_name, s.submission_id, sum(c.rows), sum(c.filled) "
            "from registry.column_seen c join registry.sheet s using (sheet_id) "
            "where s.submission_id = any(:ids) and s.table_name is not null and c.column_name is not null and c.rows > 0 "
            "group by 1, 2, 3"
        ),
        {"ids": list(ids)},
    ):
        filled[table, column][submission] = Filled(int(rows), int(count))
    return filled


@dataclass(frozen=True)
class Dates:
    """A column of dates: how many cells are given, how many of them on 1 January, and whether all say the same day."""

    given: int
    on_new_year: int
    all_alike: bool


def dates_in(
    connection: Connection, table: str, submission_id: int, columns: Sequence[str], but_where: str
) -> dict[str, Dates]:
    """What the date columns of a submission say. `but_where`: a column of yes and no, or of the code Y, whose yes rows are
    left out, or ''."""
    if not columns:
        return {}
    asked = ", ".join(
        f'count("{name}"), count("{name}") filter (where extract(doy from "{name}") = 1), min("{name}") = max("{name}")'
        for name in columns
    )
    kept = f""" and coalesce(cast("{but_where}" as text), '') not in ('true', 'Y')""" if but_where else ""
    found = connection.execute(
        text(f'select {asked} from returns."{table}" where {_BEING_LOADED}{kept}'), {"id": submission_id}
    ).one()
    return {
        name: Dates(int(found[3 * place]), int(found[3 * place + 1]), bool(found[3 * place + 2]))
        for place, name in enumerate(columns)
    }


def count_codes(
    connection: Connection, table: str, columns: Sequence[str], submission_id: int
) -> dict[str, dict[str, int]]:
    """Column -> code -> rows of the submission being loaded; blank cells are left out.

    The counts are kept, so that a later month is compared with them and not with the rows again.
    """
    counted: dict[str, dict[str, int]] = {name: {} for name in columns}
    if not columns:
        return counted
    values = ", ".join(f"('{name}', r.\"{name}\"::text)" for name in columns)
    for name, code, rows in connection.execute(
        text(
            "with counted as (insert into registry.code_seen (sheet_id, column_name, code, rows) "
            f'select r.sheet_id, v.name, v.code, count(*) from returns."{table}" r '
            f"cross join lateral (values {values}) v(name, code) "
            "where r.submission_id = :id and v.code is not null group by 1, 2, 3 returning column_name, code, rows) "
            "select column_name, code, sum(rows) from counted group by 1, 2"
        ),
        {"id": submission_id},
    ):
        counted[name][code] = int(rows)
    return counted


def codes_counted(connection: Connection, ids: Sequence[int]) -> dict[tuple[str, str], dict[int, dict[str, int]]]:
    """(table, column) -> submission -> code -> rows, as counted when they were loaded."""
    counted: dict[tuple[str, str], dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for table, column, submission, code, rows in connection.execute(
        text(
            "select s.table_name, c.column_name, s.submission_id, c.code, sum(c.rows) "
            "from registry.code_seen c join registry.sheet s using (sheet_id) where s.submission_id = any(:ids) "
            "group by 1, 2, 3, 4"
        ),
        {"ids": list(ids)},
    ):
        counted[table, column][submission][code] = int(rows)
    return counted


def rows_alike(
    connection: Connection,
    table: str,
    submission_id: int,
    ids: Sequence[int],
    key: Sequence[str],
    columns: Sequence[str],
    sample: int | None = None,
) -> dict[int, int]:
    """Submission -> how many of the rows being loaded stand in it too; with `sample`, of so many of them.

    Rows are found by their `key` (by all columns where the sheet has none) and are alike when all `columns` are. A sample
    is drawn by the hash of the row number: always the same rows, from everywhere in the sheet.
    """
    row = ", ".join(f'{{0}}."{name}"' for name in columns)
    if key:
        same = " and ".join(f'n."{name}" = o."{name}"' for name in key)
        if columns:
            same += f" and ({row.format('n')}) is not distinct from ({row.format('o')})"
    else:
        same = f"md5(row({row.format('n')})::text) = md5(row({row.format('o')})::text)"
    drawn = "order by md5(source_row::text), source_column limit :sample" if sample else ""
    found = connection.execute(
        text(
            f'with n as materialized (select * from returns."{table}" where submission_id = :id {drawn}) '
            "select i.id, (select count(*) from n where exists ("
            f'select from returns."{table}" o where o.submission_id = i.id and {same})) from unnest(:ids) i(id)'
        ),
        {"id": submission_id, "ids": list(ids)} | ({"sample": sample} if sample else {}),
    )
    return {int(submission): int(count) for submission, count in found}


@dataclass(frozen=True)
class Stock:
    """What is open on the last day of two months, and what began and ended between them by the later file."""

    before: int
    began: int
    ended: int
    now: int

    @property
    def unexplained(self) -> int:
        """How many are open now that the month before, with what began and ended, does not lead to expect."""
        return self.now - (self.before + self.began - self.ended)


def stock(
    connection: Connection, table: str, submission_id: int, before: int, start: str, end: str, days: tuple[object, object]
) -> Stock:
    """Counts rows open at a day: begun by it and not ended by it. `days`: the last day before and the month's own."""
    is_open = f'"{start}" <= {{0}} and ("{end}" is null or "{end}" > {{0}})'
    within = '"{0}" > :before_day and "{0}" <= :day'
    found = connection.execute(
        text(
            f"select count(*) filter (where submission_id = :before and {is_open.format(':before_day')}), "
            f"count(*) filter (where submission_id = :id and {within.format(start)}), "
            f"count(*) filter (where submission_id = :id and {within.format(end)}), "
            f"count(*) filter (where submission_id = :id and {is_open.format(':day')}) "
            f'from returns."{table}" where submission_id in (:id, :before)'
        ),
        {"id": submission_id, "before": before, "before_day": days[0], "day": days[1]},
    ).one()
    return Stock(*(int(count) for count in found))


@dataclass(frozen=True)
class Replaced:
    """The submission a new one replaces, and its version."""

    submission_id: int
    version: int


def replaced_submission(connection: Connection, submission: Waiting) -> Replaced | None:
    """The submission that tells this one's return, month and part until now; None for a first one, or where a file of the
    year to date told the month."""
    found = connection.execute(
        text(
            "select c.submission_id, c.version from registry.current_submission c "
            "join registry.submission s using (submission_id) "
            "where (c.return_name, c.month, c.part) = (:return_name, :month, :part) and s.month = c.month"
        ),
        {"return_name": submission.return_name, "month": submission.month, "part": submission.part},
    ).first()
    return Replaced(*found) if found else None


def kept_rows(connection: Connection, table: str, before: int, now: int, key: Sequence[str]) -> tuple[int, int]:
    """Keys of a submission's rows, and how many of them a later one has too. As sets, where a blank equals a blank: row by
    row, such a comparison would look at every pair."""
    named = ", ".join(f'"{name}"' for name in key)
    sent = f'select {named} from returns."{table}" where submission_id = '
    found = connection.execute(
        text(
            f"select (select count(*) from (select distinct * from ({sent} :before) rows) had), "
            f"(select count(*) from ({sent} :before intersect {sent} :now) kept)"
        ),
        {"now": now, "before": before},
    ).one()
    return int(found[0]), int(found[1])
