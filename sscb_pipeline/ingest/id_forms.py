# ruff: noqa: S608  names of tables and columns are declared ones, every value is bound
"""Asks about ids written otherwise than before: `12345` after `0012345`, `mp18` beside `MP18`. Each counts as one more child.

Both are loaded as they stand: two systems may well tell them apart, and the sender knows.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, text

from sscb_pipeline.ingest.senders_words import in_sheet
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.warehouse.history import Month
from sscb_pipeline.warehouse.load import Finding

_PLAIN = "ltrim(translate(upper(id), ' ', ''), '0')"
"""An id without what people and programs change on the way: leading zeros, small letters, spaces."""


def judge_id_forms(
    connection: Connection,
    thresholds: Thresholds,
    declared: Return,
    submission_id: int,
    months: Sequence[Month],
    names: Mapping[str, str],
) -> Iterator[Finding]:
    """One question a column of ids, of the tables loaded (`names`: table -> the file's sheet): how many ids, not met before,
    differ in form alone from one of the earlier months, or from another of the file."""
    known = [month.submission_id for month in months[-thresholds.content_months :]]
    for table, sheet in names.items():
        for column in declared.sheet_of_table(table).facts().columns.values():
            if not column.is_identifier:
                continue
            count = _otherwise(connection, table, column.name, submission_id, known)
            if count:
                ids = "1 id differs" if count == 1 else f"{count:,} ids differ"
                told = (
                    f"{in_sheet(sheet)}, {column.heading}: {ids} from another, of an earlier month or in this file, only by "
                    "zeros in front, capitals or spaces. Is it the same?"
                )
                yield Finding(sheet, None, None, column.name, "query", "id_written_otherwise", told)


def _otherwise(connection: Connection, table: str, name: str, submission_id: int, known: Sequence[int]) -> int:
    """How many new ids of a submission have a form that another id has too."""
    asked = text(
        "with ids as ("
        f'select "{name}" as id, bool_and(submission_id = :id) as is_new from returns."{table}" '
        f'where submission_id = any(:ids) and "{name}" is not null group by 1), '
        f"forms as (select count(*) as ids, count(*) filter (where is_new) as new_ids from ids group by {_PLAIN}) "
        "select coalesce(sum(least(new_ids, ids - 1)), 0) from forms where ids > 1 and new_ids > 0"
    )
    return int(connection.execute(asked, {"id": submission_id, "ids": [*known, submission_id]}).scalar_one())
