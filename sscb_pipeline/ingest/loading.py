"""Loads a submission's sheets while the next ones are still read: one transaction, and one thread at a time in it.

COPY waits for the database, reading does not: side by side a file takes as long as the slower of the two. What blocks the
file later rolls back all that was loaded of it.
"""

import json
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

import pandas as pd
from sqlalchemy import Connection

from sscb_pipeline.ingest.columns_judged import Measured, measure
from sscb_pipeline.ingest.conform import Conformed
from sscb_pipeline.warehouse import registry
from sscb_pipeline.warehouse.load import ColumnSeen, SheetBalance, copy_frame
from sscb_pipeline.warehouse.registry import Waiting


class Loading:
    """Loads sheets on a thread of its own. Within the block, until `finished` has answered, the connection is that thread's
    alone; the block is not left before the thread is."""

    def __init__(self, connection: Connection, submission: Waiting) -> None:
        self._connection = connection
        self._submission = submission
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="loading")
        self._asked: list[Future[tuple[list[SheetBalance], Measured]]] = []

    def __enter__(self) -> "Loading":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._worker.shutdown(wait=True, cancel_futures=True)

    def load(self, read: Sequence[Conformed]) -> None:
        """Load the sheets one declared sheet stands on. They are judged: nothing but what is asked about them may change."""
        self._asked.append(self._worker.submit(self._load, read))

    def finished(self) -> tuple[list[SheetBalance], dict[str, Measured]]:
        """Waits until all is loaded: the balances, and table -> what was measured of its rows. Raises what loading raised."""
        loaded = [asked.result() for asked in self._asked]
        return [balance for balances, _ in loaded for balance in balances], {of.table: of for _, of in loaded}

    def _load(self, read: Sequence[Conformed]) -> tuple[list[SheetBalance], Measured]:
        balances = [_load_sheet(self._connection, self._submission, conformed) for conformed in read]
        table = read[0].table
        declared = table.declared.table(table.sheet)
        return balances, measure(self._connection, table.sheet.facts(), declared, self._submission.submission_id)


def balance_of(conformed: Conformed, loads: bool = True) -> SheetBalance:
    """A sheet's balance; when the whole file is refused, nothing of it loads."""
    refused = len(conformed.refused) if loads else len(conformed.records)
    return SheetBalance(
        conformed.sheet_name,
        conformed.table.declared.table(conformed.table.sheet),
        conformed.table.heading_row + 1,
        conformed.rows_read,
        len(conformed.records) - refused,
        refused,
        conformed.ignored_count,
    )


def _load_sheet(connection: Connection, submission: Waiting, conformed: Conformed) -> SheetBalance:
    balance = balance_of(conformed)
    sheet_id = registry.record_sheet(connection, submission.submission_id, balance)
    registry.record_columns(connection, sheet_id, _columns_seen(conformed))
    registry.record_unknown_words(connection, sheet_id, conformed.unknown_words)
    if balance.accepted:
        loaded = conformed.accepted_frame()
        records = conformed.records
        kept = loaded.index.get_indexer(pd.Index(records.labels)) >= 0
        loaded = loaded.reset_index(drop=True)
        loaded.insert(0, "submission_id", submission.submission_id)
        loaded.insert(1, "sheet_id", sheet_id)
        loaded.insert(2, "source_row", records.rows[kept] + 1)
        loaded.insert(3, "source_column", records.columns[kept] + 1)
        if conformed.why_blank:
            said = [conformed.why_blank.get(label) for label, here in zip(records.labels, kept, strict=True) if here]
            loaded["why_blank"] = pd.Series([json.dumps(words) if words else None for words in said], dtype="str")
        copy_frame(connection, "returns", balance.table_name or "", loaded)
    return balance


def _columns_seen(conformed: Conformed) -> list[ColumnSeen]:
    """Every headed column of the sheet, with how much of it is filled in the rows that are data."""
    table = conformed.table
    names = {position: name for name, position in table.columns.items()}
    if wide := table.sheet.facts().wide:
        names |= dict.fromkeys(table.wide.values(), wide.value)
    rows = conformed.rows.data
    return [
        ColumnSeen(
            position + 1,
            heading,
            names.get(position),
            len(rows),
            int(table.raw.columns[position].filled[rows].sum()),
        )
        for position, heading in enumerate(table.headings)
        if heading
    ]
