"""What a cell can answer: a value, a value with a doubt, a fault, or words that say why there is no value."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum

from sscb_pipeline.vocabulary.codes import spelling_key

Value = str | bool | int | float | dt.datetime | None


@dataclass(frozen=True)
class Fault:
    """Why a cell has no value: `rule` a short stable name, `says` completes 'C12: …' without the value."""

    rule: str
    says: str


@dataclass(frozen=True)
class Doubt:
    """A value that is loaded and asked about (`query`, row by row) or told to the data team (`warn`, once a column)."""

    value: Value
    rule: str
    says: str
    strength: str = "query"


class Said(Enum):
    """What a sender writes instead of a value. Unknown, not recorded and blank stay three things; suppressed is a fourth."""

    UNKNOWN = "unknown"
    NOT_RECORDED = "not_recorded"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED = "suppressed"


Answer = Value | Fault | Doubt | Said

_WORDS = {
    **dict.fromkeys(["nk", "n k", "not known", "unknown", "tbc", "to be confirmed", "dont know", "awaited"], Said.UNKNOWN),
    **dict.fromkeys(
        ["not recorded", "none recorded", "not stated", "no data", "not available", "data not captured", "nr", "not entered"],
        Said.NOT_RECORDED,
    ),
    **dict.fromkeys(["n a", "not applicable"], Said.NOT_APPLICABLE),
}
"""As compared (spelling_key) -> what it says."""
_NO_ID = {
    **dict.fromkeys(["none", "na", "no", "nil"], Said.NOT_APPLICABLE),
    **dict.fromkeys(["null", "blank", "missing", "no id", "no ref", "no reference", "no number"], Said.NOT_RECORDED),
    **dict.fromkeys(["pending", "unborn", "anonymous", "anon"], Said.UNKNOWN),
}
"""The same where an id is expected; a name may be any of these."""
_DASHES = frozenset("-./\u2013\u2014 ")
"""A cell of these alone is a dash for nothing; letters and digits of other scripts are not: those are faults."""
_SUPPRESSED = re.compile(r"\*+|<\s*[0-9]{1,2}|\[?[cx]\]?|:|suppressed", re.IGNORECASE)


def what_is_said(text: str) -> Said | None:
    """The meaning of words people write where they have no value; None when they are none of these."""
    return Said.UNKNOWN if text and set(text) <= {"?"} else _WORDS.get(spelling_key(text))


def said_for_an_id(text: str) -> Said | None:
    """The same where an id is expected; zeros alone are no id either."""
    if text and set(text) <= {"0"}:
        return Said.NOT_RECORDED
    return what_is_said(text) or _NO_ID.get(spelling_key(text))


def is_dash(text: str) -> bool:
    """Whether a cell holds only dashes and dots: blank, in a spreadsheet's way."""
    return _DASHES.issuperset(text)


def suppressed(text: str) -> bool:
    """Whether a count was left out because it is small (`*`, `<5`, `c`, `[c]`)."""
    return bool(_SUPPRESSED.fullmatch(text.strip()))
