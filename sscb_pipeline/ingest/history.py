"""Judges a submission by its return's earlier months: how many rows, how well filled, which codes, and whether it is new.

Called inside the transaction that loads it, once its rows are copied. A first month is judged by nothing but itself.
Parts of a return are judged by their own earlier months.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Connection

from sscb_pipeline.errors import FileRefused
from sscb_pipeline.ingest.columns_judged import Measured, judge_columns
from sscb_pipeline.ingest.content import refuse_repeated_content
from sscb_pipeline.ingest.id_forms import judge_id_forms
from sscb_pipeline.ingest.mixed_ids import refuse_ids_of_another_agency
from sscb_pipeline.ingest.months import version_in_name
from sscb_pipeline.ingest.replaced import judge_replaced
from sscb_pipeline.ingest.senders_words import in_sheet
from sscb_pipeline.judgement.xmr import enough, limits, outside, runs, volumes
from sscb_pipeline.returns.declaration import Return
from sscb_pipeline.returns.registry import return_named
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import add_months, first_day, last_day, month_of
from sscb_pipeline.warehouse import history
from sscb_pipeline.warehouse.history import Month
from sscb_pipeline.warehouse.load import Finding, SheetBalance
from sscb_pipeline.warehouse.registry import Waiting


@dataclass(frozen=True)
class Past:
    """What one submission is judged with: its earlier months, oldest first, and rows by table and submission."""

    declared: Return
    submission: Waiting
    months: list[Month]
    rows: dict[str, dict[int, int]]

    def sheet_name(self, balances: Sequence[SheetBalance], table: str) -> str:
        """How the file calls the sheet that was loaded into a table."""
        return next(balance.sheet for balance in balances if balance.table_name == table)

    def series(self, table: str) -> list[int]:
        """The rows of each earlier month that had the sheet, oldest first."""
        by_submission = self.rows.get(table, {})
        return [by_submission[month.submission_id] for month in self.months if month.submission_id in by_submission]


def judge_history(
    connection: Connection,
    settings: Settings,
    submission: Waiting,
    balances: Sequence[SheetBalance],
    nil_sheets: Collection[str],
    measured: Mapping[str, Measured],
) -> list[Finding]:
    """What the earlier months say about a submission whose rows are copied. `nil_sheets`: sheets that say 'nil return'.
    `measured`: by table, what the columns copied hold.

    Raises FileRefused when the file is empty without saying so, says nil and has rows, repeats an earlier month, gives people
    by another agency's ids, or would replace rows that it does not have.
    """
    rows_now: dict[str, int] = {}
    for balance in balances:
        if balance.table_name:
            rows_now[balance.table_name] = rows_now.get(balance.table_name, 0) + balance.accepted + balance.refused
    months = history.earlier_months(connection, submission.submission_id)
    rows = history.rows_by_table(connection, [month.submission_id for month in months]) if months else {}
    past = Past(return_named(submission.return_name), submission, months, rows)
    _judge_nil(past, balances, rows_now, nil_sheets)
    refuse_repeated_content(connection, settings.thresholds, past.declared, submission, months, rows_now)
    refuse_ids_of_another_agency(connection, settings.thresholds, past.declared, submission)
    names = {table: past.sheet_name(balances, table) for table in rows_now}
    findings = [
        finding
        for table, name in names.items()
        for finding in _judge_rows(settings, past, name, table, rows_now[table], name in nil_sheets)
    ]
    findings += judge_replaced(
        connection, settings.thresholds, past.declared, submission, names, version_in_name(submission.file_name)
    )
    findings += judge_columns(connection, settings.thresholds, past.declared, submission.submission_id, months, names, measured)
    findings += judge_id_forms(connection, settings.thresholds, past.declared, submission.submission_id, months, names)
    return findings + _judge_stocks(connection, past, names)


def _judge_nil(past: Past, balances: Sequence[SheetBalance], rows_now: dict[str, int], nil_sheets: Collection[str]) -> None:
    for balance in balances:
        if balance.sheet in nil_sheets and balance.accepted + balance.refused:
            raise FileRefused(
                "nil_and_rows",
                f"{in_sheet(balance.sheet)} says that it is a nil return, and has rows.",
                "Take out the words 'nil return', or the rows, and send the file again.",
            )
    had_rows = any(count for by_submission in past.rows.values() for count in by_submission.values())
    if rows_now and not any(rows_now.values()) and not nil_sheets and had_rows:
        raise FileRefused(
            "no_rows",
            "No sheet of the file has a row, and earlier months had.",
            "If there was nothing to report, write 'Nil return' below the headings and send it again; else send the rows.",
        )


def _judge_rows(settings: Settings, past: Past, sheet: str, table: str, rows: int, said_nil: bool) -> list[Finding]:
    """One sheet's number of rows against its own earlier months."""
    thresholds, series = settings.thresholds, past.series(table)
    if past.declared.sheet_of_table(table).facts().optional:
        # A sheet that comes once a quarter or a year is judged by the months it came with rows.
        series = [count for count in series if count]
        if not rows:
            return []

    def tell(strength: str, rule: str, message: str) -> list[Finding]:
        return [Finding(sheet, None, None, None, strength, rule, f"{in_sheet(sheet)} {message}")]

    recent = series[-thresholds.history_months :]
    if not rows and len(recent) >= thresholds.history_months_needed and median(recent) >= 1:
        # An empty sheet is asked about as that, not also as an unusual number.
        return [] if said_nil else tell("query", "sheet_empty", "has no row; earlier months had. Was there nothing to report?")
    chart = volumes(thresholds)
    if not enough(series, chart):
        return []
    usual = limits(series, chart)
    if outside(rows, usual):
        low, high = usual.whole
        trial = " on trial" if usual.trial else ""
        told = (
            f"has {rows:,} rows; its {len(series)} earlier months lead to expect {low:,} to {high:,} "
            f"(mean {usual.mean:,.0f}, limits{trial}). Is it complete, and is every row this month's?"
        )
        return tell("warn" if usual.trial else "query", "volume_unusual", told)
    patterns = runs([*series, rows], usual, chart)
    return tell("warn", "volume_pattern", f"has {rows:,} rows: {'; '.join(patterns)}.") if patterns else []


def _judge_stocks(connection: Connection, past: Past, names: dict[str, str]) -> list[Finding]:
    """What is open now against what was open the month before: compared only when that month was received."""
    declared, submission = past.declared, past.submission
    day_before = add_months(first_day(submission.month), -1)
    before = next((month for month in past.months if month.month == month_of(day_before)), None)
    found: list[Finding] = []
    tables = {sheet.facts().name: declared.table(sheet) for sheet in declared.sheets}
    for stock in declared.stocks if before else ():
        table = tables[stock.sheet]
        if before is None or table not in names:
            continue
        days = (last_day(before.month), last_day(submission.month))
        told = history.stock(connection, table, submission.submission_id, before.submission_id, stock.start, stock.end, days)
        if told.unexplained:
            more = "more" if told.unexplained > 0 else "fewer"
            message = (
                f"{in_sheet(names[table])}: {told.before:,} were open the month before, {told.began:,} began and "
                f"{told.ended:,} ended in the month, but {told.now:,} are open: {abs(told.unexplained):,} {more}, entered late "
                "or taken out."
            )
            found.append(Finding(names[table], None, None, stock.end, "warn", rule="stock_does_not_follow", message=message))
    return found
