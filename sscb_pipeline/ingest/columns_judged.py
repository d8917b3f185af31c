"""Judges the columns of a submission: how well filled, dates a system fills in, and which codes stand in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import Connection

from sscb_pipeline.judgement.shares import blank_by_chance, fell, moved
from sscb_pipeline.judgement.xmr import enough, volumes
from sscb_pipeline.returns.declaration import Code, Day, Moment, Return, SheetFacts, YesNo
from sscb_pipeline.thresholds import Thresholds
from sscb_pipeline.warehouse import history
from sscb_pipeline.warehouse.history import Month
from sscb_pipeline.warehouse.load import Finding

_BIRTH = "dob"
_HONEST_NEW_YEAR = "uasc"
"""An unaccompanied child whose age is disputed is often recorded as born on 1 January."""


@dataclass(frozen=True)
class Measured:
    """What the columns of a submission's rows in one table hold: `dates` by column, and `codes`: column -> code -> rows."""

    table: str
    dates: Mapping[str, history.Dates]
    codes: Mapping[str, Mapping[str, int]]


def measure(connection: Connection, facts: SheetFacts, table: str, submission_id: int) -> Measured:
    """Measure a table whose rows of the submission are all loaded, once: its codes are kept for the months to come."""
    dated = [c.name for c in facts.columns.values() if c.kind in (Day, Moment)]
    coded = [c.name for c in facts.columns.values() if c.kind in (Code, YesNo)]
    but_where = _HONEST_NEW_YEAR if _HONEST_NEW_YEAR in facts.columns else ""
    return Measured(
        table,
        history.dates_in(connection, table, submission_id, dated, but_where),
        history.count_codes(connection, table, coded, submission_id),
    )


def judge_columns(
    connection: Connection,
    thresholds: Thresholds,
    declared: Return,
    submission_id: int,
    months: Sequence[Month],
    names: Mapping[str, str],
    measured: Mapping[str, Measured],
) -> list[Finding]:
    """What the columns of the tables loaded (`names`: table -> the file's sheet) say, by themselves and by their past."""
    recent = [month.submission_id for month in months[-thresholds.history_months :]]
    enough = len(recent) >= thresholds.history_months_needed
    filled = history.filled_by_column(connection, [*recent, submission_id]) if enough else {}
    past = history.codes_counted(connection, recent) if enough else {}
    found: list[Finding] = []
    for sheet in declared.sheets:
        facts, table = sheet.facts(), declared.table(sheet)
        if table not in names:
            continue
        told = _Told(names[table], facts)
        found += _dates(thresholds, measured[table].dates, told)
        codes = measured[table].codes
        if enough:
            found += _completeness(thresholds, table, submission_id, recent, filled, told)
            found += _codes(thresholds, codes, {name: past.get((table, name), {}) for name in codes}, recent, told)
    return found


class _Told:
    """Makes findings about one sheet's columns."""

    def __init__(self, sheet: str, facts: SheetFacts) -> None:
        self.sheet, self.facts = sheet, facts

    def __call__(self, column: str, rule: str, message: str) -> Finding:
        return Finding(self.sheet, None, None, column, "query", rule, f"{self.facts.columns[column].heading} is {message}")


def _dates(thresholds: Thresholds, measured: Mapping[str, history.Dates], told: _Told) -> Iterator[Finding]:
    for name, dates in measured.items():
        new_year = dates.on_new_year
        if (
            name == _BIRTH
            and dates.given >= thresholds.default_dates_rows_needed
            and new_year >= thresholds.default_dates_needed
            and new_year > thresholds.default_dates_query_above * dates.given
        ):
            share = f"{new_year:,} of {dates.given:,} ({new_year / dates.given:.0%})"
            yield told(name, "default_dates", f"1 January in {share} rows. Does a system fill this in for 'not known'?")
        elif dates.given >= thresholds.same_value_rows_needed and dates.all_alike and not told.facts.columns[name].alike:
            yield told(name, "one_date_throughout", f"the same day in all {dates.given:,} rows. Was it filled down by mistake?")


def _completeness(
    thresholds: Thresholds,
    table: str,
    submission_id: int,
    recent: Sequence[int],
    filled: Mapping[tuple[str, str], Mapping[int, history.Filled]],
    told: _Told,
) -> Iterator[Finding]:
    rows_now = max((by[submission_id].rows for (of, _), by in filled.items() if of == table and submission_id in by), default=0)
    for name in told.facts.columns if rows_now else ():
        by_submission = filled.get((table, name), {})
        earlier = [by_submission[month].share for month in recent if month in by_submission]
        if len(earlier) < thresholds.history_months_needed:
            continue
        # A column that is not there any more is blank in every row.
        now = by_submission.get(submission_id, history.Filled(rows_now, 0))
        usual = f"usually {median(earlier):.0%} in the last {len(earlier)} months"
        if not now.filled and blank_by_chance(now.rows, earlier) < thresholds.all_blank_chance_below:
            yield told(name, "column_all_blank", f"blank in all {now.rows:,} rows; filled in {usual}.")
        elif fell(now.filled, now.rows, earlier, thresholds):
            yield told(name, "completeness_fell", f"filled in {now.filled:,} of {now.rows:,} rows ({now.share:.0%}), {usual}.")


def _codes(
    thresholds: Thresholds,
    now_by_column: Mapping[str, Mapping[str, int]],
    past: Mapping[str, Mapping[int, Mapping[str, int]]],
    recent: Sequence[int],
    told: _Told,
) -> Iterator[Finding]:
    for name, now in now_by_column.items():
        months = [past[name][month] for month in recent if month in past.get(name, {})]
        if sum(now.values()) >= thresholds.share_rows_needed and len(months) >= thresholds.history_months_needed:
            yield from _shares(thresholds, name, now, months, told)


def _shares(
    thresholds: Thresholds, name: str, now: Mapping[str, int], months: Sequence[Mapping[str, int]], told: _Told
) -> Iterator[Finding]:
    """Codes that came or went; else the one whose share moved most: what one code gains, others lose."""
    rows = sum(now.values())
    came_or_went, furthest, moved_most = False, 0.0, None
    limits_known = enough(months, volumes(thresholds))
    for word in sorted({*now, *(word for month in months for word in month)}):
        earlier = [month.get(word, 0) / sum(month.values()) for month in months]
        count, usual = now.get(word, 0), median(earlier)
        if not count and min(earlier) > 0 and usual * rows >= thresholds.share_vanished_rows_expected:
            came_or_went = True
            yield told(name, "code_vanished", f"never the code {word}; usually {usual:.0%} of rows have it.")
        elif not any(earlier) and count >= thresholds.share_new_rows:
            came_or_went = True
            yield told(name, "code_appeared", f"the code {word} in {count:,} of {rows:,} rows; no earlier month had it.")
        elif limits_known and abs(count / rows - usual) > furthest and moved(count, rows, earlier, thresholds):
            furthest = abs(count / rows - usual)
            moved_most = told(name, "share_moved", f"the code {word} in {count / rows:.0%} of rows; usually {usual:.0%}.")
    if moved_most and not came_or_went:
        yield moved_most
