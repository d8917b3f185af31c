# ruff: noqa: S608  names of tables and columns are declared ones, every value is bound
"""Tells a file that gives people by another agency's ids: two agencies' extracts mixed up, or a column filled from elsewhere.

An id alone proves nothing, for two systems may count alike. It is another agency's when that agency has it with the same
date of birth, and the sender never had it.
"""

from sqlalchemy import Connection, text

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.identity import OWN_IDS
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.warehouse.own_ids import own_id_columns
from sscb_pipeline.warehouse.registry import Waiting

_SAMPLE = 200
"""People looked up first: the others are when half as many of these as would block the file are another agency's."""


def refuse_ids_of_another_agency(
    connection: Connection, thresholds: Thresholds, declared: Return, submission: Waiting
) -> None:
    """Raises FileRefused when most people of a sheet are known by these ids to another agency, and not to the sender."""
    above = thresholds.other_ids_block_above
    sample = max(_SAMPLE, thresholds.other_ids_people_needed)
    for table, name in own_id_columns((declared,)):
        people, known = _known(connection, table, name, submission.submission_id, sample)
        likely = [other for other, count in known.items() if 2 * count > above * people]
        if people < thresholds.other_ids_people_needed or not likely:
            continue
        people, known = _known(connection, table, name, submission.submission_id)
        heading = declared.sheet_of_table(table).facts().columns[name].heading
        for count in known.values():
            if count > above * people:
                raise FileRefused(
                    "ids_of_another_agency",
                    f"{declared.title}: {count:,} of {people:,} people in {heading} are known by that id and their date of "
                    "birth to another agency, and by none of the sender's own ids.",
                    "Is the column filled from another agency's list, or the file another agency's? Send the right one.",
                )


def _known(
    connection: Connection, table: str, name: str, submission_id: int, sample: int | None = None
) -> tuple[int, dict[str, int]]:
    """(how many people the submission has, other id -> how many of them have an id that stands as the other one elsewhere,
    and as their own nowhere before); with `sample`, of so many people. Every person is looked up by the tables' index."""

    def first(column: str, which: str) -> str:
        looked_up = " union all ".join(
            f'(select true from returns."{where}" o where {which.format(column)} limit 1)'
            for where, own in own_id_columns(all_returns())
            if own == column
        )
        return f"(select true from ({looked_up}) found limit 1)"

    others = [other for other in OWN_IDS if other != name]
    elsewhere = [first(other, 'o."{0}" = p.id and o.dob = p.dob') for other in others]
    before = first(name, 'o."{0}" = p.id and o.submission_id <> :id')
    drawn = "order by hashtextextended(id, 0), dob limit :sample" if sample else ""
    counted = ", ".join(f"count(*) filter (where {found} and {before} is null)" for found in elsewhere)
    people, *known = connection.execute(
        text(
            "with people as materialized (select * from (select distinct "
            f'"{name}" as id, dob from returns."{table}" where submission_id = :id and dob is not null) p {drawn}) '
            f"select count(*), {counted} from people p"
        ),
        {"id": submission_id} | ({"sample": sample} if sample else {}),
    ).one()
    return int(people), dict(zip(others, map(int, known), strict=True))
