"""What there is to tell a sender about one submission, read from the registry alone: no cell's value is in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.ingest.rulebook import BookRule
from sscb_pipeline.ingest.rulebook.declared import rule_for
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.vocabulary.agencies import AGENCIES
from sscb_pipeline.warehouse import replies
from sscb_pipeline.warehouse.load import Finding, SheetBalance
from sscb_pipeline.warehouse.replies import Submission
from sscb_pipeline.warehouse.server import Warehouse

TOP = 5
"""So many kinds of problem are told in a receipt; the workbook has them all."""
_LONDON = ZoneInfo("Europe/London")
_PLACES = 6
_NO_LONGER = "It breaks a rule the return had when it was sent."
_ASK = "Ask the data team what it was about."


@dataclass(frozen=True)
class Problem:
    """One kind of problem on one sheet and column: the rule, how it counts here, where it was met, the first message."""

    rule: BookRule
    strength: str
    sheet: str
    column: str
    rows: tuple[int, ...]
    first: str

    @property
    def do(self) -> str:
        """What to do; where the rule points to its message, that of the first row goes with it."""
        return f"{self.rule.do} (First: {self.first})" if "the message" in self.rule.do else self.rule.do

    @property
    def count(self) -> int:
        """In how many rows; 1 for a sheet or column as a whole."""
        return max(1, len(self.rows))

    @property
    def where(self) -> str:
        """`Missing, column M (Found at), rows 8, 12, 14 and 9 more`."""
        shown = ", ".join(f"{row:,}" for row in self.rows[:_PLACES])
        more = f" and {len(self.rows) - _PLACES:,} more" if len(self.rows) > _PLACES else ""
        numbers = f"row{'s' if len(self.rows) > 1 else ''} {shown}{more}" if self.rows else ""
        return ", ".join(filter(None, (self.sheet, self.column, numbers)))


@dataclass(frozen=True)
class Told:
    """One submission as its sender is told about it."""

    submission: Submission
    sheets: tuple[SheetBalance, ...]
    findings: tuple[Finding, ...]

    @property
    def declared(self) -> Return | None:
        return return_named(self.submission.return_name) if self.submission.return_name else None

    @property
    def accepted(self) -> bool:
        return self.submission.status == "accepted"

    @property
    def agency_name(self) -> str:
        return next((a.name for a in AGENCIES if a.key == self.submission.agency), "not known from the file")

    @property
    def received(self) -> str:
        """When it was received, by a Surrey clock: `7 December 2016, 09:12`."""
        return _moment(self.submission.received_at)

    @property
    def month_words(self) -> str:
        month = self.submission.month
        return f"{dt.date.fromisoformat(f'{month}-01'):%B %Y}" if month else "not known from the file"

    @property
    def return_words(self) -> str:
        return f"{self.declared.title} ({self.declared.name})" if self.declared else "not known from the file"

    @property
    def file_to_send(self) -> str | None:
        """How a corrected file is to be called."""
        month = self.submission.month
        if not self.declared or not month:
            return None
        return self.declared.file_name(month, self.submission.part, self.submission.latest_version + 1)

    @property
    def total(self) -> SheetBalance:
        """The balance of all sheets together."""
        columns = ("rows_read", "accepted", "refused", "ignored")
        return SheetBalance("All sheets", None, None, *(sum(getattr(s, name) for s in self.sheets) for name in columns))

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What was refused and asked about, rows that were not loaded first, the most frequent first."""
        rows: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
        first: dict[tuple[str, str, str, str], str] = {}
        for f in self.findings:
            if f.strength in ("refused", "query"):
                kind = (f.strength, f.rule, f.sheet, self._column(f))
                rows[kind] |= {f.row} if f.row else set()
                first.setdefault(kind, f.message)
        problems = [
            Problem(self.rule(rule), strength, sheet, column, tuple(sorted(numbers)), first[strength, rule, sheet, column])
            for (strength, rule, sheet, column), numbers in rows.items()
        ]
        return tuple(sorted(problems, key=lambda p: (p.strength != "refused", -p.count)))

    def rule(self, code: str) -> BookRule:
        """What a code means here; a rule its return no longer declares still has a reply."""
        if code not in self._rules:
            try:
                self._rules[code] = rule_for(self.declared, code)
            except DeclarationError:
                self._rules[code] = BookRule(code, "row", ("query",), _NO_LONGER, _ASK, "")
        return self._rules[code]

    @cached_property
    def _rules(self) -> dict[str, BookRule]:
        """The rules met so far."""
        return {}

    @property
    def queries(self) -> int:
        """How many questions there are about what was loaded."""
        return sum(f.strength == "query" for f in self.findings)

    @property
    def rows_to_correct(self) -> dict[str, set[int]]:
        """Sheet -> the rows below its heading with something refused or asked about: those a reply shows."""
        headings = {s.sheet: s.heading_row or 0 for s in self.sheets}
        found: dict[str, set[int]] = defaultdict(set)
        for f in self.findings:
            if f.strength in ("refused", "query") and f.row and f.row > headings.get(f.sheet, 0):
                found[f.sheet].add(f.row)
        return dict(found)

    def notes(self, sheet: SheetBalance) -> Iterable[str]:
        """How a sheet was read: what was left out and how often, what else was seen."""
        if sheet.table_name is None:
            yield "Not loaded: it holds no table of this return."
        left_out: dict[str, int] = defaultdict(int)
        for f in self.findings:
            if f.sheet == sheet.sheet and f.strength == "ignored":
                left_out[f.rule] += 1
            elif f.sheet == sheet.sheet and f.strength == "note":
                yield f.message
        for rule, count in left_out.items():
            yield f"{counted(count, 'row')} left out: {self.rule(rule).means}"

    def _column(self, finding: Finding) -> str:
        """`column M (Found at)`; nothing for a finding about a whole row."""
        if not finding.column_letter:
            return ""
        heading = next(
            (
                sheet.facts().columns[finding.column_name].heading
                for sheet in (self.declared.sheets if self.declared else ())
                if finding.column_name in sheet.facts().columns
            ),
            None,
        )
        return f"column {finding.column_letter}{f' ({heading})' if heading else ''}"


def told_of(warehouse: Warehouse, submission_id: int) -> Told:
    """Everything the registry holds about a submission."""
    return Told(
        replies.submission(warehouse, submission_id),
        replies.sheets_of(warehouse, submission_id),
        replies.findings_of(warehouse, submission_id),
    )


def counted(number: int, word: str) -> str:
    """`1 row`, `1,204 rows`."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _moment(moment: dt.datetime) -> str:
    local = moment.astimezone(_LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"
