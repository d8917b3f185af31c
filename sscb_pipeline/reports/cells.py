"""What stands in the tables and charts of a workbook, before it is one: columns, charts, and text made safe for a cell."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sscb_pipeline.vocabulary.calendar import LONDON

LONGEST_TEXT = 32_767
"""UTF-16 units a cell holds; Excel calls a file with a longer one damaged."""
_NOT_ALLOWED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CUT = " [cut here: a cell holds no more]"


@dataclass(frozen=True)
class Col:
    """One column of a table: its heading, how it shows values (see looks.NUMBER_FORMATS), its width in characters, the
    choices offered in its cells, and how its heading looks (see looks.LOOKS)."""

    heading: str
    shows: str = "text"
    width: float = 12
    choices: tuple[str, ...] = ()
    heading_look: str = "heading"


@dataclass(frozen=True)
class Shown:
    """A value that is shown otherwise than its column: a percentage among counts."""

    value: Any
    shows: str


@dataclass(frozen=True)
class Chart:
    """A line or bar chart drawn by Excel itself. A None in a series is a gap, never zero."""

    title: str
    kind: str
    y_title: str
    categories: Sequence[str]
    series: Mapping[str, Sequence[float | None]]


def plain(text: str) -> str:
    """The text as a cell may hold it: no control characters, no half characters, not over-long, never an escape."""
    text = _NOT_ALLOWED.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    units = text.encode("utf-16-le")
    if len(units) > 2 * LONGEST_TEXT:
        text = units[: 2 * (LONGEST_TEXT - len(_CUT))].decode("utf-16-le", errors="ignore") + _CUT
    return text


def local(moment: dt.datetime) -> dt.datetime:
    """The moment as a Surrey clock shows it, without a zone (Excel knows none)."""
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment.tzinfo else moment


def is_blank(value: Any) -> bool:
    """None, NaN, NaT and NA."""
    return value is None or (not isinstance(value, str) and bool(pd.isna(value)))
