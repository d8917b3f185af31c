"""Limits and patterns, by hand."""

from dataclasses import replace

import pytest

from sscb_pipeline.judgement.xmr import Limits, limits, outside, runs, volumes
from sscb_pipeline.thresholds import thresholds_of_the_house

HOUSE = volumes(thresholds_of_the_house())
KNOWN = Limits(70, 100, 130, False)  # near a limit: beyond 80 or 120


def test_limits_are_266_mean_moving_ranges_around_the_mean() -> None:
    # Mean 100, moving ranges 10, 20, 20, 20, 10: mean 16, times 2.66 = 42.56.
    found = limits([100, 110, 90, 110, 90, 100], HOUSE)
    assert (found.low, found.mean, found.high) == pytest.approx((57.44, 100, 142.56))
    assert found.whole == (57, 143)
    assert found.trial
    assert limits([1, 9, 1, 9, 1, 9], HOUSE).whole[0] == 0  # never below nothing


def test_a_moving_range_far_beyond_the_usual_is_left_out() -> None:
    # Ranges 2, 2, 2, 2, 2, 60: mean 11.67, screened above 38.11; without 60 the mean is 2.
    found = limits([100, 102, 100, 102, 100, 102, 162], HOUSE)
    assert found.high - found.mean == pytest.approx(2.66 * 2)
    # Ranges 2, 2, 2, 2, 2, 6: mean 2.67, screened above 8.71: all count.
    found = limits([100, 102, 100, 102, 100, 102, 108], HOUSE)
    assert found.high - found.mean == pytest.approx(2.66 * 16 / 6)


def test_a_month_far_from_all_others_takes_no_part() -> None:
    # Without 30,000 and without 0: mean 30, moving ranges all 2, so 30 -+ 5.32.
    for stray in (30_000, 0):
        found = limits([29, 31, 29, stray, 31, 29, 31], HOUSE)
        assert (found.low, found.mean, found.high) == pytest.approx((24.68, 30, 35.32))
    # A level that changed for good is no stray: half of the months are there.
    assert limits([10, 11, 10, 50, 51, 50], HOUSE).mean == pytest.approx(182 / 6)


def test_limits_stay_those_of_the_first_twelve_months() -> None:
    year = [100, 110] * 6
    assert not limits(year, HOUSE).trial
    assert limits([*year, 500, 500, 500], HOUSE) == limits(year, HOUSE)
    assert limits(year[:11], HOUSE).trial
    assert limits([*year, 150], replace(HOUSE, months_that_fix=13)) != limits(year, HOUSE)


def test_a_count_on_the_limit_is_inside() -> None:
    assert [value for value in (69, 70, 130, 131) if outside(value, KNOWN)] == [69, 131]


@pytest.mark.parametrize(
    ("series", "says"),
    [
        ([101, 102, 101, 102, 101, 102, 101], ["the last 7 months all lie above the mean"]),
        ([99, 98, 99, 98, 99, 98, 99], ["the last 7 months all lie below the mean"]),
        ([99, 102, 101, 102, 101, 102, 101], []),
        ([101, 102, 101, 100, 101, 102, 101], []),  # on the mean is on no side
        ([97, 98, 99, 100, 101, 102, 103], ["the last 7 months rise one after another"]),
        ([103, 102, 101, 100, 99, 98, 97], ["the last 7 months fall one after another"]),
        ([97, 98, 99, 99, 101, 102, 103], []),
        ([98, 99, 100, 101, 102, 103], []),  # six are no trend
        ([100, 121, 100, 121], ["two of the last three months lie near the upper limit"]),
        ([100, 79, 79], ["two of the last three months lie near the lower limit"]),
        ([100, 121, 79], []),
        ([121, 121, 100], []),  # the latest month itself is not near
        ([100, 120, 120], []),
    ],
)  # fmt: skip
def test_patterns_within_the_limits(series: list[float], says: list[str]) -> None:
    assert runs(series, KNOWN, HOUSE) == says
