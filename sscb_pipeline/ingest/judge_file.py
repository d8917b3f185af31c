"""What blocks a whole file although its sheets and columns are right. Raises FileRefused with one question or remedy."""

import numpy as np
import pandas as pd

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.conform import Conformed
from sscb_pipeline.ingest.headings import heading_key, most_headings_in
from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.ingest.recognise import Recognised
from sscb_pipeline.ingest.senders_words import in_sheet
from sscb_pipeline.ingest.text_rows import refuse_cut_off
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import add_months, day_after_month, first_day

_HEADINGS_OF_A_TABLE = 0.6
"""A refused row of which so many cells are headings of one declared sheet begins another table."""


def judge_file(settings: Settings, found: Recognised, read: list[Conformed]) -> None:
    """Blocks a file that breaks off, or with merged data cells, a second table below the first, too much refused, or another
    month's events."""
    for conformed in read:
        refuse_cut_off(conformed)
        _judge_merged_cells(conformed)
        _judge_second_table(conformed)
        _judge_refused_share(settings, conformed)
        _judge_month(settings, found, conformed)


def _judge_merged_cells(conformed: Conformed) -> None:
    """A merged cell keeps its value in one place only: the others would be read as blank."""
    if not conformed.table.raw.merged:
        return
    data = set((conformed.rows.data + 1).tolist())
    loaded = {position + 1 for position in [*conformed.table.columns.values(), *conformed.table.wide.values()]}
    for first_row, first, last_row, last in conformed.table.raw.merged:
        touched = [row for row in range(first_row, min(last_row, conformed.table.raw.height) + 1) if row in data]
        columns = [column for column in range(first, last + 1) if column in loaded]
        if touched and columns and len(touched) * len(columns) > 1:
            raise FileRefused(
                "merged_cells",
                f"{in_sheet(conformed.sheet_name)}: cells are merged at {column_letters(first)}{first_row}; "
                "only one of the rows or columns they cover holds the value.",
                "Unmerge the cells, fill every one of them, and send the file again.",
            )


def _judge_second_table(conformed: Conformed) -> None:
    """Headings among the refused rows are the start of another table: its rows would be read under the wrong headings."""
    table = conformed.table
    own = [heading_key(heading) for heading in table.headings]
    for label in sorted(conformed.refused):
        row, _ = conformed.place(label, None)
        keys = [heading_key(cell) for cell in table.raw.row(row - 1)]
        filled = [key for key in keys if key]
        if filled != [key for key in own if key] and most_headings_in(filled) >= max(2, _HEADINGS_OF_A_TABLE * len(filled)):
            raise FileRefused(
                "two_tables",
                f"{in_sheet(conformed.sheet_name)}: a second table with headings of its own begins at row {row}.",
                "Put each table on a sheet of its own and send the file again.",
            )


def _judge_refused_share(settings: Settings, conformed: Conformed) -> None:
    rows, refused = len(conformed.records), len(conformed.refused)
    if rows and refused / rows > settings.thresholds.refused_rows_block_file_above:
        rules = pd.Series([told[0].rule for told in conformed.refused.values()]).value_counts()
        raise FileRefused(
            "too_many_rows_refused",
            f"{in_sheet(conformed.sheet_name)}: {refused} of {rows} rows cannot be loaded (most often: {rules.index[0]}).",
            "Correct the rows listed and send the whole file again.",
        )


def _judge_month(settings: Settings, found: Recognised, conformed: Conformed) -> None:
    """Blocks a sheet of events that mostly happened outside its month and the earlier months its return may repeat, or
    that has not one event in its month: last month's file under this month's name."""
    column = conformed.table.sheet.facts().month_column
    if column is None:
        return
    days = conformed.accepted_frame()[column].to_numpy()
    days = days[~np.isnat(days)]
    begin, after = np.datetime64(first_day(found.month)), np.datetime64(day_after_month(found.month))
    window = add_months(first_day(found.month), -found.declared.window_months)
    earliest = np.datetime64(min(window, first_day(found.covers_from)))
    outside = int(((days < earliest) | (days >= after)).sum())
    none_inside = not ((days >= begin) & (days < after)).any()
    enough = settings.thresholds.month_events_needed
    several = len(days) >= enough
    mostly_outside = outside > settings.thresholds.dates_outside_month_block_file_above * len(days)
    if (several and none_inside) or (outside and outside == len(days)) or (outside >= enough and mostly_outside):
        heading = conformed.table.sheet.facts().columns[column].heading
        where = (
            f"none of the {len(days)} dates in {heading} lies in"
            if none_inside
            else f"{outside} of {len(days)} dates in {heading} lie outside"
        )
        raise FileRefused(
            "wrong_month",
            f"{in_sheet(conformed.sheet_name)}: {where} {found.month}, the month the file says it is about.",
            "Is it another month's file? Correct the month in the file name, or send the right file.",
        )
