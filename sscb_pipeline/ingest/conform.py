"""Turns the cells of one table into a frame pandera can judge, and the faults met on the way into findings."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.answers import Answer, Doubt, Fault, Said, Value
from sscb_pipeline.ingest.cells import FAULT_REFUSES_ROW, Circumstances, read_values
from sscb_pipeline.ingest.dates import FIRST_DAY, LAST_DAY, ORDER_UNCLEAR
from sscb_pipeline.ingest.grid import Cell, GridColumn, Stamps
from sscb_pipeline.ingest.headings import Table
from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.ingest.records import Records, cells_for, records_of
from sscb_pipeline.ingest.rows import SortedRows, sort_rows
from sscb_pipeline.ingest.senders_words import in_sheet
from sscb_pipeline.ingest.spellings import NO_SITE_SPELLINGS, SiteSpellings
from sscb_pipeline.returns.declaration import Code, Codes, Column, Day, Moment, Sheet, YesNo
from sscb_pipeline.returns.text_type import TextType
from sscb_pipeline.warehouse.load import Finding

_LOADED_BLANK = "; the row was loaded with this cell blank"
_NO_TIME = np.datetime64("NaT", "us")
_NO_DAYS = np.zeros(0, dtype="datetime64[us]")
_BLIND = {
    "formula_error": Fault("formula_error", "holds an error value such as #N/A; correct the formula or type the value"),
    "formula_not_calculated": Fault(
        "formula_not_calculated", "holds a formula without a saved result; open the file in Excel, save it and send it again"
    ),
    "date_impossible": Fault("date_impossible", "shows a date that no calendar has; type the date again"),
}


@dataclass
class Conformed:
    """One sheet read. `frame` has the declared columns; its index are the records' labels (the sheet's row numbers, or
    running numbers in a layout with several records a row). `refused` maps a label to its findings, `queries` one that loads,
    `told` are all others: rows that are no data, columns, how the sheet was read.

    `unread`: label -> column -> why its cell could not be read. `why_blank`: label -> column -> what the sender said instead
    of a value. `unknown_words`: column -> word -> records.
    """

    table: Table
    rows: SortedRows
    records: Records
    frame: pd.DataFrame
    refused: dict[int, list[Finding]] = field(default_factory=dict)
    queries: dict[int, list[Finding]] = field(default_factory=dict)
    told: list[Finding] = field(default_factory=list)
    unread: dict[int, dict[str, Fault]] = field(default_factory=dict)
    why_blank: dict[int, dict[str, str]] = field(default_factory=dict)
    unknown_words: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def sheet_name(self) -> str:
        return self.table.name

    @property
    def rows_read(self) -> int:
        """Records and ignored rows: what the balance counts."""
        return len(self.records) + self.ignored_count

    @property
    def ignored_count(self) -> int:
        return self.rows.ignored_count + len(self.records.empty_rows)

    def place(self, label: int, column: str | None) -> tuple[int, int | None]:
        """(sheet row number, 0-based column) of a record's cell; the column is None where the sheet has none for it."""
        if not self.table.wide:
            return label, self.table.columns.get(column) if column else None
        row, own = int(self.records.rows[label - 1]) + 1, int(self.records.columns[label - 1])
        return row, self.table.columns.get(column, own) if column else None

    def finding(self, label: int, column: str | None, strength: str, rule: str, says: str) -> Finding:
        """A finding about a record with its address; `says` completes 'C12 (Found at): …'."""
        row, position = self.place(label, column)
        letters = column_letters(position + 1) if position is not None else None
        declared = self.table.sheet.facts().columns.get(column) if column else None
        place = f"{letters}{row}" if letters else f"row {row}"
        named = f" ({declared.heading})" if declared else ""
        return Finding(self.sheet_name, row, letters, column, strength, rule, f"{place}{named}: {says}.")

    def refuse(self, label: int, column: str | None, rule: str, says: str) -> None:
        """Refuse a record; a further fault in the same cell is not told twice."""
        told = self.refused.setdefault(label, [])
        if not any(f.column_name == column and column is not None for f in told):
            told.append(self.finding(label, column, "refused", rule, says))

    def query(self, label: int, column: str | None, rule: str, says: str) -> None:
        """Ask the sender about a record that loads."""
        self.queries.setdefault(label, []).append(self.finding(label, column, "query", rule, says))

    def unreadable(self, label: int, column: Column, fault: Fault) -> None:
        """A cell without a value to load: its record is refused where it cannot do without, else the sender is asked."""
        self.unread.setdefault(label, {})[column.name] = fault
        wide = self.table.sheet.facts().wide if self.table.wide else None
        is_all_it_says = wide is not None and column.name == wide.value
        if column.required or is_all_it_says or column.kind in FAULT_REFUSES_ROW:
            self.refuse(label, column.name, fault.rule, fault.says)

    def settle(self) -> None:
        """Once it is known what loads: nothing is asked about a record that does not, and its unreadable cells are to be
        corrected with the rest of it; those of a record that loads are asked about."""
        for label in self.queries.keys() & self.refused.keys():
            del self.queries[label]
        for label, faults in self.unread.items():
            for column, fault in faults.items():
                if label in self.refused:
                    self.refuse(label, column, fault.rule, fault.says)
                else:
                    self.query(label, column, fault.rule, fault.says + _LOADED_BLANK)

    def tell(self, strength: str, rule: str, says: str, position: int | None = None, row: int | None = None) -> None:
        """Something about the sheet or one of its columns; `says` is a sentence without its full stop."""
        letters = column_letters(position + 1) if position is not None else None
        self.told.append(Finding(self.sheet_name, row, letters, None, strength, rule, f"{says}."))

    def accepted_frame(self) -> pd.DataFrame:
        """The records that load."""
        return self.frame.drop(index=list(self.refused)) if self.refused else self.frame


