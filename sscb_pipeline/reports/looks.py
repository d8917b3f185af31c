"""How cells look: the few styles a sober workbook needs, said once."""

from dataclasses import dataclass

FONT = "Calibri"
NUMBER_FORMATS = {
    "text": "@",
    "words": "@",
    "whole": "#,##0",
    "decimal": "#,##0.0",
    "day": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
    "input": "@",
    "number": "General",
}
"""How a column shows its values: text on one line, words that wrap, numbers, dates, or a cell to be filled in."""

_NAVY, _RED, _GREY, _WHITE = "1F3864", "9C0006", "595959", "FFFFFF"


@dataclass(frozen=True)
class Look:
    """One style. `fill` is a colour behind the text, `boxed` draws thin lines around, `wraps` breaks long text."""

    number_format: str = "@"
    bold: bool = False
    italic: bool = False
    size: int = 11
    colour: str = "000000"
    fill: str = ""
    boxed: bool = False
    wraps: bool = False
    vertical: str = "top"


LOOKS = {
    "title": Look(bold=True, size=14, colour=_NAVY),
    "marking": Look(bold=True, colour=_RED),
    "stamp": Look(italic=True, colour=_GREY),
    "section": Look(bold=True, size=12, colour=_NAVY),
    "note": Look(colour=_GREY),
    "strong": Look(bold=True, colour=_RED),
    "heading": Look(bold=True, colour=_WHITE, fill=_NAVY, boxed=True, wraps=True, vertical="center"),
    "required": Look(bold=True, colour=_NAVY, fill="FFE699", boxed=True, wraps=True, vertical="center"),
    "optional": Look(bold=True, colour=_NAVY, fill="DCE6F1", boxed=True, wraps=True, vertical="center"),
    **{
        name: Look(number_format, boxed=True, wraps=name in ("words", "input"), fill="FFF8DC" if name == "input" else "")
        for name, number_format in NUMBER_FORMATS.items()
    },
}
