"""Joins other agencies' rows to the children of a pack: by LCS id where a row has one, else by name and date of birth.

Until matching between agencies is confirmed elsewhere, a police row belongs to a child whose surname, forename and date of
birth are exactly the same (but for case and outer spaces). A row may belong to two children entered twice: both show it.
"""

from collections.abc import Iterable

from sscb_pipeline.reports.maecc.cohort import Child, name_key
from sscb_pipeline.reports.maecc.pack import Row


def by_child(children: Iterable[Child], rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each child, by LCS id; rows of nobody here are left out."""
    by_key: dict[object, list[str]] = {}
    ids: set[str] = set()
    for child in children:
        ids.add(child.person_id)
        if child.name_key is not None:
            by_key.setdefault(child.name_key, []).append(child.person_id)
    found: dict[str, list[Row]] = {}
    for row in rows:
        if "person_id" in row:
            owners = [row["person_id"]] if row["person_id"] in ids else []
        else:
            owners = by_key.get(name_key(row["surname"], row["forename"], row["dob"]), [])
        for owner in owners:
            found.setdefault(owner, []).append(row)
    return found
