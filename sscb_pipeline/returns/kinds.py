"""The kinds of cells: how a column's annotation decides what is read, judged and stored."""

from typing import Any, ClassVar

import pandas as pd

from sscb_pipeline.returns.text_type import TextType


class Kind:
    """A kind of cell: what it means, its pandas type and its PostgreSQL type."""

    name: ClassVar[str]
    pandas_type: ClassVar[Any]
    sql_type: ClassVar[str]
    meaning: ClassVar[str]


class Text(Kind):
    name, pandas_type, sql_type, meaning = "text", TextType, "text", "text, as sent, without surrounding spaces"


class Code(Kind):
    name, pandas_type, sql_type, meaning = "code", TextType, "text", "a code of a list; other spellings are mapped"


class Codes(Kind):
    name, pandas_type, sql_type, meaning = "codes", TextType, "text", "several codes, stored sorted and separated by commas"


class YesNo(Kind):
    name, pandas_type, sql_type, meaning = "yes_no", pd.BooleanDtype, "boolean", "yes or no"


class Day(Kind):
    name, pandas_type, sql_type, meaning = "day", "datetime64[us]", "date", "a date, day before month; US order is refused"


class Moment(Kind):
    name, pandas_type, sql_type, meaning = "moment", "datetime64[us]", "timestamp", "a date and time, local time"


class Clock(Kind):
    name, pandas_type, sql_type, meaning = "clock", TextType, "time", "a time of day, HH:MM"


class Whole(Kind):
    name, pandas_type, sql_type, meaning = "whole", pd.Int64Dtype, "integer", "a whole number"


class Number(Kind):
    name, pandas_type, sql_type, meaning = "number", pd.Float64Dtype, "numeric", "a number"


class NhsNumber(Kind):
    name, pandas_type, sql_type, meaning = "nhs_number", TextType, "text", "ten digits with a valid check digit"


class Upn(Kind):
    name, pandas_type, sql_type, meaning = "upn", TextType, "text", "unique pupil number with a valid check letter"


class Postcode(Kind):
    name, pandas_type, sql_type, meaning = "postcode", TextType, "text", "a UK postcode, as AA9 9AA"


KINDS: tuple[type[Kind], ...] = (Text, Code, Codes, YesNo, Day, Moment, Clock, Whole, Number, NhsNumber, Upn, Postcode)
