"""Cells through calamine, a sheet at a time: while one is worked on, the next is parsed."""

import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from sscb_pipeline.ingest.formats.kind import damaged
from sscb_pipeline.ingest.formats.read import SheetRead
from sscb_pipeline.ingest.preflight import Source

LEAP_DAY_THAT_NEVER_WAS = dt.date(1900, 2, 28)
"""Excel counts a 29 February 1900; calamine gives it as the 28th, so that day cannot be told from it. Such cells are named
instead of being given a wrong date."""


def with_cells(sheets: Iterable[SheetRead], source: Source) -> Iterator[SheetRead]:
    """The sheets with their rows. A sheet is parsed once it was asked for, whatever that takes, and while the next is asked
    for and the last one worked on. Raises FileRefused when the reader gives up."""
    from python_calamine import CalamineError, CalamineWorkbook

    names: set[str] = set()
    waiting = iter(sheets)
    sheet = next(waiting, None)
    try:
        # From its bytes: given a path, calamine goes by the ending of the name.
        content = source.read_bytes() if isinstance(source, Path) else source.getvalue()
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            parsing: Callable[[], Any] = _begun(partial(book.get_sheet_by_name, sheet.name)) if sheet else _nothing
            try:
                while sheet:
                    names.add(sheet.name)
                    following = next(waiting, None)
                    parsed = parsing()
                    if following and following.name in names:
                        raise damaged()
                    parsing = _begun(partial(book.get_sheet_by_name, following.name)) if following else _nothing
                    sheet.rows = parsed.to_python(skip_empty_area=False)
                    yield sheet
                    sheet = following
            finally:
                with suppress(BaseException):  # nobody wants it any more, but the book is not closed under it
                    parsing()
    except (CalamineError, ValueError, OSError, OverflowError):
        raise damaged() from None
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":  # how a fault in the reader's own code arrives; it has no name to import
            raise damaged() from None
        raise


def _nothing() -> None:
    """What is parsed when there is no sheet left."""


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
