"""The children a pack is about: who stands at which level of risk at the cut-off, and who stood where a month before.

A child's level on a day is that of the latest assessment up to the day, unless the case is closed by then; of two
assessments on one day the one told last stands. That is the rule of indicator CSE01.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

IN_COHORT = ("HIGH", "MEDIUM")
NEW, CLOSED = "NEW", "CLOSED"
"""NEW: not assessed before. CLOSED: closed, or assessed as no longer at risk."""
STATES = ("HIGH", "MEDIUM", "LOW", CLOSED, NEW)

HISTORIES = """
with known as (
    select distinct on (person_id, assessment_id) *
    from current_returns.cs_cse_risk__cse_assessments
    where assessed_on <= :cutoff
    order by person_id, assessment_id, reporting_month desc, submission_id desc, source_row desc
)
select person_id, surname, forename, dob, gender, assessed_on, level, closed_on, next_review_due, lac, cpp, uasc,
    disability_ld, ola_child, indicators, area
from known
where person_id in (select person_id from known where level in ('HIGH', 'MEDIUM'))
order by person_id, assessed_on, reporting_month, submission_id, source_row
"""
"""Every assessment up to the cut-off of every child ever at medium or high risk, in order."""


@dataclass(frozen=True)
class Child:
    """One child at a cut-off. `latest` is the latest assessment's row; `since` the day the present time in the cohort began."""

    latest: dict[str, Any]
    level: str
    level_before: str
    area_before: str | None
    since: dt.date | None

    @property
    def person_id(self) -> str:
        return str(self.latest["person_id"])

    @property
    def area(self) -> str:
        return str(self.latest["area"])

    @property
    def is_in_cohort(self) -> bool:
        return self.level in IN_COHORT

    @property
    def name_key(self) -> tuple[str, str, dt.date] | None:
        """Surname, forename and date of birth as compared between agencies; None when one is blank."""
        return name_key(self.latest["surname"], self.latest["forename"], self.latest["dob"])


def name_key(surname: str | None, forename: str | None, dob: dt.date | None) -> tuple[str, str, dt.date] | None:
    """Names compared without regard to case and outer spaces; a child of whom one is not known is not compared."""
    if not surname or not forename or not dob:
        return None
    return surname.strip().casefold(), forename.strip().casefold(), dob


def children(rows: Sequence[dict[str, Any]], cutoff: dt.date, before: dt.date) -> list[Child]:
    """Every child of the histories, as on the cut-off and on the day `before`; ordered by level, then name."""
    found = [_child(list(history), cutoff, before) for _, history in groupby(rows, key=lambda row: row["person_id"])]
    return sorted(
        found,
        key=lambda c: (STATES.index(c.level), str(c.latest["surname"] or ""), str(c.latest["forename"] or ""), c.person_id),
    )


def state_on(history: Sequence[dict[str, Any]], day: dt.date) -> str:
    """HIGH, MEDIUM, LOW, CLOSED or NEW (no assessment yet) on a day."""
    known = [row for row in history if row["assessed_on"] <= day]
    return _state(known[-1], day) if known else NEW


def _state(row: dict[str, Any], day: dt.date) -> str:
    is_closed = row["closed_on"] is not None and row["closed_on"] <= day
    return CLOSED if is_closed or row["level"] == "NONE" else str(row["level"])


def _child(history: list[dict[str, Any]], cutoff: dt.date, before: dt.date) -> Child:
    earlier = [row for row in history if row["assessed_on"] <= before]
    return Child(
        history[-1],
        state_on(history, cutoff),
        state_on(history, before),
        earlier[-1]["area"] if earlier else None,
        _since(history, cutoff),
    )


def _since(history: list[dict[str, Any]], cutoff: dt.date) -> dt.date | None:
    """First day of the unbroken time at medium or high risk that runs at the cut-off; None outside the cohort."""
    since: dt.date | None = None
    for row, following in zip(history, [*history[1:], None], strict=True):
        if row["level"] not in IN_COHORT:
            since = None
            continue
        since = since or row["assessed_on"]
        until = following["assessed_on"] if following else cutoff
        if row["closed_on"] is not None and row["closed_on"] <= until:
            since = None
    return since


def months_between(start: dt.date, end: dt.date) -> int:
    """Whole months from one day to another: the day of the month must have been reached."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)


def age_in_words(born: dt.date | None, day: dt.date) -> str:
    """`15 y 3 m`, by calendar; someone born on 29 February is a year older on 1 March in common years."""
    if born is None:
        return "not known"
    years, months = divmod(months_between(born, day), 12)
    return f"{years} y {months} m"
