"""One reader per kind of cell: what the cell says, or why it cannot be known. Nothing is guessed, nothing coerced.

A reader takes one cell that is not empty and gives its Answer (see answers.py). `read_values` reads the distinct values of
a column.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sscb_pipeline.ingest.answers import Answer, Doubt, Fault, Said, is_dash, suppressed, what_is_said
from sscb_pipeline.ingest.dates import as_clock, as_day, as_local_moment
from sscb_pipeline.ingest.grid import Cell
from sscb_pipeline.ingest.identifiers import is_nhs_number, is_upn
from sscb_pipeline.ingest.own_ids import own_id
from sscb_pipeline.returns.declaration import (
    Clock,
    Code,
    Codes,
    Column,
    Day,
    Kind,
    Moment,
    NhsNumber,
    Number,
    Postcode,
    Text,
    Upn,
    Whole,
    YesNo,
)
from sscb_pipeline.vocabulary.codes import CodeList, code_list, spelling_key

Reader = Callable[[Cell], Answer]

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_MOJIBAKE = re.compile("[\u00c2\u00c3\u00e2][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u2122]")
_LONGEST = 32_767
"""What a spreadsheet's cell can hold."""
CODE_AMBIGUOUS = Fault("code_ambiguous", "could be two codes; write the code itself")


@dataclass(frozen=True)
class Circumstances:
    """What a reader must know beside the column: counts may be suppressed, serials count from 1904, and further spellings
    (spelling key -> code) that hold here."""

    aggregate: bool = False
    from_1904: bool = False
    spellings: Mapping[str, str] | None = None


ORDINARY = Circumstances()


def read_values(column: Column, values: Iterable[Cell], circumstances: Circumstances = ORDINARY) -> list[Answer]:
    """What each of these cells of a column says; None where it is blank."""
    read_cell = _READERS[column.kind](column, circumstances)
    instead = {spelling_key(word): word for word in column.instead}
    counts = circumstances.aggregate and column.kind in (Whole, Number)

    def read(cell: Cell) -> Answer:
        if isinstance(cell, str):
            cell = (cell if cell.isascii() else cell.replace("\u00a0", " ")).strip()
            if not cell:
                return None
            if instead and spelling_key(cell) in instead:
                return instead[spelling_key(cell)]
            if counts and suppressed(cell):
                return Said.SUPPRESSED
        return read_cell(cell)

    return [read(cell) for cell in values]


def has_invisible_character(text: str) -> bool:
    """Whether a text holds control characters, zero-width spaces or marks that turn the direction of writing."""
    return bool(_INVISIBLE.search(text))


def as_text(cell: Cell) -> str | Fault:
    """Text as sent. A whole number becomes its digits ('4' and 4 are alike); one that lost digits is a fault."""
    if isinstance(cell, str):
        if cell.isascii() and cell.isprintable():
            return " ".join(cell.split())
        if has_invisible_character(cell):
            return Fault("invisible_character", "holds an invisible character; type it again")
        if any(c.isdigit() and not c.isascii() for c in cell):
            return Fault("digits_of_another_script", "holds digits of another script; type them as 0 to 9")
        return " ".join(cell.split())
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            return Fault("not_a_value", "is not a value a cell can have")
        if abs(cell) >= 1e15:
            return Fault(
                "digits_lost", "is a number so long that Excel dropped digits; format the column as text and type it again"
            )
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return Fault("not_text", "is a length of time where text is expected")


def _text(column: Column, _: Circumstances) -> Reader:
    identifies = column.key or not column.personal

    def read(cell: Cell) -> Answer:
        if isinstance(cell, str) and cell.isalnum() and cell.isascii() and 3 < len(cell) < _LONGEST:
            return cell  # nearly every name, and none of the words below
        text = as_text(cell)
        if isinstance(text, Fault):
            return text
        if is_dash(text) or text == "?":
            return Said.UNKNOWN if text == "?" else None
        if len(text) >= _LONGEST:
            return Fault("too_long", "holds more text than a cell can, so its end is lost")
        if identifies and text in ("nan", "NaN", "inf", "-inf"):
            return Fault("not_a_value", "is not a value a cell can have")
        if len(text) > 2 and set(text) == {"#"}:
            return Fault("column_too_narrow", "holds only the signs Excel shows where a column is too narrow; export it again")
        if not text.isascii() and _MOJIBAKE.search(text):
            return Doubt(text, "garbled_letters", "holds garbled letters (wrong encoding); it was loaded as it stands")
        return text

    return own_id(read) if column.is_identifier else read


def _code_in(listed: CodeList, text: str, further: Mapping[str, str] | None) -> Answer:
    if is_dash(text):
        return None
    key = spelling_key(text)
    if key or set(text) == {"?"}:  # other signs and scripts have no key, and so are not alike
        code = listed.spellings.get(key) or (further or {}).get(key)
        if code is not None:
            return code
        if key in listed.ambiguous:
            return CODE_AMBIGUOUS
        if said := what_is_said(text):
            return said
        if key in listed.blank:
            return Said.NOT_RECORDED
    return Fault("not_a_code", f"is not a code or word we know; the codes are: {', '.join(listed.meanings)}")


