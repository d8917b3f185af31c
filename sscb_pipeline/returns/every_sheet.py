"""What holds for the rows of every sheet, whatever its return: people of tests, ids no system gives, births long ago.

A rule holds where a sheet has the columns it looks at; nothing has to be said in the return.
"""

import re
from collections.abc import Callable

import pandas as pd
import pandera.pandas as pa

from sscb_pipeline.returns.row_rules import rule

_FIRST_BIRTH = pd.Timestamp("1900-01-01").as_unit("us")
_LCS_ID = "[0-9A-Za-z]{1,20}"
"""A child's id in the social care system: up to twenty letters and digits (CIN census rules 1570, 1580)."""
_TEST_WORD = re.compile(r"(zz+|xx+)?(test|testing|tester|testchild|testpatient|dummy|qwerty|asdf)[0-9]*|xx+|zz+")
_TEST_PEOPLE = frozenset({"mickey mouse", "minnie mouse", "donald duck", "joe bloggs", "jo bloggs", "john doe", "jane doe"})


class EverySheet(pa.DataFrameModel):
    """The rules of every sheet."""

    @rule(
        "looks_like_a_test",
        "surname",
        "forename",
        says="has the name of a test record; take it out if it is no real child",
        everywhere=True,
    )
    def no_test_record(cls, rows: pd.DataFrame) -> pd.Series:
        names = _names(rows, "forename"), _names(rows, "surname")
        tests = [
            f"{forename} {surname}" in _TEST_PEOPLE or any(map(_TEST_WORD.fullmatch, f"{forename} {surname}".split()))
            for forename, surname in zip(*names, strict=True)
        ]
        return ~pd.Series(tests, index=rows.index, dtype=bool)

    @rule(
        "person_id_odd",
        "person_id",
        says="has a child's id that is not made of up to twenty letters and digits",
        everywhere=True,
    )
    def person_id_in_form(cls, rows: pd.DataFrame) -> pd.Series:
        return _keeps(rows, "person_id", lambda ids: ids.str.fullmatch(_LCS_ID))

    @rule(
        "born_before_1900", "dob", says="has a date of birth before 1900 or on its first day", refuse=True, everywhere=True
    )
    def born_in_living_memory(cls, rows: pd.DataFrame) -> pd.Series:
        return _keeps(rows, "dob", lambda births: births > _FIRST_BIRTH)


def _names(rows: pd.DataFrame, column: str) -> list[str]:
    if column not in rows:
        return [""] * len(rows)
    return [name.casefold() if isinstance(name, str) else "" for name in rows[column]]


def _keeps(rows: pd.DataFrame, column: str, judge: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """True where the sheet has no such column, the cell is blank, or the judge says so."""
    if column not in rows:
        return pd.Series(True, index=rows.index)
    cells = rows[column]
    return pd.Series(cells.isna() | judge(cells).fillna(False).astype(bool))
