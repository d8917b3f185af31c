"""Keeps personal values out of everything Dagster stores or prints.

Dagster's event log is read by people without a right to a child's name and is kept without end. Its own redaction leaves
metadata, failures and what a body prints. So every body runs guarded: what it prints goes nowhere, whatever it raises
becomes a code with the kind and the place of the fault, and metadata passes through `facts`, which takes no free text.
"""

import functools
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from enum import Enum
from pathlib import Path
from typing import Any

import dagster as dg

from sscb_pipeline.errors import DeclarationError, SscbError, WarehouseUnavailable, WrongUsage
from sscb_pipeline.vocabulary.calendar import MONTH_KEY

_SENTENCES_WITHOUT_VALUES = (DeclarationError, WarehouseUnavailable, WrongUsage)
"""Errors whose sentence is made of declared names alone; every other error is told by its kind and place."""

_ONE_BODY_AT_A_TIME = threading.RLock()
"""Descriptors 1 and 2 belong to the whole process: two bodies must not take turns at restoring them."""


class Known(str):
    """A word that is none of a child's: it is one of a declared set, or matches a shape no name has."""

    @classmethod
    def month(cls, value: str) -> "Known":
        return cls._checked(value, bool(MONTH_KEY.fullmatch(value)))

    @classmethod
    def sha256(cls, value: str) -> "Known":
        return cls._checked(value, bool(re.fullmatch(r"[0-9a-f]{64}", value)))

    @classmethod
    def one_of(cls, value: str, declared: Iterable[str]) -> "Known":
        return cls._checked(value, value in set(declared))

    @classmethod
    def file_under(cls, folder: Path, path: Path) -> "Known":
        """Where a document of ours lies, seen from the data folder; our documents are named after area and month."""
        return cls._checked(path.relative_to(folder).as_posix(), True)

    @classmethod
    def _checked(cls, value: str, known: bool) -> "Known":
        if not known:
            raise ValueError("a word that is not declared")
        return cls(value)


def facts(**values: int | float | Enum | Known | None) -> dict[str, dg.MetadataValue]:
    """Metadata: numbers (plotted by Dagster), members of an Enum and Known words; None is left out.

    Raises TypeError for anything else, without repeating it.
    """
    told: dict[str, dg.MetadataValue] = {}
    for name, value in values.items():
        if isinstance(value, bool):
            told[name] = dg.MetadataValue.bool(value)
        elif isinstance(value, int):
            told[name] = dg.MetadataValue.int(value)
        elif isinstance(value, float):
            told[name] = dg.MetadataValue.float(value)
        elif isinstance(value, Enum):
            told[name] = dg.MetadataValue.text(str(value.value))
        elif isinstance(value, Known):
            told[name] = dg.MetadataValue.text(str(value))
        elif value is not None:
            raise TypeError(f"the fact {name} is a {type(value).__name__}: only numbers and declared words are told")
    return told


def rows_in_table(count: int) -> dict[str, dg.MetadataValue]:
    """The row count, under the name Dagster shows in a place of its own."""
    return {"dagster/row_count": dg.MetadataValue.int(count)}


def guarded(code: str) -> Callable[[Callable[..., Iterable[Any]]], Callable[..., Iterator[Any]]]:
    """The body of an asset or check, kept private. It returns its results; a fault becomes a dg.Failure with `code`."""

    def wrap(body: Callable[..., Iterable[Any]]) -> Callable[..., Iterator[Any]]:
        @functools.wraps(body)
        def run(context: Any) -> Iterator[Any]:
            results, fault = _privately(lambda: list(body(context)))
            if fault:
                if isinstance(fault, SscbError):
                    context.resources.house.fault = fault
                raise dg.Failure(description=told(code, fault)) from None
            yield from results or ()

        del run.__wrapped__
        run.__annotations__.clear()
        return run

    return wrap


class TickFailed(Exception):
    """A sensor or schedule could not be evaluated; the text holds a code, a kind and a place."""


def guarded_tick(code: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The body of a sensor or schedule, kept private; a fault becomes TickFailed with `code`."""

    def wrap(body: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(body)
        def run(context: Any) -> Any:
            result, fault = _privately(lambda: body(context))
            if fault:
                raise TickFailed(told(code, fault)) from None
            return result

        del run.__wrapped__
        run.__annotations__.clear()
        return run

    return wrap


def told(code: str, fault: BaseException) -> str:
    """What may be said of a fault: `E-RETURN (KeyError) at ingest/accept.py:61`. Never its text, unless it is declared."""
    places = [frame for frame in traceback.extract_tb(fault.__traceback__) if "sscb_pipeline" in Path(frame.filename).parts]
    place = ""
    if places:
        parts = Path(places[-1].filename).parts
        place = f" at {'/'.join(parts[len(parts) - parts[::-1].index('sscb_pipeline') :])}:{places[-1].lineno}"
    sentence = f" {fault}" if isinstance(fault, _SENTENCES_WITHOUT_VALUES) else ""
    return f"{code} ({type(fault).__name__}){place}.{sentence}"


def _privately(work: Callable[[], Any]) -> tuple[Any, Exception | None]:
    """The result of the work, or its fault: handed over outside the handler, so that no chain of causes is stored."""
    with silenced():
        try:
            return work(), None
        except Exception as fault:  # every fault is passed on, by its kind and place
            return None, fault


@contextmanager
def silenced() -> Iterator[None]:
    """What this process and its children print meanwhile goes nowhere."""
    with _ONE_BODY_AT_A_TIME, open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        saved = {descriptor: os.dup(descriptor) for descriptor in (1, 2)}
        try:
            for descriptor in saved:
                os.dup2(nowhere.fileno(), descriptor)
            with redirect_stdout(nowhere), redirect_stderr(nowhere):
                yield
        finally:
            for descriptor, before in saved.items():
                os.dup2(before, descriptor)
                os.close(before)
