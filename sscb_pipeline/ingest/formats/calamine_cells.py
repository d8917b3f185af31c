"""Cells through calamine, with what it is known to garble put right."""

import datetime as dt
import io
from collections.abc import Iterable
from pathlib import Path

from sscb_pipeline.ingest.formats.kind import damaged
from sscb_pipeline.ingest.formats.read import RawCell
from sscb_pipeline.ingest.preflight import Source

LEAP_DAY_THAT_NEVER_WAS = dt.date(1900, 2, 28)
"""Excel counts a 29 February 1900; calamine gives it as the 28th, so that day cannot be told from it. Such cells are named
instead of being given a wrong date."""


def cells_of(source: Source, names: Iterable[str]) -> dict[str, list[list[RawCell]]]:
    """The rows of these sheets. Raises FileRefused when the reader gives up."""
    from python_calamine import CalamineError, CalamineWorkbook

    rows: dict[str, list[list[RawCell]]] = {}
    try:
        # From its bytes: given a path, calamine goes by the ending of the name.
        content = source.read_bytes() if isinstance(source, Path) else source.getvalue()
        opened = CalamineWorkbook.from_filelike(io.BytesIO(content))
        with opened as book:
            for name in names:
                rows[name] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError, OverflowError):
        raise damaged() from None
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":  # how a fault in the reader's own code arrives; it has no name to import
            raise damaged() from None
        raise
    return rows
