"""Whether a share of rows moved more than it moves by itself: small sheets and lively columns are not asked about."""

import math
from collections.abc import Sequence
from statistics import median

from sscb_pipeline.judgement.xmr import beyond, limits, volumes
from sscb_pipeline.thresholds import Thresholds

_ROUNDING = 1e-9
"""Shares are quotients: what lies on a threshold must not lie above it by rounding."""


def fell(filled: int, rows: int, earlier: Sequence[float], thresholds: Thresholds) -> bool:
    """Whether a column is filled clearly less often than in its earlier months.

    It lies below every one of them, below their median by more than the threshold, and by more than chance allows.
    """
    if rows < thresholds.completeness_rows_needed:
        return False
    usual = median(earlier)
    share = filled / rows
    return (
        share < min(earlier)
        and usual - share > thresholds.completeness_drop_query_above + _ROUNDING
        and usual - share > chance(usual, rows, thresholds)
    )


def blank_by_chance(rows: int, earlier: Sequence[float]) -> float:
    """How probable it is that a column filled as usual is blank in every row."""
    return float((1 - median(earlier)) ** rows)


def moved(count: int, rows: int, earlier: Sequence[float], thresholds: Thresholds) -> bool:
    """Whether a code's share of a column left what its earlier months lead to expect.

    Three tests, all of which it must fail: it moved by more than the threshold from their median; it lies outside the XmR
    limits of its own months, which are wide where the share is lively; and it moved by more than chance allows at this
    number of rows, which is much where they are few.
    """
    share, usual = count / rows, median(earlier)
    known = limits(earlier, volumes(thresholds))
    return (
        abs(share - usual) > thresholds.share_change_query_above + _ROUNDING
        and bool(beyond(share, known))
        and abs(share - usual) > chance(usual, rows, thresholds)
    )


def chance(usual: float, rows: int, thresholds: Thresholds) -> float:
    """How far a share of so many rows may lie from the usual one by chance alone."""
    return thresholds.share_standard_errors * math.sqrt(usual * (1 - usual) / rows)
