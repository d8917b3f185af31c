"""Columns and words of submissions as they were sent, to be compared with the month before."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text


@dataclass(frozen=True)
class SeenColumn:
    """A headed column as sent: `name` is the declared column it was read as, None when it was not loaded."""

    table: str
    sheet: str
    position: int
    heading: str
    name: str | None


@dataclass(frozen=True)
class UnknownWord:
    """A word of a code column that no code list spells, and in how many rows it stood."""

    table: str
    sheet: str
    column: str
    word: str
    rows: int


@dataclass(frozen=True)
class Sent:
    """A current submission, and the one of the month received before it (None: it is the first)."""

    submission_id: int
    before: int | None
    return_name: str
    month: str
    part: str


def sent_in(connection: Connection, month: str, return_name: str | None = None) -> list[Sent]:
    """The current submissions of a month."""
    found = connection.execute(
        text(
            "select c.submission_id, (select b.submission_id from registry.current_submission b "
            "where (b.return_name, b.part) = (c.return_name, c.part) and b.month < c.month order by b.month desc limit 1), "
            "c.return_name, c.month, c.part from registry.current_submission c "
            "where c.month = :month and (cast(:name as text) is null or c.return_name = :name) order by c.return_name, c.part"
        ),
        {"month": month, "name": return_name},
    )
    return [Sent(*row) for row in found]


def columns_seen(connection: Connection, ids: Sequence[int]) -> dict[int, list[SeenColumn]]:
    """Submission -> its headed columns, sheet by sheet from left to right."""
    seen: dict[int, list[SeenColumn]] = {submission: [] for submission in ids}
    for submission, *column in connection.execute(
        text(
            "select s.submission_id, s.table_name, s.sheet, c.position, c.heading, c.column_name "
            "from registry.column_seen c join registry.sheet s using (sheet_id) "
            "where s.submission_id = any(:ids) and s.table_name is not null order by s.sheet_id, c.position"
        ),
        {"ids": list(ids)},
    ):
        seen[submission].append(SeenColumn(*column))
    return seen


def unknown_words(connection: Connection, ids: Sequence[int]) -> dict[int, list[UnknownWord]]:
    """Submission -> the words of its code columns that no list spells."""
    words: dict[int, list[UnknownWord]] = {submission: [] for submission in ids}
    for submission, *word in connection.execute(
        text(
            "select s.submission_id, s.table_name, s.sheet, w.column_name, w.word, w.rows "
            "from registry.unknown_word w join registry.sheet s using (sheet_id) "
            "where s.submission_id = any(:ids) and s.table_name is not null "
            "order by s.sheet_id, w.column_name, w.rows desc, w.word"
        ),
        {"ids": list(ids)},
    ):
        words[submission].append(UnknownWord(*word))
    return words
