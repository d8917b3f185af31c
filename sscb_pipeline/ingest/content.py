"""Tells last month's file under this month's name: rows that stood in an earlier month's file already.

An event belongs to one month, so its key may not come again. A snapshot's rows may, and so may a rolling window's; but not
all of them alike in every column.
"""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.returns.declaration import Return, SheetFacts
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.warehouse.history import Month, rows_alike
from sscb_pipeline.warehouse.registry import Waiting

_SAMPLE = 200
"""Rows looked up first: a month in which less than half of them stand is not compared row by row."""


def refuse_repeated_content(
    connection: Connection,
    thresholds: Thresholds,
    declared: Return,
    submission: Waiting,
    months: Sequence[Month],
    rows_now: dict[str, int],
) -> None:
    """Raises FileRefused when a sheet of events repeats an earlier month's, or all other sheets repeat one month's."""
    recent = {month.submission_id: month.month for month in months[-thresholds.content_months :]}
    if not recent:
        return
    repeated: dict[str, set[int]] = {}
    for sheet in declared.sheets:
        facts, table = sheet.facts(), declared.table(sheet)
        events = _comes_once(declared, facts)
        needed = thresholds.content_overlap_rows_needed if events else thresholds.content_repeat_rows_needed
        if rows_now.get(table, 0) < needed:
            continue
        above = thresholds.content_overlap_block_above if events else thresholds.content_repeat_block_above
        columns = () if events and facts.key else tuple(facts.columns)
        compare = partial(rows_alike, connection, table, submission.submission_id, key=facts.key, columns=columns)
        sampled = compare(list(recent), sample=_SAMPLE)
        likely = [month for month, count in sampled.items() if 2 * count > min(_SAMPLE, rows_now[table])]
        alike = compare(likely) if likely else {}
        same = {month for month, count in alike.items() if count > above * rows_now[table]}
        if events and same:
            _refuse(recent[max(same)], f"Sheet {facts.name}: {alike[max(same)]:,} of {rows_now[table]:,} rows")
        if not events:
            repeated[table] = same
    in_all = set.intersection(*repeated.values()) if repeated else set()
    if in_all:
        _refuse(recent[max(in_all)], "All rows")


def _comes_once(declared: Return, facts: SheetFacts) -> bool:
    """Whether a row belongs to one month alone and may not come again."""
    return declared.counts == "events" and facts.month_column is not None and not declared.window_months


def _refuse(month: str, which: str) -> None:
    raise FileRefused(
        "same_content",
        f"{which} stood in the file received for {month} already.",
        "Is it that month's file under this month's name? Send this month's file.",
    )
