"""Progress bars on stderr for work a person waits for; silent when stderr is not a terminal."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar; the block gets a function to tell it (done, of how many)."""
    # A stream of its own: while assets run, descriptor 2 is silenced so that nothing they print can reach the terminal.
    console = Console(file=os.fdopen(os.dup(sys.stderr.fileno()), "w"))
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None)

        def tell(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        yield tell
