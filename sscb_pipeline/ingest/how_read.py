"""Tells how a sheet was read: which row was the heading, what was left out, what stood hidden or unheaded."""

from pathlib import PurePath

import numpy as np
import pandas as pd

from sscb_pipeline.ingest.conform import Conformed
from sscb_pipeline.ingest.headings import heading_key
from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.ingest.rulebook import rule_of
from sscb_pipeline.ingest.senders_words import column_called

_PERSONAL = frozenset(
    (
        "name", "names", "surname", "forename", "initials", "address", "postcode", "phone", "telephone", "mobile", "email",
        "dob", "birth", "nhs", "upn", "mother", "mothers", "father", "fathers", "parent", "parents", "carer", "siblings",
    )
)  # fmt: skip
"""A heading with one of these words is of a column that names or locates somebody."""


def tell_how_it_was_read(conformed: Conformed) -> None:
    """Every decision about the sheet that is not about one record, as findings."""
    table = conformed.table
    number = table.heading_row + 1
    rows = f"rows {number - 1} and {number}, read together" if table.two_lines else f"row {number}"
    conformed.tell("note", "heading_found", f"The headings stand in {rows}", row=number)
    for column, code in table.given.items():
        heading = table.sheet.facts().columns[column].heading
        conformed.tell("note", "told_by_sheet_name", f"{heading} is {code} for every row, as the sheet's name says")
    for code in table.raw.notes:
        conformed.tell(rule_of(code).strength, code, rule_of(code).means.rstrip("."))
    _tell_records(conformed)
    _tell_columns(conformed)
    _tell_hidden_rows(conformed)


def tell_of_file(read: list[Conformed]) -> None:
    """What was seen about the file as a whole, told once, with its first sheet."""
    for code in read[0].table.raw.file_notes if read else ():
        read[0].tell(rule_of(code).strength, code, rule_of(code).means.rstrip("."))
    if read:
        _tell_absent_sheets(read)


def _tell_absent_sheets(read: list[Conformed]) -> None:
    """A file that stands in for other returns says by a sheet that is absent for which of them it does not."""
    declared = read[0].table.declared
    present = {conformed.table.sheet for conformed in read}
    for sheet in declared.sheets if declared.is_alternative else ():
        name = sheet.facts().name
        if sheet not in present:
            fed = ", ".join(feed.return_name for feed in declared.feeds if name in feed.sheets)
            stands = f", so the file does not stand in for {fed}" if fed else ""
            read[0].tell("query", "sheet_absent", f"The workbook has no {name}{stands}")


def tell_of_file_name(read: list[Conformed], file_name: str) -> None:
    """Whether the file is named after somebody in it: file names are shown where cells never are."""
    words = frozenset(heading_key(PurePath(file_name).stem).split())
    for conformed in read:
        frame = conformed.frame
        if {"surname", "forename"} <= set(frame.columns):
            surnames, forenames = (_named_in(words, frame[column]) for column in ("surname", "forename"))
            if (frame["surname"].isin(surnames) & frame["forename"].isin(forenames)).any():
                conformed.tell("query", "child_in_file_name", "The file's name is that of somebody in this sheet")
                return


def _named_in(words: frozenset[str], names: pd.Series) -> list[str]:
    """The names of which every word is one of these."""
    return [name for name in names.dropna().unique() if (parts := heading_key(name).split()) and words.issuperset(parts)]


def _tell_records(conformed: Conformed) -> None:
    for run in conformed.rows.ignored:
        conformed.tell("ignored", run.rule, run.words[:1].upper() + run.words[1:], row=run.first)
    if conformed.table.wide:
        columns, rows, records = len(conformed.table.wide), len(conformed.rows.data), len(conformed.records)
        told = f"The sheet has a column per code ({columns} of them): {rows} rows give {records} records"
        conformed.tell("note", "read_column_by_column", told)
    for row in conformed.records.empty_rows:
        says = f"Row {row + 1}: none of the columns that give records is filled, so nothing was loaded from it"
        conformed.tell("query", "row_without_records", says, row=int(row) + 1)


def _tell_columns(conformed: Conformed) -> None:
    table = conformed.table
    for position in table.unknown:
        called = column_called(column_letters(position + 1), table.headings[position])
        told = f"{called[:1].upper()}{called[1:]}: not this return's, so it was not loaded"
        conformed.tell("query", "column_unknown", told, position, table.heading_row + 1)
        if not _PERSONAL.isdisjoint(heading_key(table.headings[position]).split()):
            told = f"Column {column_letters(position + 1)} seems to hold details of people that nobody asked for"
            conformed.tell("warn", "more_than_asked_for", told, position, table.heading_row + 1)
    for position in table.unheaded:
        filled = int(table.raw.columns[position].filled[conformed.rows.data].sum())
        if filled:
            told = f"Column {column_letters(position + 1)} has no heading but {filled} filled cells; it was not loaded"
            conformed.tell("query", "cells_without_heading", told, position, table.heading_row + 1)


def _tell_hidden_rows(conformed: Conformed) -> None:
    hidden = np.zeros(conformed.table.raw.height + 1, dtype=bool)
    for first, last in conformed.table.raw.hidden_rows:
        hidden[first - 1 : last] = True
    count = int(hidden[conformed.rows.data].sum())
    if count:
        rows = "row was" if count == 1 else "rows were"
        conformed.tell("query", "hidden_rows_included", f"{count} hidden or filtered-out {rows} read like the others")
