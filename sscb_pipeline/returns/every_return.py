"""Rules between rows that hold for every return whose sheets have the columns: what the month's last day tells, and one
child with two births. What breaks them is loaded and asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from sscb_pipeline.returns.between_rows import CrossRule, differing, where
from sscb_pipeline.vocabulary.calendar import add_months, first_day

if TYPE_CHECKING:
    from sscb_pipeline.returns.declaration import Return, SheetFacts

_SIX_WEEKS = pd.Timedelta(weeks=6)
_WHO = ("person_id", "nhs_number", "upn", "police_person_ref")
"""Ids of which each belongs to one person."""
_ABOUT_BIRTH = ("dob", "edd")


def rules_of_every_return(declared: Return) -> Iterator[CrossRule]:
    """The rules that apply to the sheets of this return."""
    for sheet in declared.sheets:
        facts = sheet.facts()
        yield from _about_births(facts)
        if facts.month_column:
            yield _outside_month(facts.name, facts.month_column, declared.window_months)
        if declared.counts == "snapshot":
            yield from _after_snapshot(facts)


def _about_births(facts: SheetFacts) -> Iterator[CrossRule]:
    if "dob" not in facts.columns:
        return
    yield CrossRule(
        "born_after_month",
        facts.name,
        ("dob",),
        "has a date of birth after the month's last day: is it an expected date of delivery?",
        where(facts.name, lambda rows, end: rows["dob"] > end),
    )
    if "edd" in facts.columns:
        yield CrossRule(
            "birth_long_due",
            facts.name,
            ("edd", "dob"),
            "was due to be born more than six weeks before the month's end and has no date of birth yet",
            where(facts.name, lambda rows, end: rows["dob"].isna() & (rows["edd"] + _SIX_WEEKS < end)),
        )
    for who in _WHO:
        if who in facts.columns:
            yield CrossRule(
                f"two_births_of_one_{who}",
                facts.name,
                ("dob", who),
                f"gives another date of birth than other rows with the same {facts.columns[who].heading}",
                differing(facts.name, (who,), "dob"),
            )
    if {"person_id", "nhs_number"} <= facts.columns.keys():
        yield CrossRule(
            "nhs_number_of_two_children",
            facts.name,
            ("nhs_number", "person_id"),
            "has an NHS number that another child's row has too",
            differing(facts.name, ("nhs_number",), "person_id"),
        )


def _outside_month(sheet: str, column: str, window_months: int) -> CrossRule:
    def breaks(rows: pd.DataFrame, end: pd.Timestamp) -> pd.Series:
        begin = pd.Timestamp(add_months(first_day(f"{end:%Y-%m}"), -window_months))
        return (rows[column] < begin) | (rows[column] >= end + pd.Timedelta(days=1))

    span = f"the month and the {window_months} before it" if window_months else "the month"
    return CrossRule("outside_month", sheet, (column,), f"lies outside {span}", where(sheet, breaks))


def _after_snapshot(facts: SheetFacts) -> Iterator[CrossRule]:
    for column in facts.columns.values():
        if column.kind.sql_type in ("date", "timestamp") and not column.planned and column.name not in _ABOUT_BIRTH:
            yield CrossRule(
                f"{column.name}_after_month",
                facts.name,
                (column.name,),
                "says what happened after the day the sheet is about, the month's last",
                where(facts.name, lambda rows, end, name=column.name: rows[name] >= end + pd.Timedelta(days=1)),  # type: ignore[misc]
            )
