"""Levels, movements and time in the cohort, worked by hand."""

import datetime as dt
from typing import Any

import pytest

from sscb_pipeline.reports.maecc.cohort import CLOSED, NEW, age_in_words, children, months_between, name_key, state_on

CUTOFF, BEFORE = dt.date(2017, 3, 31), dt.date(2017, 2, 28)


def told(day: str, level: str, closed_on: str | None = None, area: str = "SW") -> dict[str, Any]:
    return {
        "person_id": "A1",
        "surname": "A",
        "forename": "B",
        "dob": dt.date(2002, 5, 1),
        "area": area,
        "level": level,
        "assessed_on": dt.date.fromisoformat(day),
        "closed_on": dt.date.fromisoformat(closed_on) if closed_on else None,
    }


@pytest.mark.parametrize(
    ("history", "day", "state"),
    [
        ([told("2017-03-31", "HIGH")], "2017-03-31", "HIGH"),
        ([told("2017-04-01", "HIGH")], "2017-03-31", NEW),
        ([told("2017-01-01", "HIGH"), told("2017-02-01", "LOW")], "2017-03-31", "LOW"),
        ([told("2017-01-01", "HIGH", closed_on="2017-03-31")], "2017-03-31", CLOSED),
        ([told("2017-01-01", "HIGH", closed_on="2017-04-01")], "2017-03-31", "HIGH"),
        ([told("2017-01-01", "NONE")], "2017-03-31", CLOSED),
        ([told("2017-01-01", "HIGH", closed_on="2017-01-20"), told("2017-02-01", "MEDIUM")], "2017-03-31", "MEDIUM"),
        # Two on one day: the one told last stands.
        ([told("2017-01-01", "HIGH"), told("2017-01-01", "LOW")], "2017-03-31", "LOW"),
    ],
)
def test_the_latest_assessment_stands_unless_closed(history: list[dict[str, Any]], day: str, state: str) -> None:
    assert state_on(history, dt.date.fromisoformat(day)) == state


@pytest.mark.parametrize(
    ("history", "since"),
    [
        ([told("2016-11-05", "MEDIUM"), told("2017-03-10", "HIGH")], "2016-11-05"),
        ([told("2016-11-05", "MEDIUM"), told("2017-01-01", "LOW"), told("2017-03-10", "HIGH")], "2017-03-10"),
        ([told("2016-11-05", "MEDIUM", closed_on="2017-01-01"), told("2017-03-10", "HIGH")], "2017-03-10"),
        ([told("2016-11-05", "MEDIUM"), told("2017-01-01", "LOW")], None),
        ([told("2016-11-05", "MEDIUM", closed_on="2017-03-31")], None),
    ],
)
def test_time_in_the_cohort_counts_from_where_it_last_began(history: list[dict[str, Any]], since: str | None) -> None:
    (child,) = children(history, CUTOFF, BEFORE)
    assert child.since == (dt.date.fromisoformat(since) if since else None)


def test_a_child_who_moved_keeps_where_they_were() -> None:
    (child,) = children([told("2017-01-01", "HIGH", area="NE"), told("2017-03-01", "MEDIUM")], CUTOFF, BEFORE)
    assert (child.area, child.area_before, child.level, child.level_before) == ("SW", "NE", "MEDIUM", "HIGH")


def test_names_are_compared_without_case_and_outer_spaces_but_otherwise_exactly() -> None:
    born = dt.date(2002, 5, 1)
    assert name_key(" O'Test ", "ANNA", born) == name_key("o'test", "Anna", born)
    assert name_key("OTest", "Anna", born) != name_key("O'Test", "Anna", born)
    assert name_key("O'Test", "Anna", None) is None
    assert name_key("", "Anna", born) is None


@pytest.mark.parametrize(
    ("born", "day", "words"),
    [
        ("2001-12-25", "2017-03-31", "15 y 3 m"),
        ("2002-03-31", "2017-03-31", "15 y 0 m"),
        ("2002-04-01", "2017-03-31", "14 y 11 m"),
        ("2000-02-29", "2017-02-28", "16 y 11 m"),
    ],
)
def test_ages_are_by_calendar(born: str, day: str, words: str) -> None:
    assert age_in_words(dt.date.fromisoformat(born), dt.date.fromisoformat(day)) == words


def test_whole_months() -> None:
    assert months_between(dt.date(2016, 11, 5), CUTOFF) == 4
    assert months_between(dt.date(2017, 2, 28), CUTOFF) == 1
    assert age_in_words(None, CUTOFF) == "not known"
