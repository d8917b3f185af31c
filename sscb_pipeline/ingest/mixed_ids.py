# ruff: noqa: S608  names of tables and columns are declared ones, every value is bound
"""Tells a file that gives people by another agency's ids: two agencies' extracts mixed up, or a column filled from elsewhere.

An id alone proves nothing, for two systems may count alike. It is another agency's when that agency has it with the same
date of birth, and the sender never had it.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.warehouse.registry import Waiting

OWN_IDS = ("person_id", "police_person_ref", "local_patient_id")
"""Columns each of which holds one agency's own id of a person."""


def refuse_ids_of_another_agency(
    connection: Connection, thresholds: Thresholds, declared: Return, submission: Waiting
) -> None:
    """Raises FileRefused when most people of a sheet are known by these ids to another agency, and not to the sender."""
    for table, name in _tables((declared,)):
        of_sheet = f'from returns."{table}" where submission_id = :id and dob is not null'
        counted = text(f'select count(distinct ("{name}", dob)) {of_sheet}')
        people = int(connection.execute(counted, {"id": submission.submission_id}).scalar_one())
        if people < thresholds.other_ids_people_needed:
            continue
        heading = declared.sheet_of_table(table).facts().columns[name].heading
        for other in OWN_IDS:
            known = 0 if other == name else _known(connection, table, name, other, submission.submission_id)
            if known > thresholds.other_ids_block_above * people:
                raise FileRefused(
                    "ids_of_another_agency",
                    f"{declared.title}: {known:,} of {people:,} people in {heading} are known by that id and their date of "
                    "birth to another agency, and by none of the sender's own ids.",
                    "Is the column filled from another agency's list, or the file another agency's? Send the right one.",
                )


def _tables(returns: tuple[Return, ...]) -> Iterator[tuple[str, str]]:
    """(table, column) of every sheet that gives people by an agency's own id and date of birth."""
    for declared in returns:
        for sheet in declared.sheets:
            columns = sheet.facts().columns
            for name in OWN_IDS:
                if name in columns and "dob" in columns:
                    yield declared.table(sheet), name


def _known(connection: Connection, table: str, name: str, other: str, submission_id: int) -> int:
    """How many people of the submission have an id that stands as `other` elsewhere, and as their own id nowhere before."""
    elsewhere = " union all ".join(
        f'select "{column}" as id, dob from returns."{where}"' for where, column in _tables(all_returns()) if column == other
    )
    before = " union all ".join(
        f'select "{column}" as id from returns."{where}" where submission_id <> :id'
        for where, column in _tables(all_returns())
        if column == name
    )
    return int(
        connection.execute(
            text(
                f'with people as (select distinct "{name}" as id, dob from returns."{table}" where submission_id = :id) '
                "select count(*) from people p "
                f"where exists (select 1 from ({elsewhere}) o where o.id = p.id and o.dob = p.dob) "
                f"and not exists (select 1 from ({before}) b where b.id = p.id)"
            ),
            {"id": submission_id},
        ).scalar_one()
    )
