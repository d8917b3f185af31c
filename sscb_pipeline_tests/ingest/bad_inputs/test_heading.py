"""52 to 62: what goes wrong with headings.

Three are milder than a block, and nothing is lost by it: a heading over two rows is read together and told; a column without
a heading blocks only when it is filled in more than a fifth of the rows (else its cells are asked about); a heading that is
a number or a date counts as none.
"""

import datetime as dt

import pytest

from sscb_pipeline_tests.ingest.bad_inputs.books import both, column_out, down, put, rows_in
from sscb_pipeline_tests.ingest.bad_inputs.cases import Case, Ingested, block, loaded, query, refuse, warned

LONG = "Notes of the officer who took the first call, with everything that was said and by whom"

CASES = [
    Case(52, "a needed column is not there", column_out("J"), block("column_missing", "no column is headed Risk", "row 1")),
    Case(52, "a needed column's heading is misspelt", put("J1", "Risk gradeing"),
         block("column_missing", "Risk (column J is nearly that)")),
    Case(53, "an invisible character in a heading", put("J1", "Ri\u200bsk"),
         block("heading_invisible_character", "the heading of column J holds an invisible character")),
    Case(53, "an invisible character in a needed cell", put("B5", "N00\u200b04"),
         refuse("B5", "invisible_character", "holds an invisible character")),
    Case(54, "a cell that holds as much as a cell can", put("A5", "x" * 32_767), refuse("A5", "too_long", "its end is lost")),
    Case(54, "the same where a cell may be blank: loaded without it, and asked about", put("Q5", "x" * 32_767),
         query("Q5", "too_long", "the row was loaded with this cell blank"), stored={"Q5": None}),
    Case(55, "a heading stands twice", put("U1", "risk", "U2", "HIGH"),
         block("column_repeated", "a heading stands twice: column U, 'risk'")),
    Case(56, "a filled column below a blank heading", both(put("U1", None), down("U", lambda *_: "x")),
         block("heading_blank", "column U is filled, but its heading is blank")),
    Case(56, "two remarks below a blank heading", put("U5", "checked by Ann", "U9", "see below"),
         query("U1", "cells_without_heading", "no heading but 2 filled cells")),
    Case(57, "spaces, case, line breaks and quotes in headings",
         put("J1", "  RISK\u00a0level ", "K1", "Missing\nfrom", "O1", "Missing-from  postcode",
             "B1", "\u201cNominal\u201d ref."),
         loaded(), stored={"J5": "MEDIUM", "B5": "N00004"}),
    Case(58, "headings over two rows, read together",
         both(rows_in(1, ["Misper", "Nominal", "Child's"]), put("A2", "ref", "B2", "ref", "C2", "surname")), loaded(),
         stored={"A3": "MP2016-11-00001", "C3": "Madeup"}),
    Case(59, "a column nobody asked for", put("U1", "First language", "U2", "Welsh"),
         query("U1", "column_unknown", "Column U, 'First language': not this return's, so it was not loaded")),
    Case(59, "a column nobody asked for that names people",
         put("U1", "Mother's name and address", "U2", "Ann Madeup, Guildford"),
         query("U1", "column_unknown", "not this return's, so it was not loaded",
               warned("U1", "more_than_asked_for", "details of people that nobody asked for"))),
    Case(60, "a heading that is a program", put("U1", 'x"); DROP TABLE returns;--'),
         query("U1", "column_unknown", "Column U: not this return's")),
    Case(60, "a heading that is a template", put("U1", "a%(x)s {0} {{7*7}}"),
         query("U1", "column_unknown", "Column U: not this return's")),
    Case(60, "a heading of ninety letters is told by its place", put("U1", LONG),
         query("U1", "column_unknown", "Column U: not this return's")),
    Case(60, "a heading that names somebody", put("U1", "Tamsinelle Zzyplinski social worker"),
         query("U1", "column_unknown", "Column U: not this return's")),
    Case(61, "dates of birth stand in the column for sex, and the reverse",
         both(down("E", lambda *_: "M"), down("F", lambda n, _: dt.date(2003, 5, n))),
         block("too_many_rows_refused", "20 of 20 rows cannot be loaded (most often: not_a_date)")),
    Case(62, "a heading that is a date", put("J1", dt.date(2016, 11, 1)), block("column_missing", "no column is headed Risk")),
    Case(62, "a heading beside the table that is a number", both(put("U1", 2016), down("U", lambda *_: 1)),
         block("heading_blank", "column U is filled, but its heading is a number or a date")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_headings_gone_wrong(case: Case, ingested: Ingested) -> None:
    ingested.check(case)
