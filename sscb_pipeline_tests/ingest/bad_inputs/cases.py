"""A numbered bad input, what is to become of it, and the check that nothing else does."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sscb_pipeline.ingest.accept import accept_waiting
from sscb_pipeline.ingest.preflight import column_letters
from sscb_pipeline.ingest.receive import receive_landing
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.warehouse.server import Warehouse
from sscb_pipeline_tests.ingest.bad_inputs.books import ROWS, Book, Change, missing, place_of

_USUAL = {"heading_found", "rows_gone"}
"""Told of every sheet; each workbook is a version of the same month, and replaces the one before."""


@dataclass(frozen=True)
class Told:
    """One finding: its strength, where it points ('K5', 'row 5', 'column K' or '' for the sheet), its rule, and words of its
    sentence. `sheet`: where that is not the first one."""

    strength: str
    at: str
    rule: str
    says: str
    sheet: str = ""


@dataclass(frozen=True)
class Outcome:
    """What becomes of the workbook: `blocked` by one rule, or loaded with these things told, and nothing else."""

    blocked: Told | None = None
    told: tuple[Told, ...] = ()

    @property
    def word(self) -> str:
        """The outcome in one word: the strictest there is."""
        if self.blocked:
            return "block"
        strengths = [told.strength for told in self.told]
        return next((word for word in ("refuse", "query", "warn", "ignore", "note") if word in strengths), "loaded")


@dataclass(frozen=True, eq=False)
class Case:
    """One line of a table. `rows`: records on the first sheet. `refused_rows`: so many records are not loaded, where several
    findings are about one or none is. `stored`: what the loaded row holds in a cell; `said`: what it keeps instead of a
    value there."""

    number: int
    wrong: str
    change: Change
    outcome: Outcome
    base: Callable[[str], Book] = missing
    rows: int = ROWS
    stored: dict[str, Any] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.number}: {self.wrong} -> {self.outcome.word}"


def block(rule: str, says: str, at: str = "") -> Outcome:
    return Outcome(blocked=Told("block", at, rule, says))


def loaded(*told: Told) -> Outcome:
    return Outcome(told=told)


def refuse(at: str, rule: str, says: str, *others: Told) -> Outcome:
    return Outcome(told=(refused(at, rule, says), *others))


def query(at: str, rule: str, says: str, *others: Told) -> Outcome:
    return Outcome(told=(queried(at, rule, says), *others))


def warn(at: str, rule: str, says: str) -> Outcome:
    return Outcome(told=(warned(at, rule, says),))


def note(at: str, rule: str, says: str) -> Outcome:
    return Outcome(told=(noted(at, rule, says),))


def ignore(at: str, rule: str, says: str, *others: Told) -> Outcome:
    return Outcome(told=(ignored(at, rule, says), *others))


def refused(at: str, rule: str, says: str, sheet: str = "") -> Told:
    return Told("refuse", at, rule, says, sheet)


def queried(at: str, rule: str, says: str, sheet: str = "") -> Told:
    return Told("query", at, rule, says, sheet)


def warned(at: str, rule: str, says: str, sheet: str = "") -> Told:
    return Told("warn", at, rule, says, sheet)


def noted(at: str, rule: str, says: str, sheet: str = "") -> Told:
    return Told("note", at, rule, says, sheet)


def ignored(at: str, rule: str, says: str, sheet: str = "") -> Told:
    return Told("ignore", at, rule, says, sheet)


@dataclass
class Ingested:
    """What became of every case of one table."""

    warehouse: Warehouse
    books: dict[Case, Book]
    submissions: dict[str, Any]

    def check(self, case: Case) -> None:
        """Everything the table says of a case, and that nothing else happened."""
        book = self.books[case]
        found = self.submissions[book.file_name]
        findings = self.warehouse.rows(
            "select strength, rule, sheet, row, column_letter, message from registry.finding where submission_id = :id",
            id=found.submission_id,
        )
        balances = self.warehouse.rows(
            "select sheet, table_name, rows_read, accepted, refused, ignored from registry.sheet where submission_id = :id",
            id=found.submission_id,
        )
        for sentence in (found.reason, *(f.message for f in findings)):
            assert not [text for text in _secrets(book) if text in sentence], "a sentence repeats a cell's value"
        assert all(b.rows_read == b.accepted + b.refused + b.ignored for b in balances)
        if case.outcome.blocked:
            blocked = case.outcome.blocked
            assert (found.status, found.rule) == ("refused", blocked.rule), found.reason or [f.message for f in findings]
            assert blocked.says in found.reason and blocked.at in found.reason, found.reason
            assert not any(b.accepted for b in balances)
            return
        assert found.status == "accepted", found.reason
        self._check_findings(case, book, findings)
        self._check_rows(case, book, found.submission_id, balances)

    def _check_findings(self, case: Case, book: Book, findings: Sequence[Any]) -> None:
        here = Counter((f.strength, f.rule, f.sheet, f.row, f.column_letter) for f in findings if f.rule not in _USUAL)
        expected = Counter(_address(told, book) for told in case.outcome.told)
        assert here == expected, [f.message for f in findings if f.rule not in _USUAL]
        for told in case.outcome.told:
            place = _address(told, book)
            sentences = [f.message for f in findings if (f.strength, f.rule, f.sheet, f.row, f.column_letter) == place]
            assert any(told.says in sentence for sentence in sentences), sentences

    def _check_rows(self, case: Case, book: Book, submission: int, balances: Sequence[Any]) -> None:
        declared = return_named(book.return_name)
        table = declared.table(declared.sheets[0])
        refused_rows = {_address(told, book)[3] for told in case.outcome.told if told.strength == "refuse"}
        mine = [b for b in balances if b.table_name == table]
        assert sum(b.accepted for b in mine) == case.rows - len(refused_rows)
        assert sum(b.refused for b in mine) == len(refused_rows)
        rows = self.warehouse.rows(f'select * from returns."{table}" where submission_id = :id', id=submission)  # noqa: S608
        assert len(rows) == case.rows - len(refused_rows)
        assert refused_rows.isdisjoint(row.source_row for row in rows)
        by_row = {row.source_row: row for row in rows}
        columns = list(declared.sheets[0].facts().columns)
        for address, value in case.stored.items():
            row, position = place_of(address)
            assert getattr(by_row[row], columns[position]) == value, address
        for address, word in case.said.items():
            row, position = place_of(address)
            assert (by_row[row].why_blank or {}).get(columns[position]) == word, address


def ingest(cases: Sequence[Case], settings: Settings, warehouse: Warehouse) -> Ingested:
    """Write every case's workbook, receive and load them all."""
    settings.make_folders()
    books: dict[Case, Book] = {}
    for place, case in enumerate(cases):
        book = case.base(f"{case.number:03d}{chr(97 + place // 26)}{chr(97 + place % 26)}")
        case.change(book)
        book.file_name += f"_v{place + 1}"
        book.write(settings.landing)
        books[case] = book
    receive_landing(settings, warehouse)
    accept_waiting(settings, warehouse)
    rows = warehouse.rows("select submission_id, file_name, status, rule, reason from registry.submission")
    return Ingested(warehouse, books, {Path(row.file_name).stem: row for row in rows})


def _address(told: Told, book: Book) -> tuple[str, str, str, int | None, str | None]:
    strength = {"refuse": "refused", "ignore": "ignored"}.get(told.strength, told.strength)
    sheet = told.sheet or next(iter(book.sheets))
    if told.at.startswith("row "):
        return strength, told.rule, sheet, int(told.at[4:]), None
    if told.at.startswith("column "):
        return strength, told.rule, sheet, None, told.at[7:]
    if told.at:
        row, position = place_of(told.at)
        return strength, told.rule, sheet, row, column_letters(position + 1)
    return strength, told.rule, sheet, None, None


def _secrets(book: Book) -> set[str]:
    """Texts that stand in the workbook's rows and may stand in no sentence."""
    honest = {"Madeup", "Example", "Robin", "GU1 1AA", "MP2016-11-00003"}
    return {text for text in (*honest, *book.put_in) if len(text) >= 3}
