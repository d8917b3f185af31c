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

_TEST_SURNAMES = frozenset(person.split()[1] for person in _TEST_PEOPLE)


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
        if "forename" not in rows and "surname" not in rows:
            return pd.Series(True, index=rows.index)
        forenames, surnames = _names(rows, "forename"), _names(rows, "surname")
        words = {name for name in {*forenames, *surnames} if any(map(_TEST_WORD.fullmatch, name.split()))}
        tests = [
            forename in words or surname in words or (surname in _TEST_SURNAMES and f"{forename} {surname}" in _TEST_PEOPLE)
            for forename, surname in zip(forenames, surnames, strict=True)
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
    return list(rows[column].str.casefold().fillna(""))


def _keeps(rows: pd.DataFrame, column: str, judge: Callable[[pd.Series], pd.Series]) -> pd.Series:
    """True where the sheet has no such column, the cell is blank, or the judge says so."""
    if column not in rows:
        return pd.Series(True, index=rows.index)
    cells = rows[column]
    return pd.Series(cells.isna() | judge(cells).fillna(False).astype(bool))
