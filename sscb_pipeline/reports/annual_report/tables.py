"""The tables and charts of one section, the same for every section."""

import datetime as dt
from typing import Any

from sscb_pipeline.indicators.headers import PERCENT
from sscb_pipeline.reports.annual_report.figures import Figures
from sscb_pipeline.reports.annual_report.section import Drawing, Section
from sscb_pipeline.reports.cells import Chart, Col
from sscb_pipeline.reports.workbook import Page
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY
from sscb_pipeline.vocabulary.calendar import first_day

_GOOD_IS = {"high": "high", "low": "low", "neutral": "for information"}


def month_words(month: str) -> str:
    """`2016-11` -> `Nov 16`."""
    return f"{dt.datetime.combine(first_day(month), dt.time()):%b %y}"


def render(page: Page, section: Section, figures: Figures) -> None:
    """A section's tables and charts, from the top of its page."""
    page.line(section.about)
    page.skip()
    _year_and_year_before(page, section, figures)
    _by_area(page, section, figures)
    _by_breakdown(page, section, figures)
    _by_month(page, section, figures)
    for drawing in section.charts:
        if figures.indicator(drawing.indicator):
            _draw(page, drawing, figures)


def _title(figures: Figures, indicator_id: str) -> str:
    indicator = figures.indicator(indicator_id)
    return indicator.title if indicator else indicator_id


def _unit(figures: Figures, indicator_id: str, row: dict[str, Any] | None = None) -> str:
    """The unit of `row` (a rate's is not its count's), or of the indicator's headline."""
    indicator = figures.indicator(indicator_id)
    unit = row["unit"] if row else indicator.unit if indicator else ""
    return "%" if unit == PERCENT else str(unit)


def _year_and_year_before(page: Page, section: Section, figures: Figures) -> None:
    page.line(f"Surrey, {figures.year_before} and {figures.year}", "section")
    rows = []
    for name in section.needs:
        if not figures.has_headline(name):
            continue
        before, now = figures.figure(name, figures.year_before), figures.figure(name, figures.year)
        counted = [now.row[key] if now.row else None for key in ("numerator", "denominator")]
        indicator = figures.indicator(name)
        rows.append(
            [
                name,
                _title(figures, name),
                _unit(figures, name),
                _GOOD_IS[indicator.polarity] if indicator else "",
                before.printed,
                now.printed,
                *counted,
                now.status,
            ]
        )
    page.table(
        [
            Col("Id", width=8),
            Col("Indicator", "words", 44),
            Col("Unit", width=12),
            Col("Good is", width=13),
            Col(figures.year_before, "whole", 13),
            Col(figures.year, "whole", 13),
            Col(f"Counted, {figures.year}", "whole", 12),
            Col("Out of", "whole", 12),
            Col(f"Status, {figures.year}", "words", 13),
        ],
        rows,
        nothing="The indicators of this section have no sum over everything: see the breakdowns.",
    )


def _by_area(page: Page, section: Section, figures: Figures) -> None:
    named = tuple(name for name in section.needs if figures.has_headline(name))
    places = figures.places(named, figures.year)
    page.line(f"By area, {figures.year}", "section")
    headings = ["Area not known" if place not in (COUNTY, *AREAS) else place for place in places]
    rows = [
        [name, _title(figures, name), _unit(figures, name), *(_or_none_unknown(figures, name, place) for place in places)]
        for name in named
    ]
    page.table(
        [Col("Id"), Col("Indicator", "words"), Col("Unit"), *(Col(h, "whole") for h in headings)],
        rows,
        nothing="No indicator of this section is shown by area.",
    )


def _or_none_unknown(figures: Figures, name: str, place: str) -> object:
    figure = figures.figure(name, figures.year, place)
    return "none" if figure.row is None and place not in (COUNTY, *AREAS) else figure.printed


def _by_breakdown(page: Page, section: Section, figures: Figures) -> None:
    page.line("By breakdown, Surrey", "section")
    rows = []
    for name in section.needs:
        for breakdown, value in figures.breakdowns(name):
            before = figures.figure(name, figures.year_before, COUNTY, breakdown, value)
            now = figures.figure(name, figures.year, COUNTY, breakdown, value)
            rows.append(
                [
                    name,
                    f"{_title(figures, name)}: {breakdown.replace('_', ' ')} {value}",
                    _unit(figures, name, now.row or before.row),
                    before.printed,
                    now.printed,
                    now.status,
                ]
            )
    page.table(
        [
            Col("Id"),
            Col("Indicator", "words"),
            Col("Unit"),
            Col(figures.year_before, "whole"),
            Col(figures.year, "whole"),
            Col("Status", "words"),
        ],
        rows,
        nothing="No breakdowns, or their returns are awaited (see above).",
    )


def _by_month(page: Page, section: Section, figures: Figures) -> None:
    page.line(f"By month, Surrey, {figures.year}", "section")
    rows = [
        [name, _title(figures, name), _unit(figures, name), *(figures.figure(name, month).printed for month in figures.months)]
        for name in section.needs
        if figures.has_headline(name)
    ]
    page.table(
        [
            Col("Id"),
            Col("Indicator", "words"),
            Col("Unit"),
            *(Col(month_words(month), "whole", 10) for month in figures.months),
        ],
        rows,
        nothing="No indicator of this section is summed by month.",
    )


def _chart(drawing: Drawing, figures: Figures) -> Chart:
    name, title, unit = drawing.indicator, _title(figures, drawing.indicator), _unit(figures, drawing.indicator)
    if drawing.by == "month":
        indicator = figures.indicator(name)
        places = (COUNTY, *AREAS) if indicator and indicator.has_areas and indicator.is_percent else (COUNTY,)
        return Chart(
            f"{title}, by month",
            "line",
            unit,
            [month_words(m) for m in figures.months],
            {place: [figures.figure(name, m, place).number for m in figures.months] for place in places},
        )
    values = [value for breakdown, value in figures.breakdowns(name) if breakdown == drawing.by]
    return Chart(
        f"{title}, by {drawing.by.replace('_', ' ')}",
        "bar",
        unit,
        values,
        {
            year: [figures.figure(name, year, COUNTY, drawing.by, value).number for value in values]
            for year in (figures.year_before, figures.year)
        },
    )


def _draw(page: Page, drawing: Drawing, figures: Figures) -> None:
    chart = _chart(drawing, figures)
    if any(value is not None for values in chart.series.values() for value in values):
        page.chart(chart)
    else:
        page.line(f"{chart.title}: nothing to draw; its returns are awaited, or there was nothing to count.", "strong")
        page.skip()
