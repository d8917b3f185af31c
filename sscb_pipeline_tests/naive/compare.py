"""The two countings side by side."""

from typing import Any

import pandas as pd

from sscb_pipeline_tests.naive.tally import Cell, Tally

COLUMNS = ["indicator_id", "period_end", "area", "breakdown", "breakdown_value", "numerator", "denominator"]
Figure = tuple[int, int | None]


def differences(shown: pd.DataFrame, tally: Tally, months: list[str]) -> list[str]:
    """One line for each cell the two disagree on: indicator, month, area, both figures.

    Compared is every cell of the breakdowns the plain count has of an indicator. What it did not meet counts as 0 of 0;
    a part nobody is in has no rows.
    """
    breakdowns = {(cell[0], cell[3], cell[4]) for cell in tally.counted}
    table: dict[Cell, Figure] = {}
    for indicator, end, area, breakdown, of, numerator, denominator in shown[COLUMNS].itertuples(index=False):
        if (indicator, breakdown, of) in breakdowns:
            table[indicator, str(end)[:7], area, breakdown, of] = whole(numerator), (
                None if pd.isna(denominator) else whole(denominator))
    parts = {(cell[0], *cell[3:]) for cell in table} | {
        (cell[0], *cell[3:]) for cell, found in tally.counted.items() if found[0] or cell[3] == "all"}
    counted = {cell: (found[0], found[1]) for cell, found in tally.counted.items()
               if cell[1] in months and (cell[0], *cell[3:]) in parts}
    return [f"{' '.join(cell)}: the table has {words(table.get(cell))}, counted plainly {words(counted.get(cell))}"
            for cell in sorted({*counted, *table}) if not same(table.get(cell), counted.get(cell, (0, 0)))]


def same(shown: Figure | None, counted: tuple[int, int]) -> bool:
    numerator, denominator = shown or (0, 0)
    return (numerator, counted[1] if denominator is None else denominator) == counted


def whole(number: Any) -> int:
    """A count; a numerator is blank where nothing is divided."""
    return 0 if pd.isna(number) else int(number)


def words(figure: Figure | None) -> str:
    return "nothing" if figure is None else f"{figure[0]}" if figure[1] is None else f"{figure[0]} of {figure[1]}"
