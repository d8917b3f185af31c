"""The agencies' own ids of people, as the tables of returns hold them, and the index by which one is looked up.

Whether an id and a date of birth are known is asked for every file, among all rows ever received: without an index the
question takes longer with every month that is kept.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.identity import OWN_IDS
from sscb_pipeline.returns.registry import all_returns


def own_id_columns(returns: tuple[Return, ...]) -> Iterator[tuple[str, str]]:
    """(table, column) of every sheet that gives people by an agency's own id and date of birth."""
    for declared in returns:
        for sheet in declared.sheets:
            columns = sheet.facts().columns
            yield from ((declared.table(sheet), name) for name in OWN_IDS if name in columns and "dob" in columns)


def index_own_ids(connection: Connection) -> None:
    """Create the indexes that are missing."""
    present = set(connection.execute(text("select indexname from pg_indexes where schemaname = 'returns'")).scalars())
    for table, name in own_id_columns(all_returns()):
        index = f"{table}__{name}"
        if index not in present:
            connection.execute(text(f'create index "{index}" on returns."{table}" ("{name}", dob)'))
