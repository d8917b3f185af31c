"""What a section of a MAECC pack declares: its title, place, the returns it rests on, its queries and how it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sscb_pipeline.reports.maecc.pack import Pack
from sscb_pipeline.reports.workbook import Page


@dataclass(frozen=True)
class Section:
    """One section, one sheet.

    `needs`: the returns it rests on; while one is awaited for the month the sheet says so above everything else.
    `queries`: name -> SELECT, asked once per month for all areas with `:month`, `:first`, `:cutoff`, `:after` bound.
    `render`: writes the section for one area; rows of its queries are `pack.asked[name]`.
    """

    title: str
    order: int
    needs: tuple[str, ...]
    render: Callable[[Page, Pack], None]
    queries: Mapping[str, str] = field(default_factory=dict)
