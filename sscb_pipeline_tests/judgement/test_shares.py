"""Shares that fell or moved, by hand."""

import pytest

from sscb_pipeline.judgement.shares import blank_by_chance, chance, fell, moved
from sscb_pipeline.thresholds import thresholds_of_the_house

HOUSE = thresholds_of_the_house()


def test_chance_is_three_standard_errors() -> None:
    # Half of 100 rows: a standard error of 5 points.
    assert chance(0.5, 100, HOUSE) == pytest.approx(0.15)
    assert chance(1.0, 100, HOUSE) == 0.0


def test_blank_by_chance() -> None:
    assert blank_by_chance(7, [0.4, 0.5, 0.9]) == pytest.approx(1 / 128)
    assert blank_by_chance(0, [1.0]) == 1.0


@pytest.mark.parametrize(
    ("filled", "rows", "earlier", "says"),
    [
        (14, 20, [0.95, 0.95, 0.95], True),  # 25 points; three standard errors are 14.6
        (13, 19, [0.95, 0.95, 0.95], False),  # too few rows
        (15, 20, [0.95, 0.95, 0.95], False),  # 20 points: on the threshold
        (5, 20, [0.50, 0.50, 0.50], False),  # 25 points; three standard errors are 33.5
        (14, 20, [0.95, 0.60, 0.95], False),  # not the lowest month
    ],
)
def test_a_column_filled_less_often(filled: int, rows: int, earlier: list[float], says: bool) -> None:
    assert fell(filled, rows, earlier, HOUSE) == says


@pytest.mark.parametrize(
    ("count", "earlier", "says"),
    [
        (60, [0.40, 0.42, 0.40, 0.38], True),
        (20, [0.40, 0.42, 0.40, 0.38], True),
        (50, [0.40, 0.42, 0.40, 0.38], False),  # 10 points: on the threshold
        (54, [0.40, 0.42, 0.40, 0.38], False),  # chance: 14.7 points
        (60, [0.40, 0.60, 0.40, 0.20], False),  # within its own lively limits
    ],
)
def test_a_code_that_moved(count: int, earlier: list[float], says: bool) -> None:
    assert moved(count, 100, earlier, HOUSE) == says
