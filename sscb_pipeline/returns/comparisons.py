"""Comparisons the rules of a row are written with: each answers, per row, whether the row keeps it.

A blank cell on either side keeps a rule, unless the rule is about the blank itself.
"""

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from sscb_pipeline.vocabulary import calendar

FORTY_WEEKS = pd.Timedelta(weeks=40)


def on_or_after(rows: pd.DataFrame, later: str, earlier: str) -> pd.Series:
    """True where `later` is not before `earlier`."""
    return rows[later].isna() | rows[earlier].isna() | (rows[later] >= rows[earlier])


def after(rows: pd.DataFrame, later: str, earlier: str) -> pd.Series:
    """True where `later` comes after `earlier`; the same instant breaks it."""
    return rows[later].isna() | rows[earlier].isna() | (rows[later] > rows[earlier])


def no_more_than(rows: pd.DataFrame, part: str, whole: str) -> pd.Series:
    """True where a count is not larger than the count it is part of."""
    return (rows[part] <= rows[whole]).fillna(True).astype(bool)


def given_with(rows: pd.DataFrame, one: str, other: str) -> pd.Series:
    """True where both cells are given or both blank."""
    return rows[one].notna() == rows[other].notna()


def given_where(rows: pd.DataFrame, name: str, condition: pd.Series) -> pd.Series:
    """True where the condition does not hold, or the cell is given."""
    return ~condition | rows[name].notna()


def blank_where(rows: pd.DataFrame, name: str, condition: pd.Series) -> pd.Series:
    """True where the condition does not hold, or the cell is blank."""
    return ~condition | rows[name].isna()


def yes(rows: pd.DataFrame, name: str) -> pd.Series:
    """True where a yes/no cell says yes; blank is not yes."""
    return rows[name].fillna(False).astype(bool)


def working_day(rows: pd.DataFrame, name: str) -> pd.Series:
    """True where the day is a working day (or blank)."""
    return _each(rows[name], calendar.is_working_day)


def weekday(rows: pd.DataFrame, name: str) -> pd.Series:
    """True where the day is not a Saturday or Sunday (or blank)."""
    return _each(rows[name], lambda day: day.weekday() < 5)


def working_days_after(rows: pd.DataFrame, target: str, start: str, days: int) -> pd.Series:
    """True where the target lies exactly `days` working days after the start (or either is blank)."""
    kept = [
        pd.isna(due) or pd.isna(began) or calendar.working_days_between(began.date(), due.date()) == days
        for began, due in zip(rows[start], rows[target], strict=True)
    ]
    return pd.Series(kept, index=rows.index, dtype=bool)


def working_days_since(days: pd.Series, end: pd.Timestamp) -> pd.Series:
    """Working days from each day to the last one, the day after being the first; missing where the day is."""
    known = {day: calendar.working_days_between(day.date(), end.date()) for day in days.dropna().unique()}
    return pd.Series([known.get(day, pd.NA) for day in days], index=days.index, dtype="Int64")


def ages(born: pd.Series, at: pd.Series) -> pd.Series:
    """Completed years by calendar at a day, row by row; missing where either is blank or the day is before birth."""
    births, days = born.to_numpy("datetime64[us]"), at.to_numpy("datetime64[us]")
    known = births <= days  # a blank compares as not
    years = np.zeros(len(born), dtype=np.int64)
    years[known] = calendar.ages_on(births[known], days[known])
    return pd.Series(pd.arrays.IntegerArray(years, ~known), index=born.index)


def under(years: int, rows: pd.DataFrame, born: str, at: str) -> pd.Series:
    """True where the person was younger than `years` at the day (or it cannot be told)."""
    return (ages(rows[born], rows[at]) < years).fillna(True).astype(bool)


def turned(years: int, born: pd.Series, day: pd.Timestamp) -> pd.Series:
    """True where the person had turned that age by the day; false where the birth is not known."""
    return (ages(born, pd.Series(day, index=born.index)) >= years).fillna(False).astype(bool)


def months_old(months: int, rows: pd.DataFrame, born: str, at: str) -> pd.Series:
    """True where the person had lived that many calendar months at the day."""
    lived = [
        birth <= day and calendar.add_months(birth.date(), months) <= day.date()  # a blank compares as not
        for birth, day in zip(rows[born], rows[at], strict=True)
    ]
    return pd.Series(lived, index=rows.index, dtype=bool)


def born_or_due_once(rows: pd.DataFrame) -> pd.Series:
    """True where exactly one of date of birth and expected date of delivery is given (CIN census rule 8525Q)."""
    return rows["dob"].notna() != rows["edd"].notna()


def unborn_has_no_sex(rows: pd.DataFrame) -> pd.Series:
    """True unless an unborn child has a recorded sex (CIN census rule 8750)."""
    unborn = rows["edd"].notna() & rows["dob"].isna()
    return ~unborn | rows["gender"].isna() | (rows["gender"] == "U")


def holds_code(rows: pd.DataFrame, name: str, code: str) -> pd.Series:
    """True where a cell of several codes holds this one."""
    return rows[name].map(lambda cell: isinstance(cell, str) and code in cell.split(",")).astype(bool)


def code_stands_alone(rows: pd.DataFrame, name: str, code: str) -> pd.Series:
    """True unless the code stands beside others in one cell."""
    return ~holds_code(rows, name, code) | (rows[name] == code)


def _each(days: pd.Series, keeps: Callable[[dt.date], bool]) -> pd.Series:
    known = {day: keeps(day.date()) for day in days.dropna().unique()}
    return days.map(lambda day: known.get(day, True)).astype(bool)