def conform(table: Table, site: SiteSpellings = NO_SITE_SPELLINGS) -> Conformed:
    """Read every declared column of a table. Raises FileRefused when a column's dates could be day first or month first."""
    rows = sort_rows(table)
    records = records_of(table, rows)
    facts = table.sheet.facts()
    series: dict[str, pd.Series] = {}
    read: list[tuple[Column, GridColumn, dict[int, Answer]]] = []
    index = pd.Index(records.labels, name="source_row", dtype="int64")
    for column in facts.columns.values():
        cells = cells_for(table, column.name, records)
        if cells is None or not len(records):
            series[column.name] = _series(column, [None], np.zeros(len(records), dtype=np.int32), index)
            continue
        days = _days_as_they_stand(column, cells)
        used = np.flatnonzero(np.bincount(cells.places, minlength=len(cells.values))[: len(cells.values) - len(days)])
        around = Circumstances(
            facts.aggregate, "dates_from_1904" in table.raw.file_notes, site.codes_for(column.codes) if column.codes else None
        )
        answers = dict(zip(used.tolist(), read_values(column, [cells.values[n] for n in used], around), strict=True))
        if ORDER_UNCLEAR in answers.values():
            _judge_date_order(table, column, [(cells.values[n], answer) for n, answer in answers.items()])
        values: list[Value] = [None] * (len(cells.values) - len(days))
        for number, answer in answers.items():
            values[number] = _value(answer)
        series[column.name] = _series(column, values, cells.places, index, days)
        read.append((column, cells, answers))
    conformed = Conformed(table, rows, records, pd.DataFrame(series, index=index))
    for column, cells, answers in read:
        _tell_answers(conformed, column, cells, answers)
    _tell_blind_cells(conformed)
    return conformed


def _days_as_they_stand(column: Column, cells: GridColumn) -> Stamps:
    """The last values of a column of dates when they are true dates: what such a cell says is that day, so they need no
    reader. None of them when a day stands there that means blank, or lies outside the years that are read."""
    days = cells.days
    if column.kind not in (Day, Moment) or not len(days) or days.min() < FIRST_DAY or days.max() > LAST_DAY:
        return days[:0]
    blank = np.array(column.blank_days, dtype="datetime64[us]")
    return days[:0] if np.isin(blank, days).any() else days


def _value(answer: Answer) -> Value:
    if isinstance(answer, Doubt):
        return answer.value
    return None if isinstance(answer, Fault | Said) else answer


