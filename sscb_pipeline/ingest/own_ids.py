"""Reads the ids agencies give people and cases: words, dates and numbers cut short are none, and would make one of many."""

import datetime as dt
import re
from collections.abc import Callable

from sscb_pipeline.ingest.answers import Answer, Fault, said_for_an_id
from sscb_pipeline.ingest.grid import Cell

_DIGIT = re.compile("[0-9]")
_CUT_SHORT = re.compile(r"[0-9](?:\.[0-9]+E[+-]?|E\+)[0-9]+", re.IGNORECASE)
_DATE_LIKE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9:.]+)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_DATE_FOR_AN_ID = Fault("date_for_an_id", "is a date where an id is expected; format the column as text and type the id again")
_YES_NO_FOR_AN_ID = Fault("yes_no_for_an_id", "is TRUE or FALSE where an id is expected; type the id again")


def own_id(read_text: Callable[[Cell], Answer]) -> Callable[[Cell], Answer]:
    """A reader of ids, given that of texts."""

    def read(cell: Cell) -> Answer:
        if isinstance(cell, dt.datetime):
            return _DATE_FOR_AN_ID
        if isinstance(cell, bool):
            return _YES_NO_FOR_AN_ID
        text = read_text(cell)
        if not isinstance(text, str):
            return text
        if not text[0].isdigit():
            if _DIGIT.search(text):
                return text  # nearly every id that is not a number: the words below have no digit
            return _YES_NO_FOR_AN_ID if text.upper() in ("TRUE", "FALSE") else said_for_an_id(text) or text
        if _CUT_SHORT.fullmatch(text):
            return Fault("id_cut_short", "is a number shown in short (as 1.2E+06), so many ids became one; format it as text")
        return _DATE_FOR_AN_ID if _DATE_LIKE.fullmatch(text) else text if text.strip("0") else said_for_an_id(text) or text

    return read
