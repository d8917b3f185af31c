"""Rules between rows and sheets of one workbook. Rows that break them are loaded and the sender is asked (a query).

A rule finds its rows in frames by sheet name, whose index is the sheet's row number as the sender sees it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sscb_pipeline.vocabulary.calendar import last_day


@dataclass(frozen=True)
class Frames(Mapping[str, pd.DataFrame]):
    """The accepted rows of one workbook by sheet name, and the month it is about."""

    tables: Mapping[str, pd.DataFrame]
    month: str

    @property
    def month_end(self) -> pd.Timestamp:
        """The month's last day: how old children are and how long cases have been open is told at it."""
        return pd.Timestamp(last_day(self.month)).as_unit("us")

    def __getitem__(self, sheet: str) -> pd.DataFrame:
        return self.tables[sheet]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

_NEVER = pd.Timestamp("9999-12-31").as_unit("us")
"""When a period that has not ended ends, for comparison."""


@dataclass(frozen=True)
class CrossRule:
    """A rule no single row can break alone.

    `sheet` and `columns` say where a person should look, the first column first. `says` completes "Row 12: …" without
    any value. `find` gets the accepted rows by sheet name and answers the row numbers of `sheet` that break the rule.
    """

    name: str
    sheet: str
    columns: tuple[str, ...]
    says: str
    find: Callable[[Frames], Iterable[int]]


@dataclass(frozen=True)
class Stock:
    """Rows of a sheet that stand open from month to month: those open now are those open the month before, and those begun,
    without those ended since."""

    sheet: str
    start: str
    end: str


def several_open(
    sheet: str, who: tuple[str, ...], is_open: Callable[[pd.DataFrame], pd.Series]
) -> Callable[[Frames], Iterable[int]]:
    """Rows still open beside another open row of the same person (or person and case)."""

    def find(frames: Frames) -> Iterable[int]:
        rows = frames[sheet]
        still = rows[is_open(rows)].dropna(subset=list(who))
        return _numbers(still.index[still.duplicated(subset=list(who), keep=False)])

    return find


def overlapping(
    sheet: str, who: tuple[str, ...], start: str, end: str, only: Callable[[pd.DataFrame], pd.Series] | None = None
) -> Callable[[Frames], Iterable[int]]:
    """Rows that begin before an earlier row of the same person ends. Periods may touch: [start, end)."""

    def find(frames: Frames) -> Iterable[int]:
        rows = frames[sheet]
        rows = (rows[only(rows)] if only else rows).dropna(subset=[*who, start])
        ordered = rows.sort_values([*who, start], kind="stable")
        people = ordered[list(who)].itertuples(index=False, name=None)
        periods = zip(people, ordered.index, ordered[start], ordered[end].fillna(_NEVER), strict=True)
        person: tuple[str, ...] | None = None
        latest = _NEVER
        for someone, row, began, ended in periods:
            if someone == person and began < latest:
                yield int(row)
            latest = max(latest, ended) if someone == person else ended
            person = someone

    return find


def differing(sheet: str, same: tuple[str, ...], column: str) -> Callable[[Frames], Iterable[int]]:
    """Rows alike in `same` that do not agree on `column`."""

    def find(frames: Frames) -> Iterable[int]:
        rows = frames[sheet].dropna(subset=list(same))
        if rows.empty:
            return []
        values = rows.groupby(list(same))[column].transform("nunique")
        return _numbers(rows.index[values > 1])

    return find


def repeated(sheet: str, same: tuple[str, ...]) -> Callable[[Frames], Iterable[int]]:
    """Rows whose values in `same` stand in another row too."""

    def find(frames: Frames) -> Iterable[int]:
        rows = frames[sheet].dropna(subset=list(same))
        return _numbers(rows.index[rows.duplicated(subset=list(same), keep=False)])

    return find


def where(sheet: str, breaks: Callable[[pd.DataFrame, pd.Timestamp], pd.Series]) -> Callable[[Frames], Iterable[int]]:
    """Rows that break a rule about the row and the month's last day."""

    def find(frames: Frames) -> Iterable[int]:
        rows = frames[sheet]
        return _numbers(rows.index[breaks(rows, frames.month_end).fillna(False).astype(bool)])

    return find


def days_looked_up(keys: pd.Series, rows: pd.DataFrame, by: str, day: str) -> pd.Series:
    """For each key, `day` of the first of `rows` that has the key in `by` and the day given; missing if there is none."""
    if keys.empty:
        return pd.Series(index=keys.index, dtype="datetime64[us]")
    known = rows.dropna(subset=[by, day]).drop_duplicates(by)
    days = dict(zip(known[by], known[day], strict=True))
    return pd.Series([days.get(key, pd.NaT) for key in keys], index=keys.index, dtype="datetime64[us]")


def _numbers(index: pd.Index) -> list[int]:
    return [int(row) for row in index]
