"""What a file's columns and code words are, against the month before: new, gone, under another heading, never seen.

Told to the data team, by counts and addresses alone: a heading or word may hold anything a sender types. The words
themselves are shown on the data team's own terminal (`sscb drift`), with the line that accepts them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from shlex import quote

from sqlalchemy import Connection

from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.ingest.senders_words import in_sheet
from sscb_pipeline.returns.declaration import Return, SheetFacts
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.codes import spelling_key
from sscb_pipeline.warehouse.drift import SeenColumn, Sent, UnknownWord, columns_seen, sent_in, unknown_words
from sscb_pipeline.warehouse.history import earlier_months
from sscb_pipeline.warehouse.load import Finding
from sscb_pipeline.warehouse.registry import Waiting

_SEE = "`sscb drift` shows it."


@dataclass(frozen=True)
class Change:
    """One thing that is not as the month before. `was` and `now` are the sender's words: for the data team's terminal only.

    `kind`: column_new, column_gone, column_renamed or words_new. `column`: the declared column, where there is one.
    `accept`: the command that would accept the spelling, '' when nothing is near enough to suggest.
    """

    kind: str
    table: str
    sheet: str
    position: int | None
    column: str | None
    was: str
    now: str
    rows: int | None = None
    accept: str = ""


def judge_drift(connection: Connection, settings: Settings, submission: Waiting) -> list[Finding]:
    """What the data team is told of a submission whose columns and unknown words are recorded. A first month says nothing."""
    months = earlier_months(connection, submission.submission_id)
    if not months:
        return []
    sent = Sent(submission.submission_id, months[-1].submission_id, submission.return_name, submission.month, submission.part)
    return list(_told(_changes(connection, settings, [sent])[sent]))


def drift(connection: Connection, settings: Settings, month: str, return_name: str | None = None) -> dict[Sent, list[Change]]:
    """The changes of every current submission of a month, the sender's words included; those without changes are left out."""
    found = _changes(connection, settings, sent_in(connection, month, return_name))
    return {sent: changes for sent, changes in found.items() if changes}


def _changes(connection: Connection, settings: Settings, sent: Sequence[Sent]) -> dict[Sent, list[Change]]:
    ids = [*(one.submission_id for one in sent), *(one.before for one in sent if one.before is not None)]
    columns, words = columns_seen(connection, ids), unknown_words(connection, ids)
    found: dict[Sent, list[Change]] = {}
    for one in sent:
        compared = _Compared(return_named(one.return_name), settings.thresholds.heading_near_from)
        found[one] = []
        if one.before is not None:
            found[one] += compared.columns(columns[one.before], columns[one.submission_id])
            found[one] += compared.words(words[one.before], words[one.submission_id])
    return found


@dataclass(frozen=True)
class _Compared:
    """Compares two months of one return; `near` is how alike two spellings must be to be one."""

    declared: Return
    near: float

    def columns(self, before: Sequence[SeenColumn], now: Sequence[SeenColumn]) -> Iterator[Change]:
        for table in sorted({column.table for column in now}):
            was, is_now = ([column for column in columns if column.table == table] for columns in (before, now))
            yield from self._columns_of(table, was, is_now)

    def _columns_of(self, table: str, before: Sequence[SeenColumn], now: Sequence[SeenColumn]) -> Iterator[Change]:
        if not before:
            return
        was_key = {spelling_key(column.heading): column for column in before}
        is_key = {spelling_key(column.heading): column for column in now}
        gone = [column for key, column in was_key.items() if key not in is_key]
        for key, column in is_key.items():
            if key in was_key:
                continue
            same = self._same(column, gone)
            if same:
                gone.remove(same)
            kind = "column_renamed" if same else "column_new"
            accept = self._accept_heading(column, same)
            was = same.heading if same else ""
            yield Change(kind, table, column.sheet, column.position, column.name, was, column.heading, accept=accept)
        for column in gone:
            yield Change("column_gone", table, column.sheet, None, column.name, column.heading, "")

    def _same(self, column: SeenColumn, gone: Sequence[SeenColumn]) -> SeenColumn | None:
        """The column of the month before that this one is: read as the same, else near in spelling, else in its place."""
        for other in gone:
            if column.name and column.name == other.name:
                return other
        open_ones = [other for other in gone if not (column.name and other.name)]
        nearest = max(open_ones, key=lambda other: _alike(other.heading, column.heading), default=None)
        if nearest and _alike(nearest.heading, column.heading) >= self.near:
            return nearest
        return next((other for other in open_ones if other.position == column.position), None)

    def _accept_heading(self, column: SeenColumn, same: SeenColumn | None) -> str:
        if column.name:
            return ""
        facts = self._facts(column.table)
        name = same.name if same and same.name else self._nearest(column.heading, facts.heading_names)
        return f"sscb accept-heading {self.declared.name}.{facts.name}.{name} {quote(column.heading)}" if name else ""

    def words(self, before: Sequence[UnknownWord], now: Sequence[UnknownWord]) -> Iterator[Change]:
        known = {(word.table, word.column, spelling_key(word.word)) for word in before}
        for word in now:
            if (word.table, word.column, spelling_key(word.word)) not in known:
                yield Change(
                    "words_new", word.table, word.sheet, None, word.column, "", word.word, word.rows, self._accept_word(word)
                )

    def _accept_word(self, word: UnknownWord) -> str:
        column = self._facts(word.table).columns.get(word.column)
        listed = column.code_list if column else None
        code = self._nearest(word.word, listed.spellings) if listed else None
        return f"sscb accept-spelling {listed.name} {quote(word.word)} {code}" if listed and code else ""

    def _nearest(self, spelling: str, known: dict[str, str]) -> str | None:
        nearest = max(known, key=lambda key: _alike(key, spelling), default=None)
        return known[nearest] if nearest and _alike(nearest, spelling) >= self.near else None

    def _facts(self, table: str) -> SheetFacts:
        return self.declared.sheet_of_table(table).facts()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, spelling_key(one), spelling_key(other), autojunk=False).ratio()


def _told(changes: Sequence[Change]) -> Iterator[Finding]:
    """Findings without the sender's words: one per column; words that are new, counted by column."""
    words: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        letter = column_letters(change.position) if change.position else None
        where = f"{in_sheet(change.sheet)}, column {letter}" if letter else in_sheet(change.sheet)
        named = f" ({change.column})" if change.column else ""
        if change.kind == "words_new":
            words[change.sheet, change.column or ""].append(change)
        elif change.kind == "column_renamed":
            told = f"{where}{named}: last month's heading was another one. {_SEE}"
            yield Finding(change.sheet, None, letter, change.column, "warn", rule="column_renamed", message=told)
        elif change.kind == "column_new":
            told = f"{where}{named}: last month had no such column. {_SEE}"
            yield Finding(change.sheet, None, letter, change.column, "warn", rule="column_new", message=told)
        else:
            told = f"{where}: a column{named} of last month is not there any more. {_SEE}"
            yield Finding(change.sheet, None, None, change.column, "warn", rule="column_gone", message=told)
    for (sheet, column), new in words.items():
        rows = sum(change.rows or 0 for change in new)
        where = f"{in_sheet(sheet)}, {column}"
        told = f"{where}: {len(new)} words in {rows} rows that no list spells and last month had not. {_SEE}"
        yield Finding(sheet, None, None, column, "warn", rule="words_new", message=told)
