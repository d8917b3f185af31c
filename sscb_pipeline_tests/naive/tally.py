"""Where what was counted is written down."""

from collections import defaultdict

COUNTY, UNKNOWN = "Surrey", "UNKNOWN"
Cell = tuple[str, str, str, str, str]
"""Indicator, month, area, breakdown, value of the breakdown."""


class Tally:
    """`counted`: cell -> [numerator, denominator]. Indicators without a denominator leave it as it comes."""

    def __init__(self) -> None:
        self.counted: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])

    def add(
        self, indicator: str, month: str, area: str | None, yes: bool = True, breakdown: str = "all", of: str = "all"
    ) -> None:
        """One more in the denominator, and in the numerator if `yes`: of the area and of the county."""
        for place in {COUNTY, area or UNKNOWN}:
            cell = self.counted[indicator, month, place, breakdown, of]
            cell[0] += bool(yes)
            cell[1] += 1

    def share(self, indicator: str, month: str, area: str | None, breakdown: str, of: set[str], every: tuple[str, ...]) -> None:
        """One more in the whole, and in the numerator of each value of `of`."""
        for value in every:
            self.add(indicator, month, area, value in of, breakdown, value)
