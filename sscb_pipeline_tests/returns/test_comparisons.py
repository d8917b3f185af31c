"""What a blank and a birthday mean in a comparison."""

import datetime as dt

import pandas as pd

from sscb_pipeline.returns import comparisons as compare
from sscb_pipeline.vocabulary.calendar import age_on


def days(*texts: str | None) -> pd.Series:
    return pd.Series([pd.NaT if text is None else pd.Timestamp(text) for text in texts], dtype="datetime64[us]")


def test_ages_are_completed_years_and_unknown_before_birth() -> None:
    born = days("2016-11-10", "2016-11-11", "2000-02-29", None, "2000-02-29")
    at = days("2016-11-10", "2016-11-10", "2018-02-28", "2016-11-10", None)
    assert compare.ages(born, at).astype(object).where(lambda years: years.notna(), None).tolist() == [0, None, 17, None, None]


def test_ages_of_a_column_are_those_of_the_calendar() -> None:
    day_by_day = pd.date_range("1999-12-30", periods=1500, freq="D", unit="us").to_series(index=range(1500))
    for at in ("2018-02-28", "2018-03-01", "2020-02-29", "2001-01-01"):
        found = compare.ages(day_by_day, pd.Series(pd.Timestamp(at), index=day_by_day.index, dtype="datetime64[us]"))
        day = dt.date.fromisoformat(at)
        expected = [age_on(born.date(), day) if born.date() <= day else None for born in day_by_day]
        assert found.astype(object).where(found.notna(), None).tolist() == expected


def test_blank_cells_keep_a_comparison() -> None:
    rows = pd.DataFrame({"start": days("2016-11-10", None, None), "end": days(None, "2016-11-09", None)})
    assert compare.on_or_after(rows, "end", "start").tolist() == [True, True, True]
    assert compare.after(rows, "end", "start").tolist() == [True, True, True]
    assert compare.working_days_after(rows, "end", "start", 15).tolist() == [True, True, True]
    assert compare.months_old(0, rows, "start", "end").tolist() == [False, False, False]


def test_a_code_is_found_whole() -> None:
    rows = pd.DataFrame({"factors": pd.Series(["21", "21,3B", "21A", None], dtype=str)})
    assert compare.holds_code(rows, "factors", "21").tolist() == [True, True, False, False]
    assert compare.code_stands_alone(rows, "factors", "21").tolist() == [True, False, True, True]
