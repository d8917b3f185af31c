"""Asks about moments that came without a time: midnight was loaded, and nobody may take that for when it happened."""

import numpy as np

from sscb_pipeline.ingest.conform import Conformed
from sscb_pipeline.ingest.dates import says_a_time
from sscb_pipeline.ingest.records import cells_for
from sscb_pipeline.returns.declaration import Column, Moment
from sscb_pipeline.thresholds import Thresholds


def judge_times(thresholds: Thresholds, read: list[Conformed]) -> None:
    """One question a column, with how many of its cells give a date alone.

    A text without a time is one. A true date at midnight may be one and may be midnight: it counts where more of the column
    is so than chance makes.
    """
    for conformed in read:
        for column in conformed.table.sheet.facts().columns.values():
            if column.kind is Moment:
                _judge_column(thresholds, conformed, column)


def _judge_column(thresholds: Thresholds, conformed: Conformed, column: Column) -> None:
    moments = conformed.frame[column.name].to_numpy()
    at_midnight = ~np.isnat(moments) & (moments == moments.astype("datetime64[D]"))
    at_midnight &= ~conformed.frame.index.isin(list(conformed.refused))
    cells = cells_for(conformed.table, column.name, conformed.records) if at_midnight.any() else None
    if cells is None:
        return
    given = int((~np.isnat(moments)).sum())
    numbers, counts = np.unique(cells.places[at_midnight], return_counts=True)
    alone = perhaps = 0
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        cell = cells.values[number]
        if not isinstance(cell, str):
            perhaps += count
        elif not says_a_time(cell):
            alone += count
    if perhaps > thresholds.midnights_query_above * given and perhaps >= thresholds.midnights_needed:
        alone += perhaps
    if alone:
        told = f"{column.heading}: {alone:,} of {given:,} cells give a date without a time; 00:00 was loaded for it"
        conformed.tell("query", "time_missing", told, conformed.table.columns.get(column.name))
