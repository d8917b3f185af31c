"""90 to 97: what goes wrong with a row.

A heading that stands again is no record: it is counted and left out, not refused. A record of a test is asked about: a child
may be called so.
"""

import pytest

from sscb_pipeline_tests.ingest.bad_inputs.books import ROWS, Book, put, row_again, rows_in
from sscb_pipeline_tests.ingest.bad_inputs.cases import (
    Case,
    Ingested,
    ignore,
    query,
    refuse,
    refused,
)


def heading_again(book: Book) -> None:
    """The headings once more as row 12."""
    book.first.rows.insert(11, list(book.first.rows[0]))


def shifted(book: Book) -> None:
    """Row 5 begins one column too far right."""
    book.first.rows[4].insert(4, None)


CASES = [
    Case(90, "a blank row inside the data", rows_in(5, []), ignore("row 5", "blank_row", "Row 5 is blank")),
    Case(90, "a row of spaces", rows_in(5, [" ", "\u00a0"]), ignore("row 5", "blank_row", "Row 5 is blank")),
    Case(91, "five hundred blank rows, then data",
rows_in(12, *[[]] * 500),
         ignore("row 12", "blank_row", "Rows 12 to 511 are blank")),
    Case(92, "the headings again inside the data", heading_again,
         ignore("row 12", "heading_again", "holds the headings again")),
    Case(93, "a row stands twice", row_again(5), refuse("row 22", "duplicate_row", "stands above already"), rows=ROWS + 1),
    Case(94, "one key, two stories", row_again(5, J="HIGH"),
         query("A22", "same_key_twice", "the same Misper ref but other values"), rows=ROWS + 1),
    Case(95, "a row begins one column too far right", shifted,
         refuse("row 5", "row_shifted", "8 cells seem to stand in the wrong columns",
                *(refused(f"{letter}5", "not_a_code", "is not a code") for letter in "FGIJN"),
                *(refused(f"{letter}5", "not_a_postcode", "is not a UK postcode.") for letter in "HO"),
                refused("K5", "not_a_date", "is not a date"), refused("P5", "required", "is needed and is blank"))),
    Case(96, "a child without any id or name", put("B5", None, "C5", None),
         refuse("B5", "required", "is needed and is blank", refused("row 5", "no_identity", "no one can be identified"))),
    Case(97, "a child called Test", put("C5", "Test", "D5", "Test"),
         query("C5", "looks_like_a_test", "the name of a test record")),
    Case(97, "Mickey Mouse", put("C5", "Mouse", "D5", "Mickey"),
         query("C5", "looks_like_a_test", "the name of a test record")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rows_gone_wrong(case: Case, ingested: Ingested) -> None:
    ingested.check(case)
