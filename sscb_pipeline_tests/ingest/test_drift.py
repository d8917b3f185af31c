"""Columns and words against the month before: what is told to the data team, and what only their terminal shows."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Connection, text

from sscb_pipeline.ingest.drift import drift, judge_drift
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse import registry
from sscb_pipeline.warehouse.load import SheetBalance
from sscb_pipeline.warehouse.registry import Waiting
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.history import put, see

Columns = Sequence[tuple[str, str | None]]
USUAL: Columns = [("Misper ref", "misper_ref"), ("Date found", "found_at"), ("Risk", "risk"), ("First language", None)]


def sent(
    connection: Connection, month: str, columns: Columns, words: dict[str, int] | None = None, accepted: bool = True
) -> Waiting:
    """A police missing return with these columns, and these unknown words of risk."""
    waiting, _ = put(connection, "pol_missing", month, {}, accepted=accepted)
    balance = SheetBalance("Sheet1", "pol_missing__missing", 1, 30, 30, 0, 0)
    sheet_id = registry.record_sheet(connection, waiting.submission_id, balance)
    for position, (heading, name) in enumerate(columns, start=1):
        see(connection, sheet_id, position, heading, name, 30, 30)
    for word, rows in (words or {}).items():
        connection.execute(
            text("insert into registry.unknown_word values (:sheet, 'risk', :word, :rows)"),
            {"sheet": sheet_id, "word": word, "rows": rows},
        )
    return waiting


def changes(
    settings: Settings, warehouse: Warehouse, columns: Columns, words: dict[str, int] | None = None, before: Columns = USUAL
) -> list[tuple[str, str | None, str | None]]:
    """Rule, column letter and declared column of what the data team is told."""
    with warehouse.begin() as connection:
        sent(connection, "2016-10", before, {"Severe": 2})
        found = judge_drift(connection, settings, sent(connection, "2016-11", columns, words, accepted=False))
    assert {finding.strength for finding in found} <= {"warn"}
    return [(finding.rule, finding.column_letter, finding.column_name) for finding in found]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (USUAL, []),
        ([*USUAL[::-1]], []),  # the order does not matter
        ([("MISPER REF.", "misper_ref"), *USUAL[1:]], []),  # nor do case and punctuation
        ([*USUAL, ("Zebedee", None)], [("column_new", "E", None)]),
        ([*USUAL, ("In care", "in_care")], [("column_new", "E", "in_care")]),
        (USUAL[:-1], [("column_gone", None, None)]),
        (USUAL[1:], [("column_gone", None, "misper_ref")]),
        ([USUAL[0], ("Found date time", "found_at"), *USUAL[2:]], [("column_renamed", "B", "found_at")]),
        ([*USUAL[:3], ("Firts language", None)], [("column_renamed", "D", None)]),  # near in spelling
        ([*USUAL[:2], *USUAL[3:], ("Danger", None)], [("column_new", "D", None), ("column_gone", None, "risk")]),
        ([*USUAL[:2], *USUAL[3:], ("Risc", None)], [("column_renamed", "D", None)]),
        ([*USUAL[:2], ("Zebedee", None), USUAL[3]], [("column_renamed", "C", None)]),  # in the place of the one gone
    ],
)
def test_columns_against_the_month_before(
    settings: Settings, warehouse: Warehouse, columns: Columns, says: list[tuple[str, str | None, str | None]]
) -> None:
    assert changes(settings, warehouse, columns) == says


def test_words_no_list_spells_are_counted(settings: Settings, warehouse: Warehouse) -> None:
    assert changes(settings, warehouse, USUAL, {"severe": 5}) == []  # last month had it
    with warehouse.begin() as connection:
        waiting = sent(connection, "2016-12", USUAL, {"Zebedee": 3, "Hihg": 1, "Severe": 1}, accepted=False)
        (found,) = judge_drift(connection, settings, waiting)
    assert found.message == (
        "Sheet Sheet1, risk: 2 words in 4 rows that no list spells and last month had not. `sscb drift` shows it."
    )


def test_a_first_month_says_nothing(settings: Settings, warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        assert judge_drift(connection, settings, sent(connection, "2016-11", USUAL, {"Severe": 1}, accepted=False)) == []


def test_what_is_told_never_holds_the_sender_s_words(settings: Settings, warehouse: Warehouse) -> None:
    odd: Columns = [("Quillfeather", None), ("Quillfeather 2", "found_at"), *USUAL[2:]]
    with warehouse.begin() as connection:
        sent(connection, "2016-10", USUAL)
        found = judge_drift(connection, settings, sent(connection, "2016-11", odd, {"Quillfeather": 1}, accepted=False))
    assert len(found) == 3
    assert "quillfeather" not in repr(found).casefold()


def test_the_data_team_sees_the_words_and_the_line_that_accepts_them(settings: Settings, warehouse: Warehouse) -> None:
    with warehouse.begin() as connection:
        sent(connection, "2016-10", USUAL)
        now: Columns = [USUAL[0], ("Date fuond", None), *USUAL[2:]]
        sent(connection, "2016-11", now, {"Hihg": 4, "it's Zebedee": 1})
        put(connection, "pol_cse_crime", "2016-11", {"Disruption": [{}]})
        ((told, found),) = drift(connection, settings, "2016-11").items()
        assert drift(connection, settings, "2016-11", "pol_cse_crime") == {}
        assert drift(connection, settings, "2016-10") == {}
    assert (told.return_name, told.month) == ("pol_missing", "2016-11")
    assert [(c.kind, c.position, c.was, c.now, c.rows) for c in found] == [
        ("column_renamed", 2, "Date found", "Date fuond", None),
        ("words_new", None, "", "Hihg", 4),
        ("words_new", None, "", "it's Zebedee", 1),
    ]
    assert [c.accept for c in found] == [
        "sscb accept-heading pol_missing.Missing.found_at 'Date fuond'",
        "sscb accept-spelling missing_risk Hihg HIGH",
        "",  # nothing is near enough to suggest
    ]
