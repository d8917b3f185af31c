"""XmR charts: the limits a monthly series sets for itself, and what the latest month says against them.

Shewhart's chart for single values as the health service draws it: limits lie 2.66 mean moving ranges around the mean, a
moving range far beyond the usual is left out, as is a month far from all the others, and the limits stay those of the first
twelve months. Fewer months give trial limits.
"""

import math
from collections.abc import Sequence, Sized
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from sscb_pipeline.thresholds import Thresholds


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


def enough(earlier: Sized, thresholds: Thresholds) -> bool:
    """Whether a series is long enough to set limits; two months are the least that have a range."""
    return len(earlier) >= max(2, thresholds.volume_months_needed)


def limits(earlier: Sequence[float], thresholds: Thresholds) -> Limits:
    """The limits a series sets, oldest month first. Needs two months."""
    fixing = _without_outliers(earlier[: thresholds.volume_months_that_fix_limits], thresholds)
    mean = fmean(fixing)
    moving = [abs(after - before) for before, after in pairwise(fixing)]
    most = thresholds.volume_moving_range_screened_above * fmean(moving)
    reach = thresholds.volume_moving_ranges * fmean([moved for moved in moving if moved <= most])
    return Limits(mean - reach, mean, mean + reach, len(earlier) < thresholds.volume_months_that_fix_limits)


def _without_outliers(fixing: Sequence[float], thresholds: Thresholds) -> Sequence[float]:
    """The months without those far outside what the others make usual; all of them where fewer than two would be left."""
    usual = median(abs(after - before) for before, after in pairwise(fixing))
    centre = median(fixing)
    near = [value for value in fixing if abs(value - centre) <= thresholds.volume_month_screened_above * usual]
    return near if usual and len(near) > 1 else fixing


def outside(value: float, known: Limits) -> bool:
    """Whether a count lies outside the limits."""
    low, high = known.whole
    return not low <= value <= high


def runs(series: Sequence[float], known: Limits, thresholds: Thresholds) -> list[str]:
    """The patterns the latest months make without leaving the limits, in words; the latest month is the last value."""
    found = []
    side = [(value > known.mean) - (value < known.mean) for value in series]
    many = thresholds.volume_run_months
    if len(side) >= many and abs(sum(side[-many:])) == many:
        found.append(f"the last {many} months all lie {'above' if side[-1] > 0 else 'below'} the mean")
    many = thresholds.volume_trend_months
    steps = [(after > before) - (after < before) for before, after in pairwise(series[-many:])]
    if len(steps) == many - 1 and abs(sum(steps)) == many - 1:
        found.append(f"the last {many} months {'rise' if steps[-1] > 0 else 'fall'} one after another")
    near = thresholds.volume_near_limit_from * (known.high - known.mean)
    beyond = [(value - known.mean > near) - (known.mean - value > near) for value in series[-3:]]
    if near > 0 and beyond and beyond[-1] and sum(place == beyond[-1] for place in beyond) >= 2:
        found.append(f"two of the last three months lie near the {'upper' if beyond[-1] > 0 else 'lower'} limit")
    return found
