"""Cells through calamine, a sheet at a time: while one is worked on, the next is parsed."""

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from sscb_pipeline.ingest.formats.kind import damaged
from sscb_pipeline.ingest.formats.read import RawCell, SheetRead
from sscb_pipeline.ingest.preflight import Source

LEAP_DAY_THAT_NEVER_WAS = dt.date(1900, 2, 28)
"""Excel counts a 29 February 1900; calamine gives it as the 28th, so that day cannot be told from it. Such cells are named
instead of being given a wrong date."""


def with_cells(sheets: Sequence[SheetRead], source: Source) -> Iterator[SheetRead]:
    """The sheets with their rows. Raises FileRefused when the reader gives up."""
    for sheet, rows in zip(sheets, _cells_of(source, [sheet.name for sheet in sheets]), strict=True):
        sheet.rows = rows
        yield sheet


def _cells_of(source: Source, names: Sequence[str]) -> Iterator[list[list[RawCell]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    if len(set(names)) < len(names):
        raise damaged()
    try:
        # From its bytes: given a path, calamine goes by the ending of the name.
        content = source.read_bytes() if isinstance(source, Path) else source.getvalue()
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            parsing: Callable[[], Any] | None = None
            try:
                for name in [*names, None]:
                    sheet = parsing() if parsing else None
                    parsing = _begun(partial(book.get_sheet_by_name, name)) if name is not None else None
                    if sheet:
                        yield sheet.to_python(skip_empty_area=False)
            finally:
                with suppress(BaseException):  # nobody wants it any more, but the book is not closed under it
                    _ = parsing() if parsing else None
    except (CalamineError, ValueError, OSError, OverflowError):
        raise damaged() from None
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":  # how a fault in the reader's own code arrives; it has no name to import
            raise damaged() from None
        raise


def _begun(work: Callable[[], Any]) -> Callable[[], Any]:
    """Begins the work on a thread; calling what is returned waits for its end and gives, or raises, what came of it. The
    reader's own code lets other threads run, so two sheets are worked on at once."""
    done: list[Any] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as fault:
            failed.append(fault)

    thread = Thread(target=run, daemon=True)
    try:
        thread.start()
    except RuntimeError:  # no room for another thread
        raise MemoryError from None

    def outcome() -> Any:
        thread.join()
        if failed:
            raise failed[0]
        return done[0]

    return outcome
