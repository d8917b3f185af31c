"""Reading one indicator's months: limits and signals, direction of travel, red, amber or green.

Months without a value are no points of the chart: the next one is compared with the last that has one. A direction is
told of neighbouring months alone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sscb_pipeline.judgement.xmr import Limits, beyond, enough, indicators, limits, patterns, usual_moving_range
from sscb_pipeline.thresholds import Thresholds

_ROUNDING = 1e-9
"""Values have one decimal: 0.5 points must not become 0.49999."""


@dataclass(frozen=True)
class Point:
    """One month read against the limits of its baseline. `lower` and `upper` are those limits, not below 0 nor, for a
    percentage, above 100. `outside`, `same_side`, `trend`, `near_limit`: 1 high or upwards, -1 low or downwards, 0 no signal.
    """

    known: Limits
    lower: float
    upper: float
    moving_range_limit: float
    outside: int
    same_side: int
    trend: int
    near_limit: int


def read_series(values: Sequence[float], percent: bool, thresholds: Thresholds) -> list[Point] | None:
    """The months of one baseline, oldest first; None while they are too few to set limits."""
    chart = indicators(thresholds)
    if not enough(values, chart):
        return None
    known = limits(values, chart)
    most = thresholds.reading_moving_range_limit * usual_moving_range(values[: chart.months_that_fix], chart)
    found = []
    for at, value in enumerate(values, 1):
        seen = patterns(values[:at], known, chart)
        found.append(Point(
            known, max(known.low, 0), min(known.high, 100 if percent else math.inf), most,
            beyond(value, known), seen.run, seen.trend, seen.near_limit))
    return found


def direction(value: float, before: float, point: Point | None, percent: bool, thresholds: Thresholds) -> tuple[int, str]:
    """1 up, -1 down or 0 no change against the month before, and the rule that says so."""
    moved = value - before
    if percent and abs(moved) < thresholds.reading_same_below_points - _ROUNDING:
        return 0, "TOO_SMALL"
    if point and not point.outside:
        return 0, "INSIDE_LIMITS"
    if not moved:
        return 0, "SAME"
    return (1 if moved > 0 else -1), "OUTSIDE_LIMITS" if point else "NO_LIMITS"


def rag(value: float, denominator: int | None, high_is_good: bool, target: float, tolerance: float,
        thresholds: Thresholds) -> tuple[str | None, str | None]:
    """GREEN at the target or better, AMBER down to the tolerance short of it, else RED; or none and the reason: of few."""
    if denominator is not None and denominator < thresholds.reading_denominator_needed:
        return None, "DENOMINATOR_TOO_SMALL"
    short = target - value if high_is_good else value - target
    return "GREEN" if short <= _ROUNDING else "AMBER" if short <= tolerance + _ROUNDING else "RED", None
