"""XmR charts: the limits a monthly series sets for itself, and what the latest month says against them.

Shewhart's chart for single values: limits lie 2.66 mean moving ranges around the mean and stay those of the first months;
fewer months give trial limits. Numbers of rows and indicators are read by rules of their own: `volumes`, `indicators`.
"""

import math
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from sscb_pipeline.thresholds import Thresholds

_ROUNDING = 1e-9
"""Limits are sums of quotients: what lies on one must not lie beyond it by rounding."""


@dataclass(frozen=True)
class Chart:
    """The rules a series is read by. `ranges_screened_above`, `months_screened_above`: a moving range above so many mean ones,
    or a month so many median ones from the median, takes no part in the limits; None keeps all."""

    moving_ranges: float
    ranges_screened_above: float | None
    months_screened_above: float | None
    months_needed: int
    months_that_fix: int
    run_months: int
    trend_months: int
    near_limit_from: float


def volumes(thresholds: Thresholds) -> Chart:
    """How numbers of rows are read: a file that came half empty or twice over is a fault of sending, and must neither widen
    nor shift the limits the next one is judged by."""
    return Chart(thresholds.chart_moving_ranges, thresholds.volume_moving_range_screened_above,
                 thresholds.volume_month_screened_above, thresholds.volume_months_needed,
                 thresholds.volume_months_that_fix_limits, thresholds.volume_run_months, thresholds.volume_trend_months,
                 thresholds.chart_near_limit_from)


def indicators(thresholds: Thresholds) -> Chart:
    """How an indicator is read: its months are what happened, none of them is a fault to be screened out."""
    return Chart(thresholds.chart_moving_ranges, None, None, thresholds.reading_months_needed,
                 thresholds.reading_months_that_fix_limits, thresholds.reading_run_months, thresholds.reading_trend_months,
                 thresholds.chart_near_limit_from)


@dataclass(frozen=True)
class Limits:
    """Where a series is to be expected; `trial` while too few months have fixed it."""

    low: float
    mean: float
    high: float
    trial: bool

    @property
    def whole(self) -> tuple[int, int]:
        """The limits of a count: whole, outward, not below 0."""
        return max(0, math.floor(self.low)), math.ceil(self.high)


def enough(earlier: Sized, chart: Chart) -> bool:
    """Whether a series is long enough to set limits; two months are the least that have a range."""
    return len(earlier) >= max(2, chart.months_needed)


def limits(earlier: Sequence[float], chart: Chart) -> Limits:
    """The limits a series sets, oldest month first. Needs two months."""
    fixing = _without_outliers(earlier[: chart.months_that_fix], chart)
    mean = fmean(fixing)
    reach = chart.moving_ranges * usual_moving_range(fixing, chart)
    return Limits(mean - reach, mean, mean + reach, len(earlier) < chart.months_that_fix)


def usual_moving_range(months: Sequence[float], chart: Chart) -> float:
    """The mean of the differences from month to month."""
    moving = [abs(after - before) for before, after in pairwise(months)]
    most = math.inf if chart.ranges_screened_above is None else chart.ranges_screened_above * fmean(moving)
    return fmean([moved for moved in moving if moved <= most])


def _without_outliers(fixing: Sequence[float], chart: Chart) -> Sequence[float]:
    """The months without those far outside what the others make usual; all of them where fewer than two would be left."""
    if chart.months_screened_above is None:
        return fixing
    usual = median(abs(after - before) for before, after in pairwise(fixing))
    centre = median(fixing)
    near = [value for value in fixing if abs(value - centre) <= chart.months_screened_above * usual]
    return near if usual and len(near) > 1 else fixing


def outside(value: float, known: Limits) -> bool:
    """Whether a count lies outside the limits."""
    low, high = known.whole
    return not low <= value <= high


def beyond(value: float, known: Limits) -> int:
    """1 where a value lies above the limits, -1 below, 0 within or on them."""
    return (value > known.high + _ROUNDING) - (value < known.low - _ROUNDING)


@dataclass(frozen=True)
class Patterns:
    """What the latest months make without leaving the limits: 1 above or upwards, -1 below or downwards, 0 no such pattern.

    `run`: all on one side of the mean. `trend`: each above (below) the one before. `near_limit`: two of the last three
    near the same limit, the latest among them.
    """

    run: int
    trend: int
    near_limit: int


def patterns(series: Sequence[float], known: Limits, chart: Chart) -> Patterns:
    """The patterns that end with the last value of a series that has one."""
    side = [(value > known.mean) - (value < known.mean) for value in series[-chart.run_months :]]
    run = side[-1] if abs(sum(side)) == chart.run_months else 0
    steps = [(after > before) - (after < before) for before, after in pairwise(series[-chart.trend_months :])]
    trend = steps[-1] if steps and abs(sum(steps)) == chart.trend_months - 1 else 0
    near = chart.near_limit_from * (known.high - known.mean)
    far = [(value - known.mean > near) - (known.mean - value > near) for value in series[-3:]]
    two_of_three = near > 0 and far.count(far[-1]) >= 2
    return Patterns(run, trend, far[-1] if two_of_three else 0)


def runs(series: Sequence[float], known: Limits, chart: Chart) -> list[str]:
    """The patterns that end with the latest month, in words."""
    found, said = patterns(series, known, chart), []
    if found.run:
        said.append(f"the last {chart.run_months} months all lie {'above' if found.run > 0 else 'below'} the mean")
    if found.trend:
        said.append(f"the last {chart.trend_months} months {'rise' if found.trend > 0 else 'fall'} one after another")
    if found.near_limit:
        said.append(f"two of the last three months lie near the {'upper' if found.near_limit > 0 else 'lower'} limit")
    return said
