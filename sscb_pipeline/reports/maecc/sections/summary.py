"""How many children, at which level, and the thirteen months up to now; this area beside the county."""

from collections.abc import Callable, Iterable
from typing import Any

from sscb_pipeline.reports.cells import Chart, Col, is_blank
from sscb_pipeline.reports.maecc.cohort import IN_COHORT, NEW, Child
from sscb_pipeline.reports.maecc.pack import TREND_MONTHS, Pack, count, meaning
from sscb_pipeline.reports.maecc.section import Section
from sscb_pipeline.reports.workbook import Page
from sscb_pipeline.vocabulary import calendar
from sscb_pipeline.vocabulary.areas import AREAS, COUNTY

_BANDS = (
    ("under 10", 0, 10),
    ("10 to 12", 10, 13),
    ("13 to 14", 13, 15),
    ("15 to 16", 15, 17),
    ("17", 17, 18),
    ("18 and over", 18, 200),
)


def render(page: Page, pack: Pack) -> None:
    everyone = pack.evidence.children
    here = [c for c in everyone if pack.area in (c.area, c.area_before)]
    rows: list[list[object]] = []

    def row(words: str, chosen: Callable[[Child], bool]) -> None:
        rows.append(
            [
                words,
                _said(pack, count(c for c in here if chosen(c) and c.area == pack.area)),
                _said(pack, count(c for c in everyone if chosen(c))),
            ]
        )

    row("High risk", lambda c: c.level == "HIGH")
    row("Medium risk", lambda c: c.level == "MEDIUM")
    row("High or medium risk: the roster", lambda c: c.is_in_cohort)
    row("New to the roster this month", lambda c: c.is_in_cohort and c.level_before not in IN_COHORT)
    row("of these, never assessed before", lambda c: c.is_in_cohort and c.level_before == NEW)
    row("Left the roster this month", lambda c: not c.is_in_cohort and c.level_before in IN_COHORT)
    page.line("The cohort at the cut-off", "section")
    page.table([Col("", "words", 36), Col(pack.area, "whole", 16), Col(COUNTY, "whole", 16)], rows, nothing="")

    rows = []
    for words, lowest, below in _BANDS:
        row(f"Aged {words}", lambda c, low=lowest, high=below: c.is_in_cohort and _aged(c, pack, low, high))  # type: ignore[misc]
    row("Age not known", lambda c: c.is_in_cohort and c.latest["dob"] is None)
    for sex in _sexes(everyone):
        row(f"Sex: {meaning(sex, 'gender')}", lambda c, s=sex: c.is_in_cohort and c.latest["gender"] == s)  # type: ignore[misc]
    for words, field in (
        ("Looked after", "lac"),
        ("On a child protection plan", "cpp"),
        ("Unaccompanied asylum-seeking child", "uasc"),
        ("Disability or learning difficulty", "disability_ld"),
        ("Placed in Surrey by another authority", "ola_child"),
    ):
        row(f"{words} (as the assessment says)", lambda c, f=field: c.is_in_cohort and c.latest[f] is True)  # type: ignore[misc]
    page.line("Who they are", "section")
    page.table([Col("", "words"), Col(pack.area, "whole"), Col(COUNTY, "whole")], rows, nothing="")
    _trend(page, pack)


def _said(pack: Pack, number: int) -> object:
    lacking = pack.awaiting("cs_cse_risk")
    return f"awaiting; {number} by earlier returns" if lacking else number


def _aged(child: Child, pack: Pack, lowest: int, below: int) -> bool:
    born = child.latest["dob"]
    return born is not None and lowest <= calendar.age_on(born, pack.cutoff) < below


def _sexes(children: Iterable[Child]) -> list[str | None]:
    found = {c.latest["gender"] for c in children if c.is_in_cohort}
    return sorted(found - {None}) + ([None] if None in found else [])


def _trend(page: Page, pack: Pack) -> None:
    page.line("Children at medium or high risk at the end of each month (indicator CSE01)", "section")
    frame = pack.evidence.trend
    whole = frame[frame["breakdown"] == "all"]
    values: dict[tuple[str, str], tuple[Any, str, str]] = {
        (calendar.month_of(row["period_start"]), row["area"]): (row["value"], row["status"], row["awaiting"])
        for row in whole.to_dict("records")
    }
    start = calendar.add_months(calendar.first_day(pack.month), 1 - TREND_MONTHS)
    months = list(calendar.months_between(calendar.month_of(start), pack.month))
    places = (COUNTY, *AREAS)

    def said(month: str, place: str) -> object:
        value, status, awaiting = values.get((month, place), (None, "absent", ""))
        if status == "absent":
            return "no returns"
        return f"awaiting {awaiting}" if status == "awaiting" else value

    page.table(
        [Col("Month", width=36), *(Col(place, "whole", 16) for place in places)],
        [[month, *(said(month, place) for place in places)] for month in months],
        nothing="",
    )
    page.line("The indicator leaves out young people who have turned 18; the roster keeps them until they are closed.")

    def number(month: str, place: str) -> float | None:
        value = values.get((month, place), (None,))[0]
        return None if value is None or is_blank(value) else float(value)

    page.chart(
        Chart(
            f"Children at medium or high risk, {pack.area}",
            "line",
            "children",
            months,
            {pack.area: [number(month, pack.area) for month in months]},
        )
    )


SECTION = Section(title="Cohort summary", order=20, needs=("cs_cse_risk",), render=render)
