"""What a sender writes on tabs and above columns is repeated when it is ours or nobody's, and else told by its place."""

import pytest

from sscb_pipeline.ingest.senders_words import column_called, in_sheet, may_be_repeated, sheet_called
from sscb_pipeline.returns.registry import all_returns

SURNAME, NUMBER = "Quaxworth", "9434765919"


@pytest.mark.parametrize(
    "words",
    [
        "Missing", "Sheet1", "Sheet1 (2)", "Data Nov 2016", "List 3", "ED_Flagged", "North East", "NW", "Date of\ncontact",
        "Notes & totals", "30.11.2016", "Child\u2019s surname", "First language", "Mar-16 FINAL v2",
    ],
)  # fmt: skip
def test_declared_and_ordinary_words_are_repeated(words: str) -> None:
    assert may_be_repeated(words)


@pytest.mark.parametrize(
    "words",
    [
        f"Tamsinelle {SURNAME}", SURNAME, f"NHS {NUMBER}", "NHS 943 476 5919", "NHS 943-476-5919", "12345", "", "  ", "'",
        f"{SURNAME} social worker", "Data \u2028", "Zo\u00eb", "=HYPERLINK", "<b>", "Chelsea Stafford", "List " * 30,
    ],
)  # fmt: skip
def test_anything_else_is_not(words: str) -> None:
    assert not may_be_repeated(words)


def test_what_is_declared_is_repeated() -> None:
    facts = [sheet.facts() for declared in all_returns() for sheet in declared.sheets]
    sheets = {name for sheet in facts for name in (sheet.name, *sheet.also_called)}
    headings = {column.heading for sheet in facts for column in sheet.columns.values()}
    assert [words for words in sheets | headings if len(words) <= 60 and not may_be_repeated(words)] == []


def test_places_stand_for_the_rest() -> None:
    assert (sheet_called("Missing", 2), sheet_called(SURNAME, 2), sheet_called("", 1)) == ("Missing", "sheet 2", "")
    assert sheet_called("sheet 2", 3) == "sheet 3"  # two sheets are never called alike
    assert (in_sheet("Missing"), in_sheet("sheet 2"), in_sheet("Sheet1")) == ("Sheet Missing", "Sheet 2", "Sheet Sheet1")
    assert column_called("U", "First language") == "column U, 'First language'"
    assert column_called("U", f"{SURNAME} social worker") == "column U"
