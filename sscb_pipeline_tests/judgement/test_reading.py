"""Each signal, each direction and each colour, by hand."""

import pytest

from sscb_pipeline.judgement.reading import Point, direction, rag, read_series
from sscb_pipeline.judgement.xmr import Limits
from sscb_pipeline.thresholds import thresholds_of_the_house

HOUSE = thresholds_of_the_house()
# Mean 50, every moving range 4: limits 50 -+ 2.66 x 4 = 39.36 and 60.64, two sigma at 50 -+ 7.09, ranges up to 13.07.
LIVELY = [48.0, 52.0] * 12


def last(*months: float, before: list[float] = LIVELY) -> Point:
    """The last of some months that follow two years which fixed the limits."""
    points = read_series([*before, *months], True, HOUSE)
    assert points
    return points[-1]


def shown(points: list[Point] | None) -> tuple[float, float]:
    """The limits as they are drawn."""
    assert points
    return points[0].lower, points[0].upper


def test_limits_are_those_of_the_first_24_months_and_every_moving_range_counts() -> None:
    point = last(90, 10)
    assert not point.known.trial
    assert (point.known.mean, point.lower, point.upper) == pytest.approx((50, 39.36, 60.64))
    assert point.moving_range_limit == pytest.approx(3.268 * 4)
    # 12 months, one of them far off: mean (6 x 48 + 5 x 52 + 90) / 12 = 53.17, ranges 10 x 4 and 42, mean 82 / 11 = 7.45.
    points = read_series([*LIVELY[:11], 90], True, HOUSE)
    assert points and points[0].known.trial
    assert points[0].known.mean == pytest.approx(638 / 12)
    assert points[0].upper - points[0].known.mean == pytest.approx(2.66 * 82 / 11)


def test_eleven_months_set_no_limits() -> None:
    assert read_series(LIVELY[:11], True, HOUSE) is None
    assert read_series([], True, HOUSE) is None


def test_limits_stay_between_0_and_100_for_a_percentage_and_above_0_for_a_count() -> None:
    # Mean 90, ranges 20: 36.8 to 143.2. Mean 10, ranges 20: -43.2 to 63.2.
    assert shown(read_series([80.0, 100.0] * 6, True, HOUSE)) == pytest.approx((36.8, 100))
    assert shown(read_series([80.0, 100.0] * 6, False, HOUSE)) == pytest.approx((36.8, 143.2))
    assert shown(read_series([0.0, 20.0] * 6, False, HOUSE)) == pytest.approx((0, 63.2))


@pytest.mark.parametrize(("value", "says"), [(60.7, 1), (60.6, 0), (39.4, 0), (39.3, -1)])
def test_a_month_outside_the_limits(value: float, says: int) -> None:
    assert last(value).outside == says


@pytest.mark.parametrize(
    ("months", "says"),
    [
        # The two years end with 52, above the mean: seven more are eight in a row.
        ([51, 52, 51, 53, 51, 52, 51], 1),
        ([51, 52, 51, 53, 51, 52], 0),
        ([51, 52, 51, 49, 51, 52, 51], 0),
        ([51, 52, 51, 50, 51, 52, 51], 0),  # on the mean is on no side
        ([49, 48, 49, 47, 49, 48, 49, 48], -1),
    ],
)
def test_eight_months_on_one_side(months: list[float], says: int) -> None:
    assert last(*months).same_side == says


@pytest.mark.parametrize(
    ("months", "says"),
    [
        ([47, 48, 49, 50, 51, 52], 1),
        ([53, 54, 55, 56], 1),  # with the 48 and 52 before them six
        ([53, 54, 55], 0),
        ([47, 48, 49, 49, 51, 52], 0),
        ([51, 50, 49, 48, 47], -1),
    ],
)
def test_six_months_rising_or_falling(months: list[float], says: int) -> None:
    assert last(*months).trend == says


@pytest.mark.parametrize(
    ("months", "says"),
    [
        ([57.2, 50, 57.2], 1),  # two sigma above are 57.09
        ([57.0, 50, 57.2], 0),
        ([57.2, 57.2, 50], 0),  # the latest is not beyond
        ([57.2, 50, 42.8], 0),  # on opposite sides
        ([42.8, 42.8], -1),
    ],
)
def test_two_of_three_months_beyond_two_sigma(months: list[float], says: int) -> None:
    assert last(*months).near_limit == says


def test_signals_of_a_month_do_not_know_the_months_after_it() -> None:
    points = read_series([*LIVELY, 51, 52, 51, 53, 51, 52, 51, 49], True, HOUSE)
    assert points and [point.same_side for point in points[-3:]] == [0, 1, 0]


INSIDE, OUTSIDE = (Point(Limits(39.36, 50, 60.64, False), 39.36, 60.64, 13, outside, 0, 0, 0) for outside in (0, 1))


@pytest.mark.parametrize(
    ("value", "before", "point", "percent", "says"),
    [
        (61.0, 50.0, OUTSIDE, True, (1, "OUTSIDE_LIMITS")),
        (61.0, 70.0, OUTSIDE, True, (-1, "OUTSIDE_LIMITS")),
        (55.0, 50.0, INSIDE, True, (0, "INSIDE_LIMITS")),
        (61.4, 61.0, OUTSIDE, True, (0, "TOO_SMALL")),  # 0.4 points
        (50.5, 50.0, None, True, (1, "NO_LIMITS")),  # half a point is a change
        (64.1, 63.6, None, True, (1, "NO_LIMITS")),  # 0.5, whatever 64.1 - 63.6 is to a computer
        (50.4, 50.0, None, True, (0, "TOO_SMALL")),
        (7.0, 8.0, None, False, (-1, "NO_LIMITS")),
        (8.0, 8.0, None, False, (0, "SAME")),
        (62.0, 62.0, OUTSIDE, False, (0, "SAME")),
        (55.0, 50.0, INSIDE, False, (0, "INSIDE_LIMITS")),
    ],
)
def test_direction(value: float, before: float, point: Point | None, percent: bool, says: tuple[int, str]) -> None:
    assert direction(value, before, point, percent, HOUSE) == says


@pytest.mark.parametrize(
    ("value", "denominator", "high", "says"),
    [
        # Target 90, tolerance 5, high is good.
        (90.0, 10, True, ("GREEN", None)),
        (89.9, 10, True, ("AMBER", None)),
        (85.0, 10, True, ("AMBER", None)),
        (84.9, 10, True, ("RED", None)),
        # Low is good.
        (90.0, 10, False, ("GREEN", None)),
        (90.1, 10, False, ("AMBER", None)),
        (95.0, 10, False, ("AMBER", None)),
        (95.1, 10, False, ("RED", None)),
        (100.0, 9, True, (None, "DENOMINATOR_TOO_SMALL")),
        (90.0, None, True, ("GREEN", None)),  # a count
    ],
)
def test_red_amber_green(value: float, denominator: int | None, high: bool, says: tuple[str | None, str | None]) -> None:
    assert rag(value, denominator, high, 90, 5, HOUSE) == says


def test_a_tolerance_is_exact() -> None:
    assert rag(64.1, 10, True, 64.4, 0.3, HOUSE)[0] == "AMBER"
