"""The numbers judgements turn on: read from thresholds.toml, where each has its meaning and source."""

import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from sscb_pipeline.errors import DeclarationError, SscbError

_FILE = Path(__file__).with_suffix(".toml")
_TABLE = "thresholds"
_NO_SHARES = ("chart_moving_ranges", "volume_moving_range_screened_above", "volume_month_screened_above",
              "reading_moving_range_limit", "reading_same_below_points", "share_standard_errors")
"""Fractions that may be more than 1; every other one is a share."""


@dataclass(frozen=True)
class Thresholds:
    """One field per line of thresholds.toml; what each means stands there."""

    refused_rows_block_file_above: float
    dates_outside_month_block_file_above: float
    month_events_needed: int
    midnights_query_above: float
    midnights_needed: int
    content_overlap_block_above: float
    content_overlap_rows_needed: int
    content_repeat_block_above: float
    content_repeat_rows_needed: int
    content_months: int
    replaced_rows_needed: int
    replaced_rows_kept_needed: float
    other_ids_block_above: float
    other_ids_people_needed: int
    chart_moving_ranges: float
    chart_near_limit_from: float
    volume_moving_range_screened_above: float
    volume_month_screened_above: float
    volume_months_needed: int
    volume_months_that_fix_limits: int
    volume_run_months: int
    volume_trend_months: int
    reading_months_needed: int
    reading_months_that_fix_limits: int
    reading_moving_range_limit: float
    reading_run_months: int
    reading_trend_months: int
    reading_same_below_points: float
    reading_denominator_needed: int
    history_months: int
    history_months_needed: int
    completeness_drop_query_above: float
    completeness_rows_needed: int
    all_blank_chance_below: float
    default_dates_query_above: float
    default_dates_rows_needed: int
    default_dates_needed: int
    same_value_rows_needed: int
    share_change_query_above: float
    share_rows_needed: int
    share_standard_errors: float
    share_vanished_rows_expected: int
    share_new_rows: int
    heading_near_from: float
    unheaded_column_blocks_file_above: float
    refused_share_worth_a_call: float
    history_after_days: int


_KINDS: dict[str, type] = {field.name: field.type for field in fields(Thresholds) if isinstance(field.type, type)}


@cache
def thresholds_of_the_house() -> Thresholds:
    """The committed values. Raises DeclarationError when a name of the file or of the class has no counterpart."""
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    apart = sorted(given.keys() ^ _KINDS.keys())
    if apart:
        raise DeclarationError(f"thresholds.toml and the class Thresholds do not agree on: {', '.join(apart)}.")
    return Thresholds(**{name: _checked(name, value, _FILE.name) for name, value in given.items()})


def thresholds_for(site: Path) -> Thresholds:
    """The committed values with those a site's file sets anew.

    Raises SscbError for a file that is no TOML, a name there is not, or a value of the wrong kind.
    """
    if not site.is_file():
        return thresholds_of_the_house()
    try:
        said = tomllib.loads(site.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SscbError(f"{site} cannot be read ({type(fault).__name__}).", "Correct it: it is a TOML file.") from None
    given = said.get(_TABLE, {})
    strays = [name for name in said if name != _TABLE]
    if not isinstance(given, dict) or strays:
        raise SscbError(
            f"{site}: {', '.join(strays) or _TABLE} is no table of this file.", f"Thresholds stand below a line [{_TABLE}]."
        )
    for name in given:
        if name not in _KINDS:
            raise SscbError(f"{site}: there is no threshold called {name}.", f"Those there are: {', '.join(_KINDS)}.")
    return replace(thresholds_of_the_house(), **{name: _checked(name, value, str(site)) for name, value in given.items()})


def _checked(name: str, value: Any, where: str) -> Any:
    kind = _KINDS[name]
    if kind is float and type(value) is int:
        value = float(value)
    right: bool = type(value) is kind
    if not right or not 0 <= value < float("inf"):
        words = "a whole number" if kind is int else "a number"
        raise SscbError(f"{where}: {name} is not {words} of 0 or more.", "Correct the line, or take it out.")
    if kind is float and name not in _NO_SHARES and value > 1:
        raise SscbError(f"{where}: {name} is a share, at most 1.", f"Write a fifth as 0.2, not {value:g}.")
    return value
