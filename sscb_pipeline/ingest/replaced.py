"""What a file leaves out of the one it replaces: a row that goes with a new version goes by name.

A correction may take rows out; the sender is asked whether it should. A file that holds hardly any row of the one it would
replace is more likely another part of the month: it is refused, unless its name says that it is the next version.
"""

from collections.abc import Mapping

from sqlalchemy import Connection

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.senders_words import in_sheet
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.warehouse.history import kept_rows, replaced_submission
from sscb_pipeline.warehouse.load import Finding
from sscb_pipeline.warehouse.registry import Waiting


def judge_replaced(
    connection: Connection, thresholds: Thresholds, declared: Return, submission: Waiting, names: Mapping[str, str],
    version_said: int,
) -> list[Finding]:
    """Queries about rows of the version before that are in this file no more; called once its rows are copied.

    `names`: table -> how the file calls its sheet. `version_said`: the version the file's name says, 0 if none.
    Raises FileRefused for a file that looks like another part.
    """
    before = replaced_submission(connection, submission)
    if before is None:
        return []
    counted: dict[str, tuple[int, int]] = {}
    for facts, table in ((sheet.facts(), declared.table(sheet)) for sheet in declared.sheets):
        if facts.key:
            counted[names.get(table, facts.name)] = kept_rows(
                connection, table, before.submission_id, submission.submission_id, facts.key)
    rows, kept = (sum(each[place] for each in counted.values()) for place in (0, 1))
    if (rows >= thresholds.replaced_rows_needed and kept < thresholds.replaced_rows_kept_needed * rows
            and version_said <= before.version):
        raise FileRefused(
            "replaces_other_rows",
            f"Version {before.version} of {declared.title} for {submission.month} has {rows:,} rows; {kept:,} of them are in "
            "this file, which would replace it.",
            "Is it another part of the month? Send one file with all of the month's rows. If this file is right as it is, send "
            f"it as {declared.file_name(submission.month, submission.part, before.version + 1)}.",
        )
    return [
        Finding(name, None, None, None, "query", "rows_gone",
                f"{in_sheet(name)}: {had - still:,} of the {had:,} rows of version {before.version} are not in this file, "
                "which replaces it. Should they be gone?")
        for name, (had, still) in counted.items() if still < had
    ]