def _tell_answers(conformed: Conformed, column: Column, cells: GridColumn, answers: dict[int, Answer]) -> None:
    told = {number: answer for number, answer in answers.items() if isinstance(answer, Fault | Doubt | Said)}
    if not told:
        return
    order = np.argsort(cells.places, kind="stable")  # the records of each value stand together: found in one pass for all
    begins = np.searchsorted(cells.places[order], np.arange(len(cells.values) + 1))
    for number, answer in told.items():
        labels = [conformed.records.labels[at] for at in order[begins[number] : begins[number + 1]]]
        if isinstance(answer, Fault):
            if answer.rule in ("not_a_code", "code_ambiguous") and column.kind in (Code, Codes, YesNo):
                words = conformed.unknown_words.setdefault(column.name, Counter())
                words[str(cells.values[number])] += len(labels)
            for label in labels:
                conformed.unreadable(label, column, answer)
        elif isinstance(answer, Said):
            for label in labels:
                conformed.why_blank.setdefault(label, {})[column.name] = answer.value
        elif answer.strength == "query":
            for label in labels:
                conformed.query(label, column.name, answer.rule, answer.says)
    _tell_doubts(conformed, column, cells, answers)


def _tell_doubts(conformed: Conformed, column: Column, cells: GridColumn, answers: dict[int, Answer]) -> None:
    """Doubts for the data team are told once a column, with how many cells they are about."""
    doubts = {number: answer for number, answer in answers.items() if isinstance(answer, Doubt) and answer.strength == "warn"}
    if doubts:
        some = next(iter(doubts.values()))
        count = int(np.isin(cells.places, list(doubts)).sum())
        position = conformed.table.columns.get(column.name)
        cells_told = "1 cell" if count == 1 else f"{count:,} cells"
        conformed.tell("warn", some.rule, f"{column.heading}: {some.says} ({cells_told})", position)


def _tell_blind_cells(conformed: Conformed) -> None:
    """Cells a reader gives as blank although they hold an error or a formula without a result."""
    table, records = conformed.table, conformed.records
    if not table.raw.blind:
        return
    facts = table.sheet.facts()
    named = {position: facts.columns[name] for name, position in table.columns.items()}
    named |= dict.fromkeys(table.wide.values(), facts.columns[facts.wide.value]) if facts.wide else {}
    by_row: dict[int, list[tuple[int, int]]] = {}
    for row, own, label in zip(records.rows.tolist(), records.columns.tolist(), records.labels, strict=True):
        by_row.setdefault(row + 1, []).append((own, label))
    for (row, place), rule in sorted(table.raw.blind.items()):
        column = named.get(place - 1)
        if column is None:
            continue
        for own, label in by_row.get(row, ()):
            if own in (-1, place - 1) or place - 1 not in table.wide.values():
                conformed.unreadable(label, column, _BLIND[rule])


def empty_frame(sheet: type[Sheet]) -> pd.DataFrame:
    """The frame of a sheet that has no rows."""
    nothing, index = np.zeros(0, dtype=np.int32), pd.Index([], dtype="int64", name="source_row")
    return pd.DataFrame({column.name: _series(column, [None], nothing, index) for column in sheet.facts().columns.values()})


def _judge_date_order(table: Table, column: Column, read: list[tuple[Cell, Answer]]) -> None:
    """A month above 12 is one bad cell if other text dates prove the day comes first; else nobody can tell the order."""
    for cell, answer in read:
        value = _value(answer)
        if isinstance(cell, str) and isinstance(value, dt.datetime) and value.day > 12:
            return
    raise FileRefused(
        "date_order_unclear",
        f"{in_sheet(table.name)}, column {column_letters(table.columns[column.name] + 1)} "
        f"({column.heading}): the dates could be day first or month first.",
        "Take the dates from your system anew, as true dates or as yyyy-mm-dd, and send the file again.",
    )


def _series(column: Column, values: list[Any], places: Any, index: pd.Index, days: Stamps = _NO_DAYS) -> pd.Series:
    """The column's values: the distinct ones (`days` after the others) are typed once, then taken per record."""
    if column.kind in (Day, Moment):
        stamps = [np.datetime64(v, "us") if isinstance(v, dt.datetime) else _NO_TIME for v in values]
        return pd.Series(np.concatenate([np.array(stamps, dtype="datetime64[us]"), days])[places], index=index)
    kind = column.kind.pandas_type
    dtype: Any = TextType.type if kind is TextType else kind()
    return pd.Series(pd.array(values, dtype=dtype).take(places), index=index)
