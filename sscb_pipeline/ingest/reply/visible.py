"""Text as sent, made fit for a cell or a line: what cannot be seen is shown by its number, what is too long is cut."""

import re

LONGEST = 32_767
"""UTF-16 units a cell of a workbook holds; Excel calls a file with a longer one damaged."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control, direction and zero-width characters, and those no XML may hold. Tab and line feed stay."""


def visible(text: str, longest: int = LONGEST) -> str:
    """The text with each hidden character as `[U+200B]`, and not longer than a cell may be."""
    text = _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n"))
    if len(text) > longest // 2 and len(units := text.encode("utf-16-le")) > 2 * longest:
        cut = f" [cut here, of {len(text):,} characters]"
        text = units[: 2 * (longest - len(cut))].decode("utf-16-le", errors="ignore") + cut
    return text


def on_one_line(text: str, longest: int = 300) -> str:
    """The same for a line of a receipt: tabs and line feeds are shown by their number too."""
    return visible(text.replace("\t", "[U+0009]").replace("\n", "[U+000A]"), longest)