def _code(column: Column, circumstances: Circumstances) -> Reader:
    listed = code_list(column.codes or "")

    def read(cell: Cell) -> Answer:
        text = as_text(cell)
        return text if isinstance(text, Fault) else _code_in(listed, text, circumstances.spellings)

    return read


def _codes(column: Column, circumstances: Circumstances) -> Reader:
    listed = code_list(column.codes or "")

    def read(cell: Cell) -> Answer:
        text = as_text(cell)
        if isinstance(text, Fault):
            return text
        whole = _code_in(listed, text, circumstances.spellings)
        if not isinstance(whole, Fault):
            return whole
        lines = cell.splitlines() if isinstance(cell, str) else [text]  # one code a line is lost where a text is one line
        found: set[str] = set()
        for piece in (piece for line in lines for piece in re.split(r"[,;/]|\band\b|&", line)):
            code = _code_in(listed, piece.strip(), circumstances.spellings)
            if isinstance(code, Fault):
                return code
            if isinstance(code, str):
                found.add(code)
        return ",".join(code for code in listed.meanings if code in found) or None

    return read


def _yes_no(_: Column, circumstances: Circumstances) -> Reader:
    listed = code_list("yes_no")

    def read(cell: Cell) -> Answer:
        text = as_text(cell)
        code = text if isinstance(text, Fault) else _code_in(listed, text, circumstances.spellings)
        return code == "Y" if isinstance(code, str) else code

    return read


_EXCEL_BEGINS = frozenset({0, 1, dt.timedelta(0), dt.timedelta(days=1)})
"""What Excel's first day, 1 January 1900, is in a true date cell: readers take so small a serial for a time of day."""


def _day(column: Column, circumstances: Circumstances) -> Reader:
    blank = {dt.datetime.fromisoformat(day) for day in column.blank_days}

    def read(cell: Cell) -> Answer:
        if blank and not isinstance(cell, bool) and cell in _EXCEL_BEGINS:
            return None
        day = as_day(cell, circumstances.from_1904)
        return None if isinstance(day, dt.datetime) and day in blank else day

    return read


def _moment(_: Column, circumstances: Circumstances) -> Reader:
    return lambda cell: as_local_moment(cell, circumstances.from_1904)


def as_number(cell: Cell) -> float | None | Fault | Said:
    """A number; text of plain digits counts, words and marks do not."""
    if isinstance(cell, str):
        if is_dash(cell):
            return None
        if said := what_is_said(cell):
            return said
        if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", cell) or re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", cell):
            return float(cell.replace(",", ""))
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell and abs(cell) != float("inf"):
        return float(cell)
    return Fault("not_a_number", "is not a number")


def as_whole(cell: Cell) -> int | None | Fault | Said:
    """A whole number within what a count can be."""
    number = as_number(cell)
    if not isinstance(number, float):
        return number
    return (
        int(number) if number == int(number) and abs(number) < 2**31 else Fault("not_a_whole_number", "is not a whole number")
    )


def _identifier(accept: Callable[[str], str | Fault]) -> Reader:
    """A reader of identifiers that may be absent: dashes and 'not known' are no identifiers, the rest must pass `accept`."""

    def read(cell: Cell) -> Answer:
        text = as_text(cell)
        if isinstance(text, Fault):
            return text
        if is_dash(text):
            return None
        return what_is_said(text) or accept(text)

    return read


def _nhs_number(text: str) -> str | Fault:
    """Ten digits whose last one checks."""
    digits = re.sub(r"[ \-]", "", text)
    return digits if is_nhs_number(digits) else Fault("not_an_nhs_number", "is not a valid NHS number (its check digit fails)")


def _upn(text: str) -> str | Fault:
    """A letter, eleven digits and a digit or letter, whose first letter checks."""
    upn = text.replace(" ", "").upper()
    return upn if is_upn(upn) else Fault("not_a_upn", "is not a valid unique pupil number (its check letter fails)")


def _postcode(text: str) -> str | Fault:
    """A postcode as AA9 9AA; whether it exists is not asked here."""
    found = _POSTCODE.fullmatch(re.sub(r"[ \-]", "", text.upper()))
    return f"{found[1]} {found[2]}" if found else Fault("not_a_postcode", "is not a UK postcode")


def _plain(reader: Reader) -> Callable[[Column, Circumstances], Reader]:
    return lambda column, circumstances: reader


_READERS: dict[type[Kind], Callable[[Column, Circumstances], Reader]] = {
    Text: _text,
    Code: _code,
    Codes: _codes,
    YesNo: _yes_no,
    Day: _day,
    Moment: _moment,
    Clock: _plain(as_clock),
    Whole: _plain(as_whole),
    Number: _plain(as_number),
    NhsNumber: _plain(_identifier(_nhs_number)),
    Upn: _plain(_identifier(_upn)),
    Postcode: _plain(_identifier(_postcode)),
}

FAULT_REFUSES_ROW: frozenset[type[Kind]] = frozenset({Day, Moment, Whole, Number})
"""Kinds whose unreadable cell refuses the row even where blank is allowed: an end date taken as blank would be a wrong
fact. An unreadable optional word or identifier is loaded as blank and asked about."""
