"""What there is to tell a sender about one submission, read from the registry alone: no cell's value is in it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sscb_pipeline.errors import DeclarationError
from sscb_pipeline.ingest.rulebook import BookRule
from sscb_pipeline.ingest.rulebook.declared import rule_for
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.vocabulary.agencies import AGENCIES
from sscb_pipeline.vocabulary.calendar import LONDON
from sscb_pipeline.warehouse import replies
from sscb_pipeline.warehouse.load import Finding, SheetBalance
from sscb_pipeline.warehouse.replies import Submission
from sscb_pipeline.warehouse.server import Warehouse

TOP, TOP_ALONE = 5, 20
"""So many kinds of problem are told in a receipt with a workbook, which has them all, and in one without."""
_PLACES = 6
_NOTES = 12
_LISTED = 10
_NO_LONGER = "It breaks a rule the return had when it was sent."
_ASK = "Ask the data team what it was about."


@dataclass(frozen=True)
class Problem:
    """One kind of problem on one sheet and column: the rule, how it counts here, and its messages, the first row's first.

    `rows`: the rows it was met in; none when it is about a sheet or its columns as a whole.
    """

    rule: BookRule
    strength: str
    sheet: str
    column: str
    rows: tuple[int, ...]
    messages: tuple[str, ...]

    @property
    def count(self) -> int:
        """In how many rows; 1 for a sheet as a whole."""
        return max(1, len(self.rows))

    @property
    def says(self) -> str:
        """What is wrong: what the rule means for rows, its own words for a sheet or columns as a whole."""
        if self.rows:
            return self.rule.means
        more = f" And {len(self.messages) - _LISTED:,} more like these." if len(self.messages) > _LISTED else ""
        return f"{' '.join(self.messages[:_LISTED])}{more}"

    @property
    def do(self) -> str:
        """What to do; where the rule points to its message, that of the first row goes with it."""
        first = f" (First: {self.messages[0]})" if self.rows and "the message" in self.rule.do else ""
        return f"{self.rule.do}{first}"

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
        met: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
        for f in self.asked:
            met[f.strength, f.rule, f.sheet, self._column(f) if self.is_row(f) else ""].append(f)
        problems = [
            Problem(
                self.rule(rule),
                strength,
                sheet,
                column,
                tuple(sorted({f.row for f in found if f.row is not None and self.is_row(f)})),
                tuple(f.message for f in found),
            )
            for (strength, rule, sheet, column), found in met.items()
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
    def asked(self) -> list[Finding]:
        """What was refused, and what the sender is asked."""
        return [f for f in self.findings if f.strength in ("refused", "query")]

    def is_row(self, finding: Finding) -> bool:
        """Whether it is about a row below the heading, not about a sheet or its columns."""
        return finding.row is not None and finding.row > self._heading_rows.get(finding.sheet, 0)

    @property
    def rows_to_correct(self) -> dict[str, set[int]]:
        """Sheet -> the rows with something refused or asked about: those a reply shows."""
        found: dict[str, set[int]] = defaultdict(set)
        for f in self.asked:
            if f.row is not None and self.is_row(f):
                found[f.sheet].add(f.row)
        return dict(found)

    @cached_property
    def _heading_rows(self) -> dict[str, int]:
        return {sheet.sheet: sheet.heading_row or 0 for sheet in self.sheets}

    def notes(self, sheet: SheetBalance) -> Iterable[str]:
        """How a sheet was read: its headings, which rows were left out and why, what else was seen."""
        told = [f for f in self.findings if f.sheet == sheet.sheet and f.strength in ("note", "ignored")]
        for f in told[:_NOTES]:
            yield f.message
        if len(told) > _NOTES:
            yield f"{len(told) - _NOTES:,} more runs of rows like these were left out."

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
    local = moment.astimezone(LONDON)
    return f"{local.day} {local:%B %Y, %H:%M}"
