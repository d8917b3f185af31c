"""Writes the annual report's workbook: cover, a sheet per section, the register of every figure printed."""

import datetime as dt
from pathlib import Path

from sscb_pipeline.indicators.headers import has_decimals
from sscb_pipeline.reports.annual_report import sections as section_files
from sscb_pipeline.reports.annual_report.figures import Figures
from sscb_pipeline.reports.annual_report.section import Section
from sscb_pipeline.reports.annual_report.tables import month_words, render
from sscb_pipeline.reports.cells import Col, Shown, local
from sscb_pipeline.reports.received import Received
from sscb_pipeline.reports.sections import sections_in
from sscb_pipeline.reports.workbook import Book
from sscb_pipeline.returns.registry import all_returns
from sscb_pipeline.settings import Settings
from sscb_pipeline.vocabulary.calendar import add_months, financial_year_start
from sscb_pipeline.warehouse.server import Warehouse

MARKING = "OFFICIAL-SENSITIVE: not for publication"
_WHY = (
    "Small numbers are not yet suppressed in this workbook. It is for the Board's report writers; no table of it may be "
    "published as it stands."
)


def sections() -> tuple[Section, ...]:
    """The report's sections in their order."""
    return sections_in(section_files, Section)


def write_annual_report(settings: Settings, warehouse: Warehouse, year: str, folder: Path | None = None) -> Path:
    """Write the tables of a financial year (`2016-17`), as the warehouse knows them; returns the file's path.

    `folder`: where to write, instead of the year's folder below `published`.
    """
    figures = Figures(warehouse, year, dict.fromkeys(name for section in sections() for name in section.needs))
    received = Received(warehouse)
    known_at = warehouse.as_at or figures.known_at() or received.known_at()
    stamp = f"As at {local(known_at):%d %B %Y %H:%M}" if known_at else "As at: nothing had been received"
    book = Book(f"Annual report {year}: tables", MARKING, stamp, known_at or _year_end(year))
    _cover(book, figures, received, stamp)
    for section in sections():
        render(book.page(section.title), section, figures)
    _definitions(book, figures)
    _register(book, figures)
    place = folder or settings.published / f"annual-report-{year}"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return book.save(place / f"annual-report-tables-{year}.xlsx")


def _year_end(year: str) -> dt.datetime:
    return dt.datetime.combine(add_months(financial_year_start(year), 12), dt.time())


def _cover(book: Book, figures: Figures, received: Received, stamp: str) -> None:
    page = book.page("Cover", f"Surrey Safeguarding Children Board: annual report {figures.year}, tables")
    page.line(_WHY, "strong")
    page.line(f"{stamp}. A later correction by an agency changes figures when this workbook is made again.")
    page.line("Where a return is awaited the words 'awaiting' stand in place of the number; nothing awaited is counted as 0.")
    page.skip()
    page.line("Contents", "section")
    page.table(
        [Col("Section", width=30), Col("Indicators", "words", 60)],
        [[section.title, ", ".join(section.needs)] for section in sections()],
        nothing="No sections.",
    )
    page.line(f"Returns for {figures.year}: the day each month's was received, or that it is awaited", "section")
    page.table(
        [Col("Return", width=30), Col("Sent by", "words", 30), *(Col(month_words(m), "words", 10) for m in figures.months)],
        [
            [declared.name, declared.agency.name, *(received.month_in_words(declared, m) for m in figures.months)]
            for declared in all_returns()
            if not declared.is_alternative or any(received.arrivals(declared.name, m) for m in figures.months)
        ],
        nothing="No returns are declared.",
    )


def _definitions(book: Book, figures: Figures) -> None:
    page = book.page("Definitions", "What the figures mean")
    named = dict.fromkeys(name for section in sections() for name in section.needs)
    rows = [
        [i.id, i.title, i.meaning, i.counting_unit, i.standard, " ".join(i.cautions)]
        for name in sorted(named)
        if (i := figures.indicator(name))
    ]
    page.table(
        [
            Col("Id", width=8),
            Col("Indicator", "words", 30),
            Col("Meaning", "words", 50),
            Col("Counts", "words", 16),
            Col("Standard", "words", 30),
            Col("Take care", "words", 60),
        ],
        rows,
        nothing="No indicator is computed yet.",
        freeze=1,
    )


def _register(book: Book, figures: Figures) -> None:
    page = book.page("Figures register", "Every figure printed in this workbook")
    rows = []
    for key in sorted(figures.printed):
        figure = figures.printed[key]
        row = figure.row or {}
        number = Shown(row["value"], "decimal" if has_decimals(row["unit"]) else "whole")
        rows.append(
            [
                key,
                figure.indicator_id,
                row["name"],
                figure.period,
                row["period_start"],
                row["period_end"],
                figure.area,
                figure.breakdown,
                figure.breakdown_value,
                row["numerator"],
                row["denominator"],
                number,
                row["unit"],
                row["status"],
                row["awaiting"],
                row["lower_bound"],
                row["upper_bound"],
                row["known_at"],
            ]
        )
    page.table(
        [
            Col("Figure id", width=34),
            Col("Indicator"),
            Col("Name", width=26),
            Col("Period"),
            Col("From", "day"),
            Col("To", "day"),
            Col("Area"),
            Col("Breakdown", width=16),
            Col("Breakdown value", width=18),
            Col("Numerator", "whole"),
            Col("Denominator", "whole"),
            Col("Value", "whole"),
            Col("Unit"),
            Col("Status"),
            Col("Awaiting", "words", 30),
            Col("Lower bound", "decimal"),
            Col("Upper bound", "decimal"),
            Col("Known at", "moment", 17),
        ],
        rows,
        nothing="No figure could be printed: the returns are awaited.",
        freeze=1,
    )
